import { expect, it } from '@jest/globals';
import { CountedBefore } from '../../src/telemetry/cluster/CountedBefore.js';
import type { WorkerMetric } from '../../src/telemetry/cluster/messages.js';

const metric = { name: 'facet_requests_total', help: 'Requests.', type: 'counter', aggregator: 'sum' };
const requests = (counts: Readonly<Record<string, number>>): WorkerMetric => ({
  ...metric,
  values: Object.entries(counts).map(([operation, value]) => ({ labels: { operation }, value })),
});

async function countsOf(before: CountedBefore, answered: readonly number[] = []): Promise<Record<string, number>> {
  const metrics = (await before.without(new Set(answered))).flat();
  const sums: Record<string, number> = {};
  for (const { labels, value } of metrics.flatMap(({ values }) => values))
    sums[String(labels['operation'])] = (sums[String(labels['operation'])] ?? 0) + value;
  return sums;
}

it('holds the newest counts of workers that have ended, or do not answer', async () => {
  const before = new CountedBefore(10);
  before.note(1, [requests({ a: 1 })]);
  before.note(1, [requests({ a: 2 })]);
  before.note(2, [requests({ a: 10, b: 10 })]);
  expect(await countsOf(before, [1, 2])).toEqual({});
  expect(await countsOf(before, [1])).toEqual({ a: 10, b: 10 });
  before.end(1);
  expect(await countsOf(before, [2])).toEqual({ a: 2 });
  before.end(2);
  before.end(3);
  expect(await countsOf(before)).toEqual({ a: 12, b: 10 });
  expect(await countsOf(before)).toEqual({ a: 12, b: 10 });
});

it('tells no more names of operations apart than one worker may, however many workers end', async () => {
  const before = new CountedBefore(2);
  for (let id = 0; id < 1000; id += 1) {
    before.note(id, [requests({ same: 1, [`n${id}`]: 1, unnamed: 1, other: 1 })]);
    before.end(id);
  }
  // Of two names of each kind, four: "same" and three that came first.
  expect(await countsOf(before)).toEqual({ same: 1000, n0: 1, n1: 1, n2: 1, unnamed: 1000, other: 1997 });
});
