import { sql } from 'drizzle-orm';
import type { Sql } from '../../db/client.js';
import { finishLoad, startLoad, withTargetLock, type Job } from '../../db/job.js';
import { transact } from '../../db/transact.js';
import { UserError } from '../../lib/errors/UserError.js';
import { segmentMembers } from '../../segments/segmentMembers.js';
import { Materialisation, SegmentStatus } from '../../words/segmentWords.js';
import { jobScope, onClient } from '../jobScope.js';
import { askerOf, openContext } from '../openContext.js';
import { findActiveSegments } from '../readSegments.js';
import { requireSegment } from '../requireSegment.js';
import type { StoredSegment } from '../StoredSegment.js';
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
export interface WrittenDay {
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
async function writeOne(job: Job, { id, definition, version }: StoredSegment, day: string): Promise<WrittenDay> {
  const scope = await jobScope(job);
  const loadId = await startLoad(job, 'segment day', { segment: id, day, version });
  const key = { segmentId: id, day };
  const result = await transact(job.client, async (client: Sql) => {
    const inside = onClient(scope, client);
    const context = await openContext(askerOf(inside), day, [definition]);
    const { db } = inside;
    await db.query(writeStays(key, segmentMembers(context, definition), loadId));
    await db.query(writeDay(key, version, loadId));
    await db.query(countDay(key));
    const [row] = await db.query<{ size: number; entered: number; left: number }>(sql`
      select size::int as size, entered::int as entered, left_customers::int as left
      from facet.segment_days where segment_id = ${id} and day = ${day}::date`);
    return { size: 0, entered: 0, left: 0, ...row };
  });
  await finishLoad(job, loadId, result);
  return { ...key, ...result };
}

async function writeAll(
  job: Job,
  { segmentId, from, to, dryRun = false, signal }: MaterialiseOptions,
  onDay: (day: Pick<WrittenDay, 'segmentId' | 'day'> & Partial<WrittenDay>) => void,
): Promise<WrittenDay[]> {
  const scope = await jobScope(job);
  const written: WrittenDay[] = [];
  const oldest = await oldestKept(scope, job.config.snapshots.retentionDays);
  for (const segment of await segmentsFor(job, segmentId)) {
    for (const day of await daysToWrite(scope, segment.id, { from, to })) {
      signal?.throwIfAborted();
      if (dryRun) onDay({ segmentId: segment.id, day });
      else {
        job.progress.update(`${segment.id}: ${day}`);
        const one = await writeOne(job, segment, day);
        onDay(one);
        written.push(one);
      }
    }
    if (oldest !== null && !dryRun)
      await transact(job.client, async (client) => {
        for (const statement of dropDays(segment.id, oldest)) await onClient(scope, client).db.query(statement);
      });
  }
  return written;
}

/**
 * Writes who was in the segments on days of snapshots, and drops what is older than snapshots are kept; tells of each day. A day may be
 * written again, and in any order: what was ended in the middle is gone on with. One run at a time.
 */
export const materialise = (
  job: Job,
  options: MaterialiseOptions,
  onDay: (day: Pick<WrittenDay, 'segmentId' | 'day'> & Partial<WrittenDay>) => void = () => {},
): Promise<WrittenDay[]> =>
  withTargetLock(
    job,
    'segment members',
    () => writeAll(job, options, onDay),
    undefined,
    'writing the members of segments',
  );
