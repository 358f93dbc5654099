import { z } from 'zod';
import { segmentIdForm, type Materialisation } from '../words/segmentWords.js';

const segmentId = z
  .string('is missing: a short name such as lapsed-buyers')
  .regex(segmentIdForm.pattern, `is not ${segmentIdForm.words}`);

const segment = z.strictObject({
  id: segmentId,
  name: z.string('is missing').trim().min(1, 'is empty').max(200, 'has more than 200 characters'),
  description: z.string().trim().min(1, 'is empty').max(2000, 'has more than 2,000 characters').optional(),
  /** Checked where it is applied: its attributes are known to the database alone. */
  definition: z.record(z.string(), z.unknown(), 'is no definition'),
  /** Whether its members are written each day. */
  materialise: z
    .enum(['none', 'daily'], 'is none of none, daily')
    .default('none')
    .transform((word) => word.toUpperCase() as Materialisation),
});

/** The keys below `segments:`, a list of segments. */
export const segmentKeys = z
  .array(segment, 'is no list of segments')
  .max(1000, 'has more than 1,000 segments')
  .superRefine((segments, context) => {
    const ids = segments.map(({ id }) => id);
    ids.forEach((id, n) => {
      if (ids.indexOf(id) !== n)
        context.addIssue({ code: 'custom', path: [n, 'id'], message: `is "${id}" a second time` });
    });
  })
  .default([]);

/** A segment as the config declares it. */
export type ConfiguredSegment = z.infer<typeof segment>;
