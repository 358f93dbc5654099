import { sql, type SQL } from 'drizzle-orm';
import type { Config } from '../../config.js';
import type { Sql } from '../../db/client.js';
import { keyText } from './columnValues.js';
import { findTable, tableSql, type DatabaseTable } from './databaseTable.js';

/** The configured table of those whose attributes are computed, one row each. */
export interface MasterTable {
  readonly table: DatabaseTable;
  /** The key as text, over the master's row `m`. */
  readonly key: SQL;
}

/** Checks the keys that name the master and its key against the database. Throws a `UserError` that names the bad key. */
export async function readMasterTable(db: Sql, { enrichment }: Pick<Config, 'enrichment'>): Promise<MasterTable> {
  const table = await findTable(db, 'enrichment.user_master_table', enrichment.user_master_table);
  const activity = await findTable(db, 'enrichment.activity_table', enrichment.activity_table);
  const other = activity.columns.get(enrichment.activity_table_join_key);
  return {
    table,
    key: keyText(table, 'enrichment.user_master_join_key', enrichment.user_master_join_key, 'm', other),
  };
}

/** A query of rows `customer_id`: every key of the master once. */
export const masterKeys = ({ table, key }: MasterTable): SQL =>
  sql`select distinct ${key} as customer_id from ${tableSql(table)} as m where ${key} <> ''`;
