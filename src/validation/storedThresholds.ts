import { sql } from 'drizzle-orm';
import type { Door } from '../db/door.js';
import type { Thresholds } from './definitions/Check.js';

/** Thresholds that were set for a check. */
export interface ThresholdRow {
  readonly check: string;
  /** Percent, as PostgreSQL prints it; null: never. */
  readonly warnAbove: string | null;
  readonly errorAbove: string | null;
  readonly setBy: string;
  readonly setAt: string;
}

/** Who sets thresholds, and when. */
interface Author {
  readonly setBy: string;
  readonly now: Date;
}

const columns = sql`check_id as "check", warn_above as "warnAbove", error_above as "errorAbove", set_by as "setBy",
  set_at as "setAt"`;

/** Sets the thresholds of a check; undefined where no run has made it. One statement, which may be repeated. */
export async function storeThreshold(
  db: Door,
  check: string,
  { warnAbove, errorAbove }: Thresholds,
  { setBy, now }: Author,
): Promise<ThresholdRow | undefined> {
  const [row] = await db.query<ThresholdRow>(sql`
    insert into facet.validation_thresholds (check_id, warn_above, error_above, set_by, set_at)
    select ${check}, ${warnAbove}::numeric, ${errorAbove}::numeric, ${setBy}, ${now.toISOString()}::timestamptz
    where exists (select 1 from facet.validation_results where check_id = ${check})
    on conflict (check_id) do update set warn_above = excluded.warn_above, error_above = excluded.error_above,
      set_by = excluded.set_by, set_at = excluded.set_at
    returning ${columns}`);
  return row;
}

/** Takes back what was set for a check; undefined where nothing was. */
export async function deleteThreshold(db: Door, check: string): Promise<ThresholdRow | undefined> {
  const [row] = await db.query<ThresholdRow>(sql`
    delete from facet.validation_thresholds where check_id = ${check} returning ${columns}`);
  return row;
}
