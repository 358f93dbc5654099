import { rowCost } from '../lib/budget/costs.js';
import type { CachedTable } from '../scope.js';
import type { RequestContext } from './requestContext.js';

/** What the server holds of a table, the same for the whole request; undefined where the database has to be asked. */
export function cachedTable<R extends object, V extends object>(
  context: RequestContext,
  table: CachedTable<R, V>,
): V | undefined {
  const { cached, cachedTables } = context;
  const known = cachedTables.get(table.name);
  if (known !== undefined || cached === undefined) return known as V | undefined;
  const held = cached(table);
  if (held !== undefined) cachedTables.set(table.name, held);
  return held;
}

/** Counts what comes from memory into the answer as rows that are read are counted: once in a request. */
export function countedRow<V extends object>({ cachedRows, budget }: RequestContext, found: V): V {
  if (cachedRows.has(found)) return found;
  cachedRows.add(found);
  budget?.take(rowCost(found as Readonly<Record<string, unknown>>));
  return found;
}

/** What the server holds of a table under a key; undefined where it holds nothing of it, and the database may. */
export function cachedRow<R extends object, V extends object>(
  context: RequestContext,
  table: CachedTable<R, ReadonlyMap<string, V>>,
  key: string,
): V | undefined {
  const found = cachedTable(context, table)?.get(key);
  return found === undefined ? undefined : countedRow(context, found);
}
