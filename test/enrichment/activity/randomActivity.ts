import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runSnapshot } from '../../../src/enrichment/runSnapshot.js';
import { addDays } from '../../../src/lib/time/days.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { testJob } from '../../support/job.js';
import { addCustomers } from '../../support/sample.js';
import { addEvents, configOf, enrich, everything, snapshotOf, type SampleEvent } from '../events.js';

const customers = ['A', 'B', 'C', 'D', 'E'].map((id) => ({ id }));
const paris = { timeZone: 'Europe/Paris' };
const first = '2026-03-27';
const last = '2026-03-31';

interface Arrival extends SampleEvent {
  /** The run before which it arrives: 0 is the first day's. */
  readonly arrives: number;
}

const urls = [
  'https://x.example/a?utm_source=n&utm_medium=email',
  'https://x.example/b',
  'https://x.example/c?gclid=1',
];

/** Events of the nights around 29 March 2026, when Paris goes over to summer time, some late, some delivered twice. */
function arrivals(seed: number): Arrival[] {
  const sampled = fc.sample(
    fc.record({
      customer: fc.constantFrom('', '', 'A', 'B', 'C', 'D', 'unknown'),
      client: fc.constantFrom(null, 'c1', 'c2', 'c3', 'c4', 'c5', 'c6'),
      night: fc.integer({ min: 0, max: 5 }),
      minute: fc.integer({ min: 0, max: 300 }),
      late: fc.constantFrom(0, 0, 0, 0, 1, 2, 4),
      again: fc.constantFrom('', '', '', '', 'same', 'anonymous', 'later'),
      url: fc.constantFrom(...urls),
    }),
    { numRuns: 90, seed },
  );
  const start = Date.parse('2026-03-26T20:30:00Z');
  return sampled.flatMap(({ customer, client, night, minute, late, again, url }, index): Arrival[] => {
    const time = start + night * 86_400_000 + minute * 60_000;
    const at = new Date(time).toISOString();
    const event: Arrival = { customer, client, id: `e${seed}-${index}`, at, url, arrives: night + late };
    switch (again) {
      case 'same':
        return [event, { ...event, customer: customer === 'A' ? 'B' : 'A', arrives: event.arrives + 1 }];
      case 'anonymous':
        return customer === '' ? [event] : [event, { ...event, customer: '', arrives: event.arrives + 1 }];
      case 'later':
        return [event, { ...event, at: new Date(time + 600_000).toISOString(), arrives: event.arrives + 1 }];
      default:
        return [event];
    }
  });
}

const days = Array.from({ length: 5 }, (_, n) => addDays(first, n));

/** Tests that runs day by day give what one run gives of all, with events by each of the seeds. */
export const testRandomActivity = (seeds: readonly number[]): void =>
  describe.each(seeds)('random activity %i', (seed) => {
    let daily: TestDatabase;
    let whole: TestDatabase;
    const events = arrivals(seed);
    beforeAll(async () => {
      [daily, whole] = [await cloneDatabase(), await cloneDatabase()];
      await addCustomers(daily, customers);
      await addCustomers(whole, customers);
    });
    afterAll(async () => {
      await daily.drop();
      await whole.drop();
    });

    it('gives day by day, with late events, what one run gives of all of it', async () => {
      const before = new Map<string, unknown>();
      for (const [run, day] of days.entries()) {
        const arrived = events.filter((event) => event.arrives === run);
        await addEvents(daily, arrived);
        await enrich(daily, day, paris);
        before.set(day, await snapshotOf(daily, day));
      }
      // Late events never rewrite a snapshot that is written.
      for (const day of days) expect(await snapshotOf(daily, day)).toEqual(before.get(day));
      // What comes after the last run is seen by the next of the same day, which reads only the days it touches.
      await addEvents(
        daily,
        events.filter((event) => event.arrives >= days.length),
      );
      await enrich(daily, last, paris);
      await addEvents(whole, events);
      await enrich(whole, last, paris);
      const made = await everything(whole, last);
      expect(made.visits.length).toBeGreaterThan(30);
      expect(await everything(daily, last)).toEqual(made);
      // An older day after a newer one is what one run of that day gives, and the newer one is as it was when run again.
      const older = addDays(last, -2);
      await enrich(daily, older, paris);
      const { enriched, snapshot } = await everything(daily, older);
      await enrich(whole, older, { ...paris, rebuild: true });
      expect([enriched, snapshot]).toEqual(Object.values(await everything(whole, older)).slice(0, 2));
      await enrich(daily, last, paris);
      expect(await everything(daily, last)).toEqual(made);
      // facet snapshot writes the same rows.
      await runSnapshot(testJob(whole, '2026-12-31T12:00:00Z', configOf(paris)), { from: last, to: last });
      expect(await snapshotOf(whole, last)).toEqual(made.snapshot);
    });
  });
