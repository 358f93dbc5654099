import { sql } from 'drizzle-orm';
import type { Sql } from '../../db/client.js';
import { finishLoad, startLoad, withTargetLock, type Job } from '../../db/job.js';
import { run } from '../../db/runStatement.js';
import { transact } from '../../db/transact.js';
import { UserError } from '../../lib/errors/UserError.js';
import type { Scope } from '../../scope.js';
import { segmentMembers } from '../../segments/segmentMembers.js';
import { Materialisation, SegmentStatus } from '../../words/segmentWords.js';
import { jobScope, onClient } from '../jobScope.js';
import { askerOf, openContext } from '../../membership/openContext.js';
import { findActiveSegments } from '../../membership/readSegments.js';
import { requireSegment } from '../../membership/requireSegment.js';
import type { StoredSegment } from '../../membership/StoredSegment.js';
import { countDay, dropDays, writeDay, writeStays } from './dayStatements.js';
import { daysToWrite, oldestKept, type AskedDays } from './pendingDays.js';

/** What is to be written. */
export interface MaterialiseOptions extends AskedDays {
  /** One segment, whether or not it is written daily; left out: all that are. */
  readonly segmentId?: string | undefined;
  readonly dryRun?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The members of a segment on a day, as they were written. */
export interface WrittenMembers {
  readonly segmentId: string;
  readonly day: string;
  readonly size: number;
  readonly entered: number;
  readonly left: number;
}

async function segmentsFor(job: Job, segmentId: string | undefined): Promise<StoredSegment[]> {
  const scope = await jobScope(job);
  if (segmentId === undefined)
    return (await findActiveSegments(scope)).filter(({ materialise }) => materialise === Materialisation.DAILY);
  const segment = await requireSegment(scope, segmentId, 'segment');
  if (segment.status === SegmentStatus.ARCHIVED)
    throw new UserError(
      `The segment "${segmentId}" has been put away: nothing is written of it any more.`,
      'SEGMENT_ARCHIVED',
    );
  return [segment];
}

/** Writes one day of a segment in one transaction: readers see the day wholly or not at all. */
function writeOne(
  job: Job,
  scope: Scope,
  { id, definition, version }: StoredSegment,
  day: string,
): Promise<WrittenMembers> {
  const key = { segmentId: id, day };
  return transact(job.client, async (client: Sql) => {
    const inside = onClient(scope, client);
    const { db } = inside;
    const context = await openContext(askerOf(inside), day, [definition]);
    const members = segmentMembers(context, definition);
    const loadId = await startLoad({ ...job, client }, 'segment day', { segment: id, day, version });
    await db.query(writeStays(key, members, loadId));
    await db.query(writeDay(key, version, loadId));
    await db.query(countDay(key));
    const [row] = await db.query<{ size: number; entered: number; left: number }>(sql`
      select size::int as size, entered::int as entered, left_customers::int as "left"
      from facet.segment_days where segment_id = ${id} and day = ${day}::date`);
    const result = { size: 0, entered: 0, left: 0, ...row };
    await finishLoad({ client }, loadId, result);
    return { ...key, ...result };
  });
}

/** What a run wrote. */
export interface MaterialiseReport {
  readonly days: readonly WrittenMembers[];
  /** For each segment that cannot be asked, because something that it names is no more, a sentence that says so. */
  readonly failed: readonly string[];
}

/** Told of each day: with its sizes where it was written. */
type OnDay = (day: Pick<WrittenMembers, 'segmentId' | 'day'> & Partial<WrittenMembers>) => void;

/** Writes the days of one segment, and drops what is older than snapshots are kept. */
async function writeSegment(
  job: Job,
  scope: Scope,
  segment: StoredSegment,
  { from, to, dryRun = false, signal }: MaterialiseOptions,
  onDay: OnDay,
): Promise<WrittenMembers[]> {
  const written: WrittenMembers[] = [];
  for (const day of await daysToWrite(scope, segment.id, { from, to })) {
    signal?.throwIfAborted();
    if (dryRun) {
      onDay({ segmentId: segment.id, day });
      continue;
    }
    job.progress.update(`${segment.id}: ${day}`);
    const one = await writeOne(job, scope, segment, day);
    onDay(one);
    written.push(one);
  }
  const oldest = await oldestKept(scope, job.config.snapshots.retentionDays);
  if (oldest !== null && !dryRun)
    await transact(job.client, async (client) => {
      for (const statement of dropDays(segment.id, oldest)) await run(client, statement);
    });
  return written;
}

async function writeAll(job: Job, options: MaterialiseOptions, onDay: OnDay): Promise<MaterialiseReport> {
  const scope = await jobScope(job);
  const days: WrittenMembers[] = [];
  const failed: string[] = [];
  for (const segment of await segmentsFor(job, options.segmentId)) {
    try {
      days.push(...(await writeSegment(job, scope, segment, options, onDay)));
    } catch (error) {
      // The others are not to wait for a segment whose attribute is no more.
      if (!(error instanceof UserError) || options.segmentId !== undefined) throw error;
      failed.push(`The segment "${segment.id}" cannot be written: ${error.message}`);
    }
  }
  return { days, failed };
}

/**
 * Writes who was in the segments on days of snapshots, and drops what is older than snapshots are kept; tells of each day. A day may be
 * written again, and in any order: what was ended in the middle is gone on with. One run at a time. Throws a `UserError` where the one
 * segment that is asked for cannot be written.
 */
export const materialise = (
  job: Job,
  options: MaterialiseOptions,
  onDay: OnDay = () => {},
): Promise<MaterialiseReport> =>
  withTargetLock(
    job,
    'segment members',
    () => writeAll(job, options, onDay),
    undefined,
    'writing the members of segments',
  );
