import { sql, type SQL } from 'drizzle-orm';
import { identifier, list } from '../../db/sql.js';

/** A file's rows as they are. */
export const staging = identifier('facet_import');

/** What a file's rows come to. */
export const merged = identifier('facet_merged');

/** The ready snapshots to write, the last of the file for each customer and day. */
export const profileRows = identifier('facet_profiles');

const all = list([staging, merged, profileRows].map((table) => sql`pg_temp.${table}`));

/** They go with their transaction, in which another file may have made them before. */
export const dropTemporary: SQL = sql`drop table if exists ${all}`;
