import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { cloneWithSlots } from '../../support/cloneWithSlots.js';
import { type TestDatabase } from '../../support/database.js';
import { addCustomers } from '../../support/sample.js';
import { addEvents, attributeValues, enrich, type SampleEvent } from '../events.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneWithSlots();
  await addCustomers(
    database,
    ['A', 'B', 'C', 'D'].map((id) => ({ id })),
  );
});
afterAll(() => database.drop());
beforeEach(async () => {
  await addEvents(database, []);
  await database.client`truncate facet.activity, facet.customer_identifiers`;
});

interface Visits extends Record<string, unknown> {
  readonly activity_count: string;
  readonly total_sessions_till_date: string;
  readonly total_sessions_last_week: string;
  readonly avg_session_length_in_sec_overall: string | null;
  readonly avg_session_length_in_sec_last_week: string | null;
  readonly engaged_session_rate: string | null;
  readonly active_days: string;
}

/** What is known of the visits of A to D as of a day: numbers in the order of `names`. */
async function visitsAsOf(asOf: string, timeZone = 'UTC') {
  const names = [
    'activity_count',
    'total_sessions_till_date',
    'total_sessions_last_week',
    'avg_session_length_in_sec_overall',
    'avg_session_length_in_sec_last_week',
    'engaged_session_rate',
    'active_days',
  ] as const;
  await enrich(database, asOf, { rebuild: true, timeZone });
  const found = await attributeValues<Visits>(database, names);
  const number = (value: unknown): number | null => (value === null ? null : Number(value));
  return Object.fromEntries(
    Object.entries(found).map(([customer, visits]) => [
      customer,
      {
        events: number(visits.activity_count),
        visits: number(visits.total_sessions_till_date),
        lastWeek: number(visits.total_sessions_last_week),
        seconds: number(visits.avg_session_length_in_sec_overall),
        lastWeekSeconds: number(visits.avg_session_length_in_sec_last_week),
        engaged: number(visits.engaged_session_rate),
        days: number(visits.active_days),
      },
    ]),
  );
}

describe('visits', () => {
  it('count once across midnight, on the day they began and with their whole length', async () => {
    await addEvents(database, [
      // One visit of 20 minutes over midnight; it began eight days before the 10th, outside the last week of it.
      { customer: 'A', id: '1', at: '2026-03-03T23:50:00Z', client: 'a' },
      { customer: 'A', id: '2', at: '2026-03-04T00:10:00Z', client: 'a' },
      // A gap of exactly half an hour does not split, one of a second more does.
      { customer: 'A', id: '3', at: '2026-03-06T23:30:00Z', client: 'a' },
      { customer: 'A', id: '4', at: '2026-03-07T00:00:00Z', client: 'a' },
      { customer: 'A', id: '5', at: '2026-03-07T00:30:01Z', client: 'a' },
    ]);
    // Visits of 1,200, 1,800 and 0 seconds, the first of them before the week (4th to 10th).
    expect((await visitsAsOf('2026-03-10'))['A']).toEqual({
      events: 5,
      visits: 3,
      lastWeek: 2,
      seconds: 1000,
      lastWeekSeconds: 900,
      engaged: expect.closeTo(2 / 3, 10),
      days: 4,
    });
    // As of the first day only its first part is seen.
    expect((await visitsAsOf('2026-03-03'))['A']).toMatchObject({ events: 1, visits: 1, seconds: 0, engaged: 0 });
    expect((await visitsAsOf('2026-03-04'))['A']).toMatchObject({ events: 2, visits: 1, seconds: 1200, engaged: 1 });
  });

  it('go on over midnight after a gap of exactly the window', async () => {
    await addEvents(database, [
      { customer: 'A', id: '1', at: '2026-03-06T23:30:00Z', client: 'a' },
      { customer: 'A', id: '2', at: '2026-03-07T00:00:00Z', client: 'a' },
      // A second more.
      { customer: 'B', id: '3', at: '2026-03-06T23:30:00Z', client: 'b' },
      { customer: 'B', id: '4', at: '2026-03-07T00:00:01Z', client: 'b' },
    ]);
    const found = await visitsAsOf('2026-03-07');
    expect(found['A']).toMatchObject({ events: 2, visits: 1, seconds: 1800 });
    expect(found['B']).toMatchObject({ events: 2, visits: 2, seconds: 0 });
  });

  it('join what came before the login with what came after, in one visit of one browser', async () => {
    await addEvents(database, [
      { id: '1', at: '2026-03-05T10:00:00Z', client: 'a' },
      { customer: 'A', id: '2', at: '2026-03-05T10:20:00Z', client: 'a' },
      { id: '3', at: '2026-03-05T10:40:00Z', client: 'a' },
      // Another browser of the same customer at the same time is another visit.
      { customer: 'A', id: '4', at: '2026-03-05T10:10:00Z', client: 'b' },
    ]);
    expect((await visitsAsOf('2026-03-05'))['A']).toMatchObject({
      events: 4,
      visits: 2,
      seconds: 1200,
      engaged: 0.5,
      days: 1,
    });
  });

  it('belong to nobody where two customers used the browser, but for their own', async () => {
    await addEvents(database, [
      { id: '1', at: '2026-03-05T10:00:00Z', client: 'shared' },
      { customer: 'A', id: '2', at: '2026-03-06T10:00:00Z', client: 'shared' },
      { customer: 'B', id: '3', at: '2026-03-07T10:00:00Z', client: 'shared' },
      { customer: 'B', id: '4', at: '2026-03-07T10:01:00Z', client: 'shared' },
    ]);
    // Until the second customer came it was the first one's.
    const asOf6 = await visitsAsOf('2026-03-06');
    expect([asOf6['A']?.events, asOf6['B']?.events]).toEqual([2, 0]);
    const asOf7 = await visitsAsOf('2026-03-07');
    expect([asOf7['A']?.events, asOf7['B']?.events]).toEqual([1, 2]);
    expect(asOf7['B']).toMatchObject({ visits: 1, seconds: 60 });
  });

  it('are anonymous until the login, and the customer’s from then on', async () => {
    await addEvents(database, [
      { id: '1', at: '2026-03-01T10:00:00Z', client: 'a' },
      { id: '2', at: '2026-03-02T10:00:00Z', client: 'a' },
      { customer: 'A', id: '3', at: '2026-03-05T10:00:00Z', client: 'a' },
      { id: '4', at: '2026-03-06T10:00:00Z', client: 'a' },
    ]);
    expect((await visitsAsOf('2026-03-04'))['A']).toMatchObject({ events: 0, visits: 0, seconds: null });
    expect((await visitsAsOf('2026-03-05'))['A']).toMatchObject({ events: 3, visits: 3, days: 3 });
    expect((await visitsAsOf('2026-03-06'))['A']).toMatchObject({ events: 4, visits: 4, days: 4 });
  });

  it('find their customer through customer_identifiers, system client_id only', async () => {
    await database.client`
      insert into facet.customer_identifiers (customer_id, system, value, load_id) values
        ('A', 'client_id', 'a', 0), ('B', 'cookie', 'b', 0), ('C', 'client_id', 'c', 0), ('D', 'client_id', 'c', 0),
        ('C', 'client_id', 'd', 0)`;
    await addEvents(database, [
      { id: '1', at: '2026-03-01T10:00:00Z', client: 'a' },
      { id: '2', at: '2026-03-01T10:00:00Z', client: 'b' },
      { id: '3', at: '2026-03-01T10:00:00Z', client: 'c' },
      // Known as C's, and D logs in with it.
      { id: '4', at: '2026-03-01T10:00:00Z', client: 'd' },
      { customer: 'D', id: '5', at: '2026-03-02T10:00:00Z', client: 'd' },
    ]);
    const events = async (asOf: string) => Object.values(await visitsAsOf(asOf)).map((visits) => visits.events);
    expect(await events('2026-03-01')).toEqual([1, 0, 1, 0]);
    expect(await events('2026-03-02')).toEqual([1, 0, 0, 1]);
  });
});

const gap = 1800;
const zone = 'Europe/Paris';
const localDay = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
const dayOf = (seconds: number): string => localDay.format(new Date(seconds * 1000));
const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);

interface PlainEvent {
  readonly customer: string;
  readonly client: string;
  /** Seconds since 1970. */
  readonly at: number;
}

/** The slow second way: whom each event belongs to, then one loop over the events of each browser in order. */
function sessionise(all: readonly PlainEvent[], asOf: string) {
  const events = all.filter(({ at }) => dayOf(at) <= asOf);
  const ownerOf = (client: string): string => {
    const owners = new Set(
      events.filter((event) => event.client === client && event.customer !== '').map((event) => event.customer),
    );
    return owners.size === 1 && client !== '' ? ([...owners][0] ?? '') : '';
  };
  const owned = events
    .map((event) => ({ ...event, customer: event.customer === '' ? ownerOf(event.client) : event.customer }))
    .toSorted((a, b) => a.at - b.at);
  return Object.fromEntries(
    ['A', 'B', 'C', 'D'].map((customer) => {
      const own = owned.filter((event) => event.customer === customer);
      const visits: { from: number; to: number; events: number }[] = [];
      for (const client of new Set(own.map((event) => event.client))) {
        let open: (typeof visits)[number] | undefined;
        for (const { at } of own.filter((event) => event.client === client)) {
          if (open !== undefined && at - open.to <= gap) {
            open.to = at;
            open.events += 1;
          } else {
            open = { from: at, to: at, events: 1 };
            visits.push(open);
          }
        }
      }
      const recent = visits.filter(({ from }) => dayOf(from) > daysBefore(asOf, 7));
      const mean = (some: typeof visits): unknown =>
        some.length === 0
          ? null
          : expect.closeTo(some.reduce((sum, { from, to }) => sum + to - from, 0) / some.length, 3);
      return [
        customer,
        {
          events: own.length,
          visits: visits.length,
          lastWeek: recent.length,
          seconds: mean(visits),
          lastWeekSeconds: mean(recent),
          engaged:
            visits.length === 0
              ? null
              : expect.closeTo(visits.filter((visit) => visit.events > 1).length / visits.length, 6),
          days: new Set(own.map(({ at }) => dayOf(at))).size,
        },
      ];
    }),
  );
}

it('agree with a plain loop over random events, around midnights and the change to summer time', async () => {
  // The nights around 29 March 2026, when Paris goes from +1 to +2; most events close to midnight.
  const start = Date.parse('2026-03-24T22:00:00Z') / 1000;
  const event = fc.record({
    customer: fc.constantFrom('', '', '', 'A', 'B', 'C', 'D'),
    client: fc.constantFrom('', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8'),
    night: fc.integer({ min: 0, max: 8 }),
    // Whole minutes meet gaps of exactly half an hour.
    minute: fc.integer({ min: 0, max: 240 }),
  });
  const events: PlainEvent[] = fc
    .sample(event, { numRuns: 700, seed: 4 })
    .map(({ customer, client, night, minute }) => ({
      customer: customer !== '' && client > 'c5' ? 'D' : customer,
      client,
      at: start + night * 86_400 + minute * 60,
    }));
  const rows: SampleEvent[] = events.map(({ customer, client, at }, index) => ({
    customer,
    client: client === '' ? null : client,
    id: `e${index}`,
    at: new Date(at * 1000).toISOString(),
  }));
  await addEvents(database, rows);
  for (const asOf of ['2026-03-27', '2026-03-29', '2026-04-02', '2026-04-03'])
    expect(await visitsAsOf(asOf, zone)).toEqual(sessionise(events, asOf));
});
