import { sql } from 'drizzle-orm';
import type { Sql } from '../../db/client.js';
import { withTargetLock, type Job } from '../../db/job.js';
import { transact } from '../../db/transact.js';
import { withRollback } from '../../db/withRollback.js';
import { UserError } from '../../lib/errors/UserError.js';
import { checkDefinition } from '../../segments/definition/checkDefinition.js';
import { usesOf } from '../../segments/definition/usesOf.js';
import { SegmentStatus } from '../../words/segmentWords.js';
import { jobScope, onClient } from '../jobScope.js';
import { askerOf, type Asker } from '../../membership/openContext.js';
import { findSegments } from '../../membership/readSegments.js';
import { createSegment } from './createSegment.js';
import type { Author, ChangedSegment } from './ChangedSegment.js';
import { setStatus } from './writeSegment.js';
import { updateSegment } from './updateSegment.js';

type Configured = Job['config']['segments'][number];

/** What became of a segment that the config declares. */
export interface Applied {
  readonly id: string;
  readonly action: 'made' | 'changed' | 'left as it is';
  readonly change: ChangedSegment;
}

/** What applying the config did. */
export interface AppliedConfig {
  readonly segments: readonly Applied[];
  /** Segments that the config declared once and declares no more; they stay, and others may change them now. */
  readonly released: readonly string[];
}

const author: Author = { name: 'config', isConfig: true };

interface Placed {
  readonly segment: Configured;
  /** Where it stands in the config. */
  readonly path: string;
  readonly uses: readonly string[];
}

/** The segments in an order in which each comes after those that it names. Throws a `UserError` where they name each other. */
function inOrder(segments: readonly Configured[]): Placed[] {
  const waiting = new Map(
    segments.map((segment, n) => {
      const path = `segments[${n}].`;
      const definition = checkDefinition(segment.definition, `${path}definition`);
      return [segment.id, { segment, path, uses: usesOf(definition).segments }] as const;
    }),
  );
  const ordered: Placed[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(({ uses }) => !uses.some((id) => waiting.has(id)));
    if (ready.length === 0) {
      const names = [...waiting.keys()].map((id) => `"${id}"`).join(', ');
      throw new UserError(`The segments ${names} of the config name each other: they would have no end.`, 'BAD_CONFIG');
    }
    for (const placed of ready) waiting.delete(placed.segment.id);
    ordered.push(...ready);
  }
  return ordered;
}

async function applyOne(asker: Asker, { segment, path }: Placed): Promise<Applied> {
  const { id, name, description = null, materialise, definition } = segment;
  const given = { name, description, materialise, definition };
  const [known] = await findSegments(asker.scope, [id]);
  if (known == null) return { id, action: 'made', change: await createSegment(asker, { id, ...given }, author, path) };
  if (known.status === SegmentStatus.ARCHIVED) await setStatus(asker.scope, id, SegmentStatus.ACTIVE, author);
  const change = await updateSegment(asker, id, given, author, path);
  return { id, action: change.isChanged ? 'changed' : 'left as it is', change };
}

async function applyAll(asker: Asker, segments: readonly Configured[]): Promise<AppliedConfig> {
  const applied: Applied[] = [];
  for (const placed of inOrder(segments)) applied.push(await applyOne(asker, placed));
  const released = await asker.scope.db.query<{ id: string }>(sql`
    update facet.segments set from_config = false
    where from_config and not (segment_id = any(${sql.param(segments.map(({ id }) => id))}::text[]))
    returning segment_id as id`);
  return { segments: applied, released: released.map(({ id }) => id).toSorted() };
}

/**
 * Makes the segments what `segments` of the config says, all of them or none; what is so already is left alone. Throws a `UserError` that
 * names the place in the config.
 */
export async function applySegments(
  job: Job,
  { dryRun = false }: { readonly dryRun?: boolean } = {},
): Promise<AppliedConfig> {
  const scope = await jobScope(job);
  let report: AppliedConfig = { segments: [], released: [] };
  const work = async (client: Sql): Promise<void> => {
    report = await applyAll(askerOf(onClient(scope, client)), job.config.segments);
  };
  await withTargetLock(job, 'segments', () => (dryRun ? withRollback(job.client, work) : transact(job.client, work)));
  return report;
}
