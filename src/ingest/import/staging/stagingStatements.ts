import { sql, type SQL } from 'drizzle-orm';
import { identifier, list, literal } from '../../../db/sql.js';
import type { ColumnPlan } from '../columns/columnPlan.js';
import { staging } from './temporaryTables.js';

/** Whether a column is in the staging table: constants are the same in all rows, and are written as literals. */
export const isStaged = ({ constant }: ColumnPlan): boolean => constant === undefined;

/** Creates the staging table: `line` (of the file) and the columns that differ from row to row. */
export const createStaging = (columns: readonly ColumnPlan[]): SQL =>
  sql`create temporary table ${staging} (${list([
    sql`line bigint`,
    ...columns.filter(isStaged).map(({ target }) => sql`${identifier(target.name)} ${sql.raw(target.sqlType)}`),
  ])}) on commit drop`;

/** Copies lines into the staging table. */
export const copyIntoStaging: SQL = sql`copy ${staging} from stdin`;

/** The alias of the staging table in statements. */
export const source = identifier('source');

/** SQL: a column's value in a staged row. */
export const valueOf = ({ target, constant }: ColumnPlan): SQL => {
  if (constant === undefined) return sql`${source}.${identifier(target.name)}`;
  return sql`${constant === null ? sql`null` : literal(constant)}::${sql.raw(target.sqlType)}`;
};

/** SQL: the value of the column of that name in a staged row; null where it is not mapped. */
export function stagedValue(columns: readonly ColumnPlan[], name: string): SQL {
  const plan = columns.find(({ target }) => target.name === name);
  return plan === undefined ? sql`null` : valueOf(plan);
}

/** SQL: the staged rows with all mapped columns, as a subquery with the alias `staged`. */
export const stagedRows = (columns: readonly ColumnPlan[]): SQL =>
  sql`(select ${list([
    sql`line`,
    ...columns.map((column) => sql`${valueOf(column)} as ${identifier(column.target.name)}`),
  ])} from ${staging} as ${source}) as staged`;

/** SQL: columns of a row as a JSON list of texts. */
export const textsOf = (columns: readonly ColumnPlan[], row: SQL): SQL => {
  const texts = columns.map(({ target }) => sql`${row}.${identifier(target.name)}::text`);
  return sql`to_jsonb(array[${list(texts)}]::text[])`;
};
