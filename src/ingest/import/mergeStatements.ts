import { sql, type SQL } from 'drizzle-orm';
import { identifier, list } from '../../db/sql.js';
import type { ColumnPlan } from './compileColumns.js';
import type { Target, TargetColumn } from './targets.js';

/** The temporary tables of one file: its rows as they are, and what they come to. */
const staging = identifier('facet_import');
const merged = identifier('facet_merged');

const tableOf = ({ schema, name }: Target): SQL => sql`${identifier(schema)}.${identifier(name)}`;

const and = (conditions: readonly SQL[]): SQL => sql.join([...conditions], sql` and `);

/** The columns that a file fills: the mapped ones, then the content key where the mapping leaves it out. */
export function stagedColumns(target: Target, columns: readonly ColumnPlan[]): readonly TargetColumn[] {
  const mapped = columns.map((column) => column.target);
  const contentKey = target.columns.get(target.contentKey ?? '');
  return contentKey === undefined || mapped.includes(contentKey) ? mapped : [...mapped, contentKey];
}

/** Makes the staging table: `line` (of the file) and the file's columns; it goes with the transaction. */
export const createStaging = (columns: readonly TargetColumn[]): SQL =>
  sql`create temporary table ${staging} (line bigint, ${list(
    columns.map(({ name, sqlType }) => sql`${identifier(name)} ${sql.raw(sqlType)}`),
  )}) on commit drop`;

export const copyIntoStaging: SQL = sql`copy ${staging} from stdin`;

const present = (names: readonly string[], columns: readonly TargetColumn[]): string[] =>
  names.filter((name) => columns.some((column) => column.name === name));

/** Makes the table of the rows to be written, each key once. `countOccurrences`: the content key is still bare. */
export const createMerged = (target: Target, columns: readonly TargetColumn[], countOccurrences: boolean): SQL =>
  sql`create temporary table ${merged} on commit drop as
    ${countOccurrences ? numberOccurrences(target, columns) : lastOfEach(target, columns)}`;

/** Statistics of the columns that the merge joins by. */
export const analyzeMerged = ({ key, identity }: Target, columns: readonly TargetColumn[]): SQL =>
  sql`analyze ${merged} (${list(present([...new Set([...key, ...identity])], columns).map(identifier))})`;

/** The n-th line of the same content gets `<hash>.<n>`: these keys are unique by themselves. */
function numberOccurrences({ contentKey = '' }: Target, columns: readonly TargetColumn[]): SQL {
  const key = identifier(contentKey);
  const numbered = columns.map(({ name }) =>
    name === contentKey ? sql`${key} || '.' || row_number() over (partition by ${key}) as ${key}` : identifier(name),
  );
  return sql`select ${list(numbered)} from ${staging}`;
}

/** Of the rows of one identity, and of one key, the last of the file. */
function lastOfEach({ identity, key }: Target, columns: readonly TargetColumn[]): SQL {
  const lastOf = (source: SQL, names: readonly string[]): SQL => {
    const by = list(names.map(identifier));
    return sql`select distinct on (${by}) * from ${source} order by ${by}, line desc`;
  };
  const mapped = present(identity, columns);
  const byIdentity = lastOf(staging, mapped);
  return mapped.every((name) => key.includes(name)) ? byIdentity : lastOf(sql`(${byIdentity}) as last`, key);
}

/** Deletes what stands in the table under the identity of a merged row, but another key; none where that cannot be. */
export function deleteMoved(target: Target, columns: readonly TargetColumn[]): SQL | undefined {
  const { key, identity } = target;
  const moving = key.filter((name) => !identity.includes(name));
  if (moving.length === 0) return undefined;
  const same = identity.map((name) => {
    const column = identifier(name);
    if (key.includes(name)) return sql`old.${column} = new.${column}`;
    if (present([name], columns).length > 0) return sql`old.${column} is not distinct from new.${column}`;
    const absent = target.columns.get(name)?.absent ?? null;
    return absent === null ? sql`old.${column} is null` : sql`old.${column} = ${absent}`;
  });
  const moved = moving.map((name) => sql`old.${identifier(name)} <> new.${identifier(name)}`);
  return sql`delete from ${tableOf(target)} as old using ${merged} as new
    where ${and(same)} and (${sql.join(moved, sql` or `)})`;
}

const sameKey = ({ key }: Target): SQL =>
  and(key.map((name) => sql`old.${identifier(name)} = new.${identifier(name)}`));

/** Updates the mapped columns of rows that differ in them; none where only keys are mapped. */
export function updateChanged(target: Target, columns: readonly TargetColumn[], loadId: string): SQL | undefined {
  const names = columns.filter(({ name }) => !target.key.includes(name)).map(({ name }) => identifier(name));
  if (names.length === 0) return undefined;
  return sql`update ${tableOf(target)} as old
    set ${list(names.map((name) => sql`${name} = new.${name}`))}, ${identifier('load_id')} = ${loadId}::bigint
    from ${merged} as new
    where ${sameKey(target)}
      and (${list(names.map((name) => sql`old.${name}`))}) is distinct from (${list(names.map((name) => sql`new.${name}`))})`;
}

/**
 * Inserts the rows whose key is new, in key order, which fills indexes faster. Without `on conflict`, which costs a
 * third more: the lock of `runImport` keeps other writers away, and a writer without it fails and is taken back.
 */
export function insertNew(target: Target, columns: readonly TargetColumn[], loadId: string): SQL {
  const names = columns.map(({ name }) => identifier(name));
  return sql`insert into ${tableOf(target)} (${list([...names, identifier('load_id')])})
    select ${list(names)}, ${loadId}::bigint from ${merged} as new
    where not exists (select from ${tableOf(target)} as old where ${sameKey(target)})
    order by ${list(target.key.map(identifier))}`;
}
