import { sql, type SQL } from 'drizzle-orm';
import { identifier, list } from '../../../db/sql.js';

const names = ['facet_import', 'facet_merged', 'facet_profiles', 'facet_rejected'] as const;

/** The staging table: the rows of a file as they were read. */
export const staging = identifier(names[0]);

/** The rows of a file that will be merged: of each key one, new or different from what the table holds. */
export const merged = identifier(names[1]);

/** The ready snapshots to write, the last of the file for each customer and day. */
export const profileRows = identifier(names[2]);

/** The rows that are being rejected: `line`, `value`, `reason` and `texts`. */
export const rejected = identifier(names[3]);

const all = list(names.map((table) => sql`pg_temp.${identifier(table)}`));

/** Drops the tables that another file of the same transaction may have created. */
export const dropTemporary: SQL = sql`drop table if exists ${all}`;

/**
 * Truncates the tables: their space is free at once, that of dropped ones only when the transaction, perhaps of many
 * files, ends.
 */
export const emptyTemporary: SQL = sql.raw(`
  do $$ declare one text; begin
    foreach one in array array['${names.join("', '")}'] loop
      if to_regclass('pg_temp.' || one) is not null then execute 'truncate pg_temp.' || one; end if;
    end loop;
  end $$`);
