import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '../../../src/lib/time/days.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { addCustomers } from '../../support/sample.js';
import { addEvents, enrich, everything, type SampleEvent } from '../events.js';

const customers = ['A', 'B', 'C', 'D', 'E', 'F'];

/** Days as of which runs are made: the next one, gaps, ends of windows, two turns of a month, the same day again. */
const asOf = [
  '2026-03-20',
  '2026-03-21',
  '2026-03-22',
  '2026-03-27',
  '2026-03-31',
  '2026-04-01',
  '2026-04-01',
  '2026-04-29',
];
const start = '2026-02-10';

interface Change {
  /** The run before which it happens. */
  readonly run: number;
  readonly event: SampleEvent;
  /** Whether it takes the event away, which its day is told by another one. */
  readonly isRemoved: boolean;
}

const clients = [null, 'c1', 'c2', 'c3', 'c4'] as const;

function changesOf(seed: number): Change[] {
  const sampled = fc.sample(
    fc.record({
      customer: fc.constantFrom('', '', ...customers.slice(0, 5), 'unknown'),
      client: fc.constantFrom(...clients),
      day: fc.integer({ min: 0, max: 80 }),
      minute: fc.oneof(fc.integer({ min: 0, max: 1439 }), fc.constantFrom(0, 5, 1435)),
      late: fc.constantFrom(0, 0, 0, 1, 2),
      isRemoved: fc.constantFrom(false, false, false, false, true),
      url: fc.constantFrom('https://x.example/a?utm_source=n', 'https://x.example/b', 'https://x.example/c/d'),
    }),
    { numRuns: 160, seed },
  );
  return sampled.flatMap(({ customer, client, day, minute, late, isRemoved, url }, index): Change[] => {
    const on = addDays(start, day);
    const due = asOf.findIndex((date) => date >= on);
    if (due === -1) return [];
    const at = new Date(Date.parse(`${on}T00:00:00Z`) + minute * 60_000).toISOString();
    const event = { customer, client, id: `e${index}`, at, url };
    const added = { run: Math.min(due + late, asOf.length - 1), event, isRemoved: false };
    return isRemoved ? [added, { run: Math.min(added.run + 1, asOf.length - 1), event, isRemoved: true }] : [added];
  });
}

async function apply(database: TestDatabase, changes: readonly Change[], run: number): Promise<void> {
  const now = changes.filter((change) => change.run === run);
  await addEvents(
    database,
    now.filter(({ isRemoved }) => !isRemoved).map(({ event }) => event),
  );
  const removed = now.filter(({ isRemoved }) => isRemoved).map(({ event }) => event);
  for (const { id } of removed) await database.client`delete from facet.activity where event_id = ${id}`;
  // A day is read again because of what comes to it, here of nobody.
  await addEvents(
    database,
    removed.map(({ id, at }) => ({ customer: 'nobody', id: `${id}-${run}`, at })),
  );
  if (run === 2) await addCustomers(database, [{ id: 'E' }]);
  if (run === 3)
    await database.client`insert into facet.customer_identifiers (customer_id, system, value, load_id)
    values ('B', 'client_id', 'c4', 0)`;
  if (run === 5) await database.client`delete from facet.customer_identifiers where value = 'c4'`;
}

/** Tests that runs which keep values give what runs without any give, with changes by each of the seeds. */
export const testRandomChanges = (seeds: readonly number[]): void =>
  describe.each(seeds)('random changes %i', (seed) => {
    let database: TestDatabase;
    beforeAll(async () => {
      database = await cloneDatabase();
      await addCustomers(
        database,
        ['A', 'B', 'C', 'D', 'F'].map((id) => ({ id })),
      );
    });
    afterAll(() => database.drop());

    it('give, with what the runs before have kept, what is worked out anew', async () => {
      const changes = changesOf(seed);
      const renewed: number[] = [];
      for (const [run, day] of asOf.entries()) {
        await apply(database, changes, run);
        renewed.push((await enrich(database, day)).renewed);
        const kept = await everything(database, day);
        await database.client`drop table facet.activity_values`;
        expect((await enrich(database, day)).renewed).toBe(run < 2 ? 5 : 6);
        expect({ run, made: kept }).toEqual({ run, made: await everything(database, day) });
      }
      expect(Math.min(...renewed)).toBeLessThan(5);
    });
  });
