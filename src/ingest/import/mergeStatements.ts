import { sql, type SQL } from 'drizzle-orm';
import { identifier, list, literal } from '../../db/sql.js';
import type { ColumnPlan } from './columnPlan.js';
import { stagedRows } from './stagingStatements.js';
import { mappedStamp, stampOf, targetColumns, valuesOf } from './mergedColumns.js';
import type { TableTarget } from './target.js';
import type { TargetColumn } from './targetColumn.js';
import { merged } from './temporaryTables.js';

export const tableOf = ({ schema, name }: TableTarget): SQL => sql`${identifier(schema)}.${identifier(name)}`;

const sameKey = ({ key }: TableTarget): SQL =>
  and(key.map((name) => sql`old.${identifier(name)} = new.${identifier(name)}`));

export const and = (conditions: readonly SQL[]): SQL => sql.join([...conditions], sql` and `);

/** Whether two rows are of one identity. */
export const sameIdentity = ({ identity }: TableTarget): SQL =>
  and(identity.map((name) => sql`old.${identifier(name)} = new.${identifier(name)}`));

const present = (names: readonly string[], columns: readonly TargetColumn[]): string[] =>
  names.filter((name) => columns.some((column) => column.name === name));

/** Whether a merged row's key is not in the table yet. */
const isNew = identifier('facet is new');

/**
 * Makes the table of the rows to be written: each key once, new or different from what the table holds. They lie in the
 * order of their identity, which fills indexes faster. `countOccurrences`: the content key is still bare.
 */
export function createMerged(target: TableTarget, mapped: readonly ColumnPlan[], countOccurrences: boolean): SQL {
  const columns = targetColumns(mapped);
  const names = columns.map(({ name }) => identifier(name));
  const [key = ''] = target.key;
  const same = valuesOf(target, columns);
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

/** Whether a row of the table is another's by the owners that are not mapped; the others are compared as all values are. */
const unmappedOwners = (target: TableTarget, columns: readonly TargetColumn[]): SQL[] =>
  target.owners
    .filter((name) => present([name], columns).length === 0)
    .map((name) => sql`old.${identifier(name)} is distinct from ${ownerOf(target, columns, name)}`);

/** Whose a merged row is: what stands for missing values where that is not mapped. */
export function ownerOf(target: TableTarget, columns: readonly TargetColumn[], name: string): SQL {
  if (present([name], columns).length > 0) return sql`new.${identifier(name)}`;
  const absent = target.columns.get(name)?.absent ?? null;
  return absent === null ? sql`null` : literal(absent);
}

/** The staged rows, each key once. */
function keyedRows(target: TableTarget, mapped: readonly ColumnPlan[], countOccurrences: boolean): SQL {
  const keyed = countOccurrences ? numberOccurrences : lastOfEach;
  return keyed(target, targetColumns(mapped), stagedRows(mapped));
}

const differs = (names: readonly SQL[]): SQL =>
  sql`(${list(names.map((name) => sql`old.${name}`))}) is distinct from (${list(names.map((name) => sql`new.${name}`))})`;

/** Statistics of the columns that the rest of the merge joins by. */
export const analyzeMerged = ({ key, identity }: TableTarget, columns: readonly TargetColumn[]): SQL =>
  sql`analyze ${merged} (${list([...present([...new Set([...key, ...identity])], columns).map(identifier), isNew])})`;

/** The n-th line of the same content and identity gets `<hash>.<n>`: these keys are unique by themselves. */
function numberOccurrences(
  { contentKey = '', identity }: TableTarget,
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

/** Of the rows of one identity the last of the file. */
function lastOfEach({ identity }: TableTarget, columns: readonly TargetColumn[], staged: SQL): SQL {
  const by = list(present(identity, columns).map(identifier));
  return sql`select distinct on (${by}) * from ${staged} order by ${by}, line desc`;
}

/** Deletes what stands in the table under the identity of a merged row, but another key; none where that cannot be. */
export function deleteMoved(target: TableTarget): SQL | undefined {
  const moving = target.key.filter((name) => !target.identity.includes(name));
  if (moving.length === 0) return undefined;
  const moved = moving.map((name) => sql`old.${identifier(name)} <> new.${identifier(name)}`);
  return sql`delete from ${tableOf(target)} as old using ${merged} as new
    where new.${isNew} and ${sameIdentity(target)} and (${sql.join(moved, sql` or `)})`;
}

/** Updates the mapped columns of rows that differ in them; none where only keys are mapped. */
export function updateChanged(target: TableTarget, columns: readonly TargetColumn[], loadId: string): SQL | undefined {
  const names = valuesOf(target, columns);
  if (names.length + mappedStamp(target, columns).length === 0) return undefined;
  const set = [
    ...names.map((name) => sql`${name} = new.${name}`),
    ...(target.hasLoadId ? [sql`load_id = ${loadId}::bigint`] : []),
    ...(target.stamp === undefined ? [] : [sql`${identifier(target.stamp)} = ${stampOf(target, columns)}`]),
  ];
  return sql`update ${tableOf(target)} as old set ${list(set)}
    from ${merged} as new
    where not new.${isNew} and ${sameKey(target)}`;
}

/** Inserts the staged rows into a table that has none: nothing needs to be compared. */
export const insertAll = (
  target: TableTarget,
  mapped: readonly ColumnPlan[],
  countOccurrences: boolean,
  loadId: string,
): SQL =>
  insertInto(target, targetColumns(mapped), loadId, sql`(${keyedRows(target, mapped, countOccurrences)}) as new`);

/**
 * Inserts the rows whose key is new. Without `on conflict`, which costs a third more: the lock of `runImport` keeps other
 * writers away, and a writer without it fails and is taken back.
 */
export const insertNew = (target: TableTarget, columns: readonly TargetColumn[], loadId: string): SQL =>
  insertInto(target, columns, loadId, sql`${merged} as new where ${isNew}`);

function insertInto(target: TableTarget, columns: readonly TargetColumn[], loadId: string, rows: SQL): SQL {
  const { stamp, hasLoadId } = target;
  const names = columns.filter(({ name }) => name !== stamp).map(({ name }) => identifier(name));
  const own = [
    ...(hasLoadId ? [{ name: identifier('load_id'), value: sql`${loadId}::bigint` }] : []),
    ...(stamp === undefined ? [] : [{ name: identifier(stamp), value: stampOf(target, columns) }]),
  ];
  return sql`insert into ${tableOf(target)} (${list([...names, ...own.map(({ name }) => name)])})
    select ${list([...names, ...own.map(({ value }) => value)])} from ${rows}`;
}

/** Whether the table holds anything. */
export const hasRows = (target: TableTarget): SQL => sql`select from ${tableOf(target)} limit 1`;
