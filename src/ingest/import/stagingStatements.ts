import { sql, type SQL } from 'drizzle-orm';
import { identifier, list, literal } from '../../db/sql.js';
import type { ColumnPlan } from './columnPlan.js';
import { staging } from './temporaryTables.js';

/** Whether a column is read from each row; constants are the same for all, and never travel. */
export const isStaged = ({ constant }: ColumnPlan): boolean => constant === undefined;

/** Makes the staging table: `line` (of the file) and the columns that differ from row to row. */
export const createStaging = (columns: readonly ColumnPlan[]): SQL =>
  sql`create temporary table ${staging} (${list([
    sql`line bigint`,
    ...columns.filter(isStaged).map(({ target }) => sql`${identifier(target.name)} ${sql.raw(target.sqlType)}`),
  ])}) on commit drop`;

export const copyIntoStaging: SQL = sql`copy ${staging} from stdin`;

/** What the staging table is called in a statement. */
export const source = identifier('source');

/** A column's value in a staged row. */
export const valueOf = ({ target, constant }: ColumnPlan): SQL => {
  if (constant === undefined) return sql`${source}.${identifier(target.name)}`;
  return sql`${constant === null ? sql`null` : literal(constant)}::${sql.raw(target.sqlType)}`;
};

/** The staged rows with all mapped columns, in brackets, as `staged`. */
export const stagedRows = (columns: readonly ColumnPlan[]): SQL =>
  sql`(select ${list([
    sql`line`,
    ...columns.map((column) => sql`${valueOf(column)} as ${identifier(column.target.name)}`),
  ])} from ${staging} as ${source}) as staged`;

/** The number of different keys of the staged rows. */
export const countKeys = (columns: readonly ColumnPlan[], key: readonly string[]): SQL =>
  sql`select count(*)::int as count from (select from ${stagedRows(columns)} group by ${list(key.map(identifier))}) as keys`;

/** Columns of a row as a JSON list of texts. */
export const textsOf = (columns: readonly ColumnPlan[], row: SQL): SQL => {
  const texts = columns.map(({ target }) => sql`${row}.${identifier(target.name)}::text`);
  return sql`to_jsonb(array[${list(texts)}]::text[])`;
};

/** Deletes the staged rows for whose value of a column the condition holds; gives them as `TakenOut`. */
export const takeOut = (
  columns: readonly ColumnPlan[],
  column: ColumnPlan,
  condition: (value: SQL) => SQL,
  reason: string,
): SQL => sql`
  with out as (
    delete from ${staging} as ${source} where ${condition(valueOf(column))}
    returning line, ${valueOf(column)}::text as value, ${textsOf(columns.filter(isStaged), source)} as texts)
  select line, value, ${literal(reason)} as reason, texts from out order by line`;
