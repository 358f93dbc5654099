import { sql, type SQL } from 'drizzle-orm';
import { identifier, list, literal } from '../../../db/sql.js';
import type { ColumnPlan } from '../columns/columnPlan.js';
import type { TargetColumn } from '../columns/targetColumn.js';
import { stagedRows } from '../staging/stagingStatements.js';
import { merged } from '../staging/temporaryTables.js';
import { mappedStamp, nonKeyColumns, stampOf, targetColumns } from './mergedColumns.js';
import type { MergeTable } from './mergeTable.js';

/** SQL: the name of the table. */
export const tableOf = ({ schema, name }: MergeTable): SQL => sql`${identifier(schema)}.${identifier(name)}`;

/** SQL: whether the rows `old` and `new` have the same key. */
export const sameKey = ({ key }: MergeTable): SQL =>
  and(key.map((name) => sql`old.${identifier(name)} = new.${identifier(name)}`));

/** SQL: conditions that all have to hold. */
export const and = (conditions: readonly SQL[]): SQL => sql.join([...conditions], sql` and `);

/** SQL: whether the rows `old` and `new` have the same identity. */
export const sameIdentity = ({ identity }: MergeTable): SQL =>
  and(identity.map((name) => sql`old.${identifier(name)} = new.${identifier(name)}`));

const present = (names: readonly string[], columns: readonly TargetColumn[]): string[] =>
  names.filter((name) => columns.some((column) => column.name === name));

/** The column of merged rows that says that their key is not in the table yet. */
export const isNew = identifier('facet is new');

/**
 * Creates the temporary table of the rows to write: each key once, new or different from what the table holds. They are
 * in the order of their identity, which fills indexes faster. `countOccurrences`: the content key is not numbered yet.
 */
export function createMerged(target: MergeTable, mapped: readonly ColumnPlan[], countOccurrences: boolean): SQL {
  const columns = targetColumns(mapped);
  const names = columns.map(({ name }) => identifier(name));
  const [key = ''] = target.key;
  const same = nonKeyColumns(target, columns);
  const changes = [
    ...(same.length === 0 ? [] : [differs(same)]),
    ...mappedStamp(target, columns).map((stamp) => sql`old.${stamp} <> new.${stamp}`),
    ...unmappedOwners(target, columns),
  ];
  const kept = target.owners.length === 0 ? names : [sql`line`, ...names];
  return sql`create temporary table ${merged} on commit drop as
    select ${list(kept.map((name) => sql`new.${name}`))}, old.${identifier(key)} is null as ${isNew}
    from (${keyedRows(target, mapped, countOccurrences)}) as new left join ${tableOf(target)} as old on ${sameKey(target)}
    where old.${identifier(key)} is null${sql.join(changes.map((change) => sql` or ${change}`))}`;
}

/**
 * SQL: whether a stored row has another owner, by the columns that are not mapped; the others are compared as all
 * values are.
 */
const unmappedOwners = (target: MergeTable, columns: readonly TargetColumn[]): SQL[] =>
  target.owners
    .filter((name) => present([name], columns).length === 0)
    .map((name) => sql`old.${identifier(name)} is distinct from ${ownerOf(target, columns, name)}`);

/** SQL: the owner of a merged row; where it is not mapped, what stands for missing values. */
export function ownerOf(target: MergeTable, columns: readonly TargetColumn[], name: string): SQL {
  if (present([name], columns).length > 0) return sql`new.${identifier(name)}`;
  const absent = target.columns.get(name)?.absent ?? null;
  return absent === null ? sql`null` : literal(absent);
}

/** SQL: the staged rows, each key once. */
function keyedRows(target: MergeTable, mapped: readonly ColumnPlan[], countOccurrences: boolean): SQL {
  const keyed = countOccurrences ? numberOccurrences : lastOfEach;
  return keyed(target, targetColumns(mapped), stagedRows(mapped));
}

const differs = (names: readonly SQL[]): SQL =>
  sql`(${list(names.map((name) => sql`old.${name}`))}) is distinct from (${list(names.map((name) => sql`new.${name}`))})`;

/** Statistics of the columns that the rest of the merge joins by. */
export const analyzeMerged = ({ key, identity }: MergeTable, columns: readonly TargetColumn[]): SQL =>
  sql`analyze ${merged} (${list([...present([...new Set([...key, ...identity])], columns).map(identifier), isNew])})`;

/** SQL: the staged rows with unique content keys: the n-th row of the same content and identity gets `<hash>.<n>`. */
function numberOccurrences(
  { contentKey = '', identity }: MergeTable,
  columns: readonly TargetColumn[],
  staged: SQL,
): SQL {
  const key = identifier(contentKey);
  const by = list([...present(identity, columns).filter((name) => name !== contentKey), contentKey].map(identifier));
  const numbered = columns.map(({ name }) =>
    name === contentKey
      ? sql`${key} || '.' || row_number() over (partition by ${by} order by line) as ${key}`
      : identifier(name),
  );
  return sql`select ${list([sql`line`, ...numbered])} from ${staged}`;
}

/** SQL: the staged rows, of each identity the last of the file. */
function lastOfEach({ identity }: MergeTable, columns: readonly TargetColumn[], staged: SQL): SQL {
  const by = list(present(identity, columns).map(identifier));
  return sql`select distinct on (${by}) * from ${staged} order by ${by}, line desc`;
}

/** Updates the mapped columns of rows that differ in them; undefined where only keys are mapped. */
export function updateChanged(target: MergeTable, columns: readonly TargetColumn[], loadId: string): SQL | undefined {
  const names = nonKeyColumns(target, columns);
  if (names.length + mappedStamp(target, columns).length === 0) return undefined;
  if (!target.key.some((name) => spreadBy.has(name))) return upsertChanged(target, columns, loadId);
  const set = [
    ...names.map((name) => sql`${name} = new.${name}`),
    ...(target.hasLoadId ? [sql`load_id = ${loadId}::bigint`] : []),
    ...(target.stamp === undefined ? [] : [sql`${identifier(target.stamp)} = ${stampOf(target, columns)}`]),
  ];
  return sql`update ${tableOf(target)} as old set ${list(set)}
    from ${merged} as new
    where not new.${isNew} and ${sameKey(target)}`;
}

/** The columns that rows of customers and entities are spread by over the workers of a cluster. */
const spreadBy: ReadonlySet<string> = new Set(['customer_id', 'entity_id']);

/** The same by an upsert of whole rows: Citus updates no table that every node has by what one of them holds. */
function upsertChanged(target: MergeTable, columns: readonly TargetColumn[], loadId: string): SQL {
  const { key, stored, stamp, hasLoadId } = target;
  const mapped = new Set(columns.map(({ name }) => name));
  const valueOf = (name: string): SQL => {
    if (name === stamp) return stampOf(target, columns);
    if (hasLoadId && name === 'load_id') return sql`${loadId}::bigint`;
    return sql`${mapped.has(name) ? sql`new` : sql`old`}.${identifier(name)}`;
  };
  const changed = stored.filter(
    (name) => !key.includes(name) && (mapped.has(name) || name === stamp || (hasLoadId && name === 'load_id')),
  );
  return sql`insert into ${tableOf(target)} as kept (${list(stored.map(identifier))})
    select ${list(stored.map(valueOf))} from ${merged} as new join ${tableOf(target)} as old on ${sameKey(target)}
    where not new.${isNew}
    on conflict (${list(key.map(identifier))}) do update
    set ${list(changed.map((name) => sql`${identifier(name)} = excluded.${identifier(name)}`))}`;
}

/** Inserts the staged rows into a table that has none: nothing needs to be compared. */
export const insertAll = (
  target: MergeTable,
  mapped: readonly ColumnPlan[],
  countOccurrences: boolean,
  loadId: string,
): SQL =>
  insertInto(target, targetColumns(mapped), loadId, sql`(${keyedRows(target, mapped, countOccurrences)}) as new`);

/**
 * Inserts the rows whose key is new. Without `on conflict`, which takes a third longer: the lock of `runImport` keeps
 * other writers away, and a writer without that lock fails and is rolled back.
 */
export const insertNew = (target: MergeTable, columns: readonly TargetColumn[], loadId: string): SQL =>
  insertInto(target, columns, loadId, sql`${merged} as new where ${isNew}`);

function insertInto(target: MergeTable, columns: readonly TargetColumn[], loadId: string, rows: SQL): SQL {
  const { stamp, hasLoadId } = target;
  const names = columns.filter(({ name }) => name !== stamp).map(({ name }) => identifier(name));
  const own = [
    ...(hasLoadId ? [{ name: identifier('load_id'), value: sql`${loadId}::bigint` }] : []),
    ...(stamp === undefined ? [] : [{ name: identifier(stamp), value: stampOf(target, columns) }]),
  ];
  return sql`insert into ${tableOf(target)} (${list([...names, ...own.map(({ name }) => name)])})
    select ${list([...names, ...own.map(({ value }) => value)])} from ${rows}`;
}

/** Selects a row where the table has any. */
export const hasRows = (target: MergeTable): SQL => sql`select 1 from ${tableOf(target)} limit 1`;
