import type { Sql } from '../../db/client.js';

/** Makes a temporary table of the rows of a statement, for the transaction, with statistics; gives their number. */
export async function makeTable(client: Sql, name: string, select: string): Promise<number> {
  await client.unsafe(`drop table if exists pg_temp.${name}`);
  const { count } = await client.unsafe(`create temp table ${name} on commit drop as ${select}`);
  await client.unsafe(`analyze ${name}`);
  return count;
}
