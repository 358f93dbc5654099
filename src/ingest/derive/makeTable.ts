import type { Sql } from '../../db/client.js';

/**
 * Gives the statements that make a temporary table of the rows of a query, for the transaction, with statistics of all columns or of the
 * named ones, which are those that it is joined by. Of a query in its place the planner would guess how many rows it has.
 */
export const tableStatements = (
  name: string,
  select: string,
  columns: readonly string[] = [],
): readonly [drop: string, create: string, analyze: string] => [
  `drop table if exists pg_temp.${name}`,
  `create temp table ${name} on commit drop as ${select}`,
  `analyze ${name} ${columns.length === 0 ? '' : `(${columns.join(', ')})`}`,
];

/** Makes such a table; gives the number of rows. */
export async function makeTable(
  client: Sql,
  name: string,
  select: string,
  columns: readonly string[] = [],
): Promise<number> {
  const [drop, create, analyze] = tableStatements(name, select, columns);
  await client.unsafe(drop);
  const { count } = await client.unsafe(create);
  await client.unsafe(analyze);
  return count;
}
