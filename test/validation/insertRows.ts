import type { Sql } from '../../src/db/client.js';
import type { Rows } from './sampleRows.js';

/** Inserts rows that may have different columns, into tables in the order given. */
export async function insertRows(client: Sql, tables: Rows): Promise<void> {
  for (const [table, rows] of Object.entries(tables))
    for (const row of rows) await client`insert into ${client('facet')}.${client(table)} ${client(row)}`;
}
