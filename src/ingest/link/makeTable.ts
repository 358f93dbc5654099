import type { Sql } from '../../db/client.js';

/**
 * Makes a temporary table of the rows of a statement, for the transaction, with statistics of all columns or of the named ones, which
 * are those that it is joined by; gives the number of rows.
 */
export async function makeTable(
  client: Sql,
  name: string,
  select: string,
  columns: readonly string[] = [],
): Promise<number> {
  await client.unsafe(`drop table if exists pg_temp.${name}`);
  const { count } = await client.unsafe(`create temp table ${name} on commit drop as ${select}`);
  await client.unsafe(`analyze ${name} ${columns.length === 0 ? '' : `(${columns.join(', ')})`}`);
  return count;
}
