import { sql, type SQL } from 'drizzle-orm';
import { identifier } from '../../db/sql.js';
import { badKey, columnType, type DatabaseTable } from './databaseTable.js';

const keyTypes: ReadonlySet<string> = new Set([
  'text',
  'character varying',
  'character',
  'uuid',
  'smallint',
  'integer',
  'bigint',
  'numeric',
]);

const textTypes: ReadonlySet<string> = new Set(['text', 'character varying', 'character', 'citext']);

const epochTypes: ReadonlySet<string> = new Set(['integer', 'bigint', 'numeric', 'double precision']);

/** Numbers above this are milliseconds: as seconds it is the year 5138, as milliseconds March 1973. */
const mostSeconds = 100_000_000_000;

/** The years 1 to 9999, in seconds; a number outside them, or NaN, is no time. */
const [leastSeconds, endSeconds] = [-62_135_596_800, 253_402_300_800];

const columnOf = (alias: string, column: string): SQL => sql`${identifier(alias)}.${identifier(column)}`;

/**
 * A key column as text, trimmed; null where it is null. `other` is the type of the column it is joined with: a UUID as text
 * may be written in capitals.
 */
export function keyText(table: DatabaseTable, key: string, column: string, alias: string, other?: string): SQL {
  const type = columnType(table, key, column);
  if (!keyTypes.has(type)) throw badKey(key, `"${column}" is ${type}, and a key is text, a whole number or a uuid.`);
  const value = columnOf(alias, column);
  if (table.schema === 'facet' && type === 'text') return value;
  const text = sql`btrim(${type === 'numeric' ? sql`trim_scale(${value})` : value}::text) collate "C"`;
  return other === 'uuid' && type !== 'uuid' ? sql`lower(${text})` : text;
}

/** A column that must be text. */
export function textColumn(table: DatabaseTable, key: string, column: string, alias: string): SQL {
  const type = columnType(table, key, column);
  if (!textTypes.has(type)) throw badKey(key, `"${column}" is ${type}, and it must be text.`);
  return columnOf(alias, column);
}

/** A time column as an instant, and how its own values compare with an instant that is given. */
export interface TimeColumn {
  /** `timestamp with time zone` */
  readonly instant: SQL;
  /** Whether it lies in `[from, to)`, by the column's own type where that is possible, so that its indexes serve. */
  readonly between: (from: SQL | undefined, to: SQL | undefined) => SQL;
  /** SQL interval: how far a value may lie before the instant that it was taken from. */
  readonly grain: SQL;
}

const exact = sql`interval '0'`;

const bounds = (value: SQL, from: SQL | undefined, to: SQL | undefined): SQL =>
  sql.join(
    [...(from === undefined ? [] : [sql`${value} >= ${from}`]), ...(to === undefined ? [] : [sql`${value} < ${to}`])],
    sql` and `,
  );

/**
 * Reads a column of instants (timestamps with or without a zone, dates, seconds or milliseconds since 1970). What has no zone
 * is local in `timeZone`. Throws a `UserError` that names the key for other types.
 */
export function timeColumn(
  table: DatabaseTable,
  key: string,
  column: string,
  { alias, timeZone }: { readonly alias: string; readonly timeZone: string },
): TimeColumn {
  const type = columnType(table, key, column);
  const value = columnOf(alias, column);
  if (type === 'timestamp with time zone')
    return { instant: value, between: (from, to) => bounds(value, from, to), grain: exact };
  const local = (instant: SQL): SQL => sql`(${instant} at time zone ${timeZone})`;
  if (type === 'timestamp without time zone' || type === 'date')
    return {
      instant: sql`(${value}::timestamp at time zone ${timeZone})`,
      between: (from, to) => bounds(value, from && local(from), to && local(to)),
      grain: type === 'date' ? sql`interval '1 day'` : exact,
    };
  if (!epochTypes.has(type))
    throw badKey(
      key,
      `"${column}" is ${type}, and a time is a timestamp, a date, or seconds or milliseconds since 1970 as a number.`,
    );
  const number = (limit: number): SQL => sql.raw(String(limit));
  const instant = sql`to_timestamp((case
    when ${value} < ${number(leastSeconds)} or ${value} >= ${number(endSeconds * 1000)} then null
    when ${value} > ${number(mostSeconds)} then ${value} / 1000.0 else ${value} end)::double precision)`;
  return { instant, between: (from, to) => bounds(instant, from, to), grain: sql`interval '1 second'` };
}
