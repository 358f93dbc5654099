import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '../../../src/lib/days.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { addCustomers } from '../../support/sample.js';
import { addEvents, enrich, everything, metricsOf, type SampleEvent } from './events.js';

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
  for (const { id } of removed) await database.sql`delete from facet.activity where event_id = ${id}`;
  // A day is read again because of what comes to it, here of nobody.
  await addEvents(
    database,
    removed.map(({ id, at }) => ({ customer: 'nobody', id: `${id}-${run}`, at })),
  );
  if (run === 2) await addCustomers(database, [{ id: 'E' }]);
  if (run === 3)
    await database.sql`insert into facet.customer_identifiers (customer_id, system, value, load_id)
    values ('B', 'client_id', 'c4', 0)`;
  if (run === 5) await database.sql`delete from facet.customer_identifiers where value = 'c4'`;
}

describe.each([1, 2, 3])('random changes %i', (seed) => {
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
      await database.sql`drop table facet.activity_values`;
      expect((await enrich(database, day)).renewed).toBe(run < 2 ? 5 : 6);
      expect({ run, made: kept }).toEqual({ run, made: await everything(database, day) });
    }
    expect(Math.min(...renewed)).toBeLessThan(5);
  });
});

describe('customers worked out anew', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await cloneDatabase();
    await addCustomers(
      database,
      customers.map((id) => ({ id })),
    );
    await addEvents(database, [
      { customer: 'A', id: '1', at: '2026-03-01T12:00:00Z', client: 'a' },
      { customer: 'B', id: '2', at: '2026-03-04T12:00:00Z', client: 'b' },
      { customer: 'C', id: '3', at: '2026-03-09T12:00:00Z', client: 'c' },
    ]);
    await enrich(database, '2026-03-10');
  });
  afterAll(() => database.drop());

  const days = async (): Promise<unknown> =>
    Object.fromEntries(
      Object.entries(await metricsOf(database, ['days_since_last_seen', 'active_days_in_past_7_days'])).map(
        ([id, row]) => [id, Object.values(row).map((value) => (value === null ? null : Number(value)))],
      ),
    );

  it('are those with new visits, and those whose visits leave a window', async () => {
    await addEvents(database, [{ customer: 'D', id: '4', at: '2026-03-11T12:00:00Z', client: 'd' }]);
    // D is new, B was seen seven days before.
    expect((await enrich(database, '2026-03-11')).renewed).toBe(2);
    expect(await days()).toEqual({ A: [10, 0], B: [7, 0], C: [2, 1], D: [0, 1], E: [null, 0], F: [null, 0] });
  });

  it('are none on the same day again, and all of them where asked for, or where an earlier day is', async () => {
    expect((await enrich(database, '2026-03-11')).renewed).toBe(0);
    expect((await enrich(database, '2026-03-11', { rebuild: true })).renewed).toBe(6);
    expect((await enrich(database, '2026-03-09')).renewed).toBe(6);
    expect(await days()).toMatchObject({ A: [8, 0], C: [0, 1], D: [null, 0] });
  });

  it('are all with other settings, and when a month of the trend begins', async () => {
    await enrich(database, '2026-03-11');
    expect((await enrich(database, '2026-03-11', { enrichment: { trend_tolerance: 0.5 } })).renewed).toBe(6);
    expect((await enrich(database, '2026-03-11')).renewed).toBe(6);
    // The last complete month is February until the end of 30 March.
    expect((await enrich(database, '2026-03-30')).renewed).toBeLessThan(6);
    expect((await enrich(database, '2026-03-31')).renewed).toBe(6);
  });

  it('are some with --only, which leaves what is kept as it is', async () => {
    await enrich(database, '2026-03-31', { only: ['active_days'] });
    expect((await enrich(database, '2026-03-31')).renewed).toBe(0);
  });
});

describe('customers behind anonymous visits', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await cloneDatabase();
    await addCustomers(
      database,
      ['A', 'B', 'C'].map((id) => ({ id })),
    );
    await addEvents(database, [
      { customer: 'A', id: '1', at: '2026-02-01T12:00:00Z', client: 'a' },
      { id: '2', at: '2026-03-04T12:00:00Z', client: 'a' },
      { id: '3', at: '2026-03-05T12:00:00Z', client: 'b' },
      { customer: 'C', id: '4', at: '2026-02-01T12:00:00Z', client: 'c' },
    ]);
    await enrich(database, '2026-03-10');
  });
  afterAll(() => database.drop());

  const counts = async (): Promise<unknown> =>
    Object.fromEntries(
      Object.entries(await metricsOf(database, ['activity_count', 'total_sessions_last_week'])).map(([id, row]) => [
        id,
        Object.values(row).map(Number),
      ]),
    );

  it('are worked out anew when such a visit leaves a window', async () => {
    expect(await counts()).toEqual({ A: [2, 1], B: [0, 0], C: [1, 0] });
    expect((await enrich(database, '2026-03-11')).renewed).toBe(1);
    expect(await counts()).toEqual({ A: [2, 0], B: [0, 0], C: [1, 0] });
  });

  it('and when one comes to them', async () => {
    await addEvents(database, [{ id: '5', at: '2026-03-12T12:00:00Z', client: 'a' }]);
    expect((await enrich(database, '2026-03-12')).renewed).toBe(1);
    expect(await counts()).toEqual({ A: [3, 1], B: [0, 0], C: [1, 0] });
  });

  it('and when visits become theirs, or are no longer', async () => {
    const { sql } = database;
    await sql`insert into facet.customer_identifiers (customer_id, system, value, load_id) values ('C', 'client_id', 'b', 0)`;
    expect((await enrich(database, '2026-03-12')).renewed).toBe(1);
    expect(await counts()).toEqual({ A: [3, 1], B: [0, 0], C: [2, 0] });
    await sql`delete from facet.customer_identifiers where value = 'b'`;
    await addEvents(database, [{ customer: 'B', id: '6', at: '2026-03-13T12:00:00Z', client: 'a' }]);
    // B has logged in with the browser of A, whose anonymous visits are now nobody's.
    expect((await enrich(database, '2026-03-13')).renewed).toBe(3);
    expect(await counts()).toEqual({ A: [1, 0], B: [1, 1], C: [1, 0] });
  });
});
