import type { Scope } from '../../scope.js';
import { toConnection, type Connection, type Page, type PagedList } from '../../lib/relay/page.js';
import type { Order } from '../keyset.js';
import type { Operand } from '../../operands/operand.js';
import { positioned, readPage, toCursorKey } from '../position.js';
import type { Groups } from './groups.js';
import { checkGuard, groupCountStatement, groupPageStatement, type GroupRow } from './groupStatements.js';

/** Which groups are on a page, and what is read of them. */
export interface AskedPage {
  readonly list: PagedList;
  readonly page: Page;
  readonly groups: Groups;
  /** What is read of each group, beside the keys. */
  readonly measures: readonly Operand[];
  /** Its operands are keys and measures; ends with all keys. */
  readonly order: Order;
  /** The day that attributes are read on, which cursors keep; null where none is read. */
  readonly day: string | null;
}

/** The text of a key or measure of a group; null where it has no value. */
export type TextOf = (operand: Operand) => string | null;

/** A page of groups, by one statement. Throws an `INVALID_CURSOR` for a cursor that holds no position, and what a guard refuses. */
export async function findGroupsPage<R>(
  { db }: Scope,
  { list, page, groups, measures, order, day }: AskedPage,
  toNode: (textOf: TextOf) => R,
): Promise<Connection<R>> {
  const read = groupPageStatement({ groups, measures, order, page: positioned(page, order) });
  const rows = await readPage(page, () => db.query<GroupRow>(read.statement));
  checkGuard(groups, rows);
  const { edges, pageInfo } = toConnection(list, page, rows, (row) => toCursorKey(day, read.valuesIn(row)));
  return {
    pageInfo,
    edges: edges.map(({ cursor, node }) => ({ cursor, node: toNode((operand) => read.textIn(node, operand)) })),
  };
}

/** A page of nothing, for questions that ask for something else of the list. */
export function noPage<R>({ list, page, order }: Pick<AskedPage, 'list' | 'page' | 'order'>): Connection<R> {
  positioned(page, order);
  return toConnection<R>(list, page, [], () => []);
}

/** How many groups there are. Throws what a guard refuses. */
export async function countGroups({ db }: Scope, groups: Groups): Promise<number> {
  const rows = await db.query<{ count: number }>(groupCountStatement(groups));
  checkGuard(groups, rows);
  return rows[0]?.count ?? 0;
}
