import { sql, type SQL } from 'drizzle-orm';
import { identifier, list } from '../../db/sql.js';

const names = ['facet_import', 'facet_merged', 'facet_profiles'] as const;

/** A file's rows as they are. */
export const staging = identifier(names[0]);

/** What a file's rows come to. */
export const merged = identifier(names[1]);

/** The ready snapshots to write, the last of the file for each customer and day. */
export const profileRows = identifier(names[2]);

const all = list(names.map((table) => sql`pg_temp.${identifier(table)}`));

/** They go with their transaction, in which another file may have made them before. */
export const dropTemporary: SQL = sql`drop table if exists ${all}`;

/** Gives their space back at once: that of dropped tables lasts until the transaction, perhaps of many files, ends. */
export const emptyTemporary: SQL = sql.raw(`
  do $$ declare one text; begin
    foreach one in array array['${names.join("', '")}'] loop
      if to_regclass('pg_temp.' || one) is not null then execute 'truncate pg_temp.' || one; end if;
    end loop;
  end $$`);
