import { z } from 'zod';
import { printable } from '../../../lib/text/printable.js';
import type { RefusedRow } from '../Destination.js';
import { HandOverFailure } from '../HandOverFailure.js';

const longestReason = 500;

const rejection = z.object({
  row: z.int().nonnegative(),
  reason: z.string().default('no reason given'),
  retriable: z.boolean().default(false),
});

const answer = z.object({ rejected: z.array(z.unknown()) });

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new HandOverFailure('gave an answer that says it is JSON and is none', { mayPass: true });
  }
}

/**
 * The rows of a batch that an answer says are rejected: `{ "rejected": [{ "row": 0, "reason": "…", "retriable": true }] }`. None
 * where it does not say so in that form; the first word on a row counts.
 */
export function rejectedRows(body: Buffer, contentType: string, rows: number): RefusedRow[] {
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(contentType) || body.length === 0) return [];
  const given = answer.safeParse(parsed(body));
  if (!given.success) return [];
  const found = new Map<number, RefusedRow>();
  for (const one of given.data.rejected) {
    const { data } = rejection.safeParse(one);
    if (data === undefined || data.row >= rows || found.has(data.row)) continue;
    const reason = printable(data.reason).slice(0, longestReason);
    found.set(data.row, { row: data.row, reason, isRetriable: data.retriable });
  }
  return [...found.values()];
}
