import { sql, type SQL } from 'drizzle-orm';
import { identifier, list } from '../../db/sql.js';
import type { ColumnPlan } from './compileColumns.js';
import type { Target, TargetColumn } from './targets.js';

/** The temporary table that one file is copied into. */
const staging = identifier('facet_import');

const tableOf = ({ schema, name }: Target): SQL => sql`${identifier(schema)}.${identifier(name)}`;

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

/** Statistics of the columns that the merge joins and sorts by. */
export const analyzeStaging = ({ identity }: Target, columns: readonly TargetColumn[]): SQL =>
  sql`analyze ${staging} (${list(present(identity, columns))})`;

const present = (names: readonly string[], columns: readonly TargetColumn[]): SQL[] =>
  names.filter((name) => columns.some((column) => column.name === name)).map(identifier);

/**
 * Writes the staged rows into their target: rows of the same identity under another key are deleted, new ones inserted,
 * differing ones updated (mapped columns only). The statement's count is that of inserted and updated rows.
 */
export function mergeStaging(
  target: Target,
  columns: readonly TargetColumn[],
  countOccurrences: boolean,
  loadId: string,
): SQL {
  const names = columns.map(({ name }) => identifier(name));
  const others = columns.filter(({ name }) => !target.key.includes(name)).map(({ name }) => identifier(name));
  const change =
    others.length === 0
      ? sql`nothing`
      : sql`update set ${list([...others, identifier('load_id')].map((name) => sql`${name} = excluded.${name}`))}
        where (${list(others.map((name) => sql`t.${name}`))}) is distinct from (${list(others.map((name) => sql`excluded.${name}`))})`;
  const source = countOccurrences ? numberOccurrences(target, columns) : lastOfEach(target, columns);
  return sql`
    with staged as materialized (${source})${deleteMoved(target, columns)}
    insert into ${tableOf(target)} as t (${list([...names, identifier('load_id')])})
    select ${list(names)}, ${loadId}::bigint from staged
    on conflict (${list(target.key.map(identifier))}) do ${change}`;
}

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
    const by = list(present(names, columns));
    return sql`select distinct on (${by}) * from ${source} order by ${by}, line desc`;
  };
  const byIdentity = lastOf(staging, identity);
  const mapped = identity.filter((name) => columns.some((column) => column.name === name));
  return mapped.every((name) => key.includes(name)) ? byIdentity : lastOf(sql`(${byIdentity}) as last`, key);
}

function deleteMoved(target: Target, columns: readonly TargetColumn[]): SQL {
  const { key, identity } = target;
  const moving = key.filter((name) => !identity.includes(name));
  if (moving.length === 0) return sql``;
  const same = identity.map((name) => {
    const column = identifier(name);
    if (key.includes(name)) return sql`old.${column} = s.${column}`;
    if (columns.some((column) => column.name === name)) return sql`old.${column} is not distinct from s.${column}`;
    const absent = target.columns.get(name)?.absent ?? null;
    return absent === null ? sql`old.${column} is null` : sql`old.${column} = ${absent}`;
  });
  const moved = moving.map((name) => sql`old.${identifier(name)} <> s.${identifier(name)}`);
  return sql`, moved as (
    delete from ${tableOf(target)} old using staged s
    where ${sql.join(same, sql` and `)} and (${sql.join(moved, sql` or `)}))`;
}
