import type { Job } from '../db/job.js';
import { addDays } from '../lib/time/days.js';
import { askerOf } from '../membership/openContext.js';
import { findSegments } from '../membership/readSegments.js';
import { materialise } from '../segmentWriting/days/materialise.js';
import { jobScope } from '../segmentWriting/jobScope.js';
import { createSegment } from '../segmentWriting/verbs/createSegment.js';
import { demoSegments } from './words/segments.js';

/** Days of members of the segments that are materialised. */
const daysKept = 14;

/** Makes the segments of the demo company that are not there yet, and writes who was in them on its last days. */
export async function makeSegments(job: Job, lastDay: string): Promise<void> {
  const asker = askerOf(await jobScope(job));
  const known = await findSegments(
    asker.scope,
    demoSegments.map(({ id }) => id),
  );
  for (const [n, segment] of demoSegments.entries())
    if (known[n] === null) await createSegment(asker, segment, { name: 'facet demo' });
  await materialise(job, { from: addDays(lastDay, 1 - daysKept), to: lastDay });
}
