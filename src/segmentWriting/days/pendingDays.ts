import { sql } from 'drizzle-orm';
import { UserError } from '../../lib/errors/UserError.js';
import type { Scope } from '../../scope.js';

/** Which days are written, both ends included; none given: those that wait. */
export interface AskedDays {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The days of a segment that wait, in order: complete days behind its newest one, and those whose snapshot was written anew since. */
async function waitingDays(scope: Scope, segmentId: string): Promise<string[]> {
  const rows = await scope.db.query<{ day: string }>(sql`
    with written as (select day, load_id from facet.segment_days where segment_id = ${segmentId})
    select p.profile_date as day from facet.profile_days p left join written w on w.day = p.profile_date
    where p.complete and case when w.day is not null then p.load_id > w.load_id
      else p.profile_date > coalesce((select max(day) from written),
        (select max(profile_date) - 1 from facet.profile_days where complete)) end
    order by 1`);
  return rows.map(({ day }) => day);
}

/**
 * The days of a segment to write, in order. Throws a `UserError` where a day that is asked for has no complete snapshot, for
 * attributes as they were would be unknown.
 */
export async function daysToWrite(scope: Scope, segmentId: string, { from, to }: AskedDays): Promise<string[]> {
  if (from === undefined && to === undefined) return waitingDays(scope, segmentId);
  if (from !== undefined && to !== undefined && from > to)
    throw new UserError(`--from is ${from}, which is after --to, ${to}.`);
  const rows = await scope.db.query<{ day: string }>(sql`
    select profile_date as day from facet.profile_days
    where complete and ${from === undefined ? sql`true` : sql`profile_date >= ${from}::date`}
      and ${to === undefined ? sql`true` : sql`profile_date <= ${to}::date`} order by 1`);
  if (rows.length === 0) {
    const stretch =
      from === to ? `of ${from}` : [from && `from ${from}`, to && `up to ${to}`].filter(Boolean).join(' ');
    throw new UserError(
      `There is no complete snapshot ${stretch}, so nobody knows who was in a segment by its attributes.`,
    );
  }
  return rows.map(({ day }) => day);
}

/** The day before which written days are dropped: as far behind the newest snapshot as snapshots are kept; null without one. */
export async function oldestKept(scope: Scope, retentionDays: number): Promise<string | null> {
  const [row] = await scope.db.query<{ day: string | null }>(sql`
    select max(profile_date) - ${retentionDays}::int as day from facet.profile_days where complete`);
  return row?.day ?? null;
}
