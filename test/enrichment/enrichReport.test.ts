import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formatEnrichReport, type EnrichReport } from '../../src/enrichment/enrichReport.js';
import { packageVersion } from '../../src/lib/process/packageRoot.js';
import { cloneWithSlots } from '../support/cloneWithSlots.js';
import { type TestDatabase } from '../support/database.js';
import { addCustomers } from '../support/sample.js';
import { addEvents, attributeValues, enrich } from './events.js';

const day = '2026-03-10';
let database: TestDatabase;
let report: EnrichReport;

beforeAll(async () => {
  database = await cloneWithSlots();
  await addCustomers(
    database,
    ['A', 'B', 'C', 'N'].map((id) => ({ id })),
  );
  await addEvents(database, [
    // A: three events of two visits. One is delivered again at another time, and as one of B's.
    { customer: 'A', id: 'a1', at: '2026-03-01T10:00:00Z', client: 'a' },
    { customer: 'A', id: 'a1', at: '2026-03-01T10:05:00Z', client: 'a' },
    { customer: 'B', id: 'a1', at: '2026-03-01T10:06:00Z', client: 'b' },
    { customer: 'A', id: 'a2', at: '2026-03-02T10:00:00Z', client: 'a' },
    { customer: 'A', id: 'a3', at: '2026-03-02T10:10:00Z', client: 'a' },
    // Its anonymous twin came before the login was known, an hour earlier.
    { id: 'a3', at: '2026-03-02T09:10:00Z', client: 'a' },
    // B: one event; the same id on another day is another event.
    { customer: 'B', id: 'a1', at: '2026-03-05T23:59:59Z', client: 'b' },
    // C: eight events within one minute.
    ...Array.from({ length: 8 }, (_, n) => ({
      customer: 'C',
      id: `c${n}`,
      at: `2026-03-10T10:00:0${n}Z`,
      client: 'c',
    })),
    // Nobody's: two anonymous ones, three of a customer who is not in the master, one without any key.
    { id: 'x1', at: '2026-03-03T10:00:00Z', client: 'x' },
    { id: 'x2', at: '2026-03-04T10:00:00Z', client: 'x' },
    ...[1, 2, 3].map((n) => ({ customer: 'ghost', id: `g${n}`, at: `2026-03-0${n}T12:00:00Z`, client: 'g' })),
    { id: 'n1', at: '2026-03-06T10:00:00Z', client: null },
    // After the day: the first instant of the next, and one of November.
    { customer: 'N', id: 'f1', at: '2026-03-11T00:00:00Z', client: 'n' },
    { customer: 'A', id: 'f2', at: '2026-11-01T00:00:00Z', client: 'a' },
  ]);
  report = await enrich(database, day);
});
afterAll(() => database.drop());

describe('what is left out', () => {
  it('is counted by reason', () => {
    expect(report).toMatchObject({
      asOf: day,
      customers: 4,
      active: 3,
      snapshotRows: 4,
      // All but the two to come.
      eventsRead: 21,
      left: { anonymous: 2, unknownCustomer: 3, withoutKey: 1, duplicates: 3, future: 2, withoutTime: 0 },
      warnings: [],
    });
    // Every event that was read is somebody's, or is left out for one reason: 3 + 1 + 8 are.
    const { future: _, ...read } = report.left;
    expect(Object.values(read).reduce((sum, count) => sum + count, 0)).toBe(21 - 12);
  });

  it('is never ranked', async () => {
    const found = await attributeValues(database, [
      'activity_count',
      'td_total_activity_percentile',
      'td_intent_quintile',
    ]);
    const plain = Object.entries(found).map(([id, values]) => [
      id,
      ...Object.values(values).map((value) => (value === null ? null : Number(value))),
    ]);
    // Ranks among A, B and C only: 1, 3 and 8 events; B was seen before C, after A.
    expect(plain).toEqual([
      ['A', 3, 50, 1],
      ['B', 1, 0, 3],
      ['C', 8, 100, 5],
      ['N', 0, null, null],
    ]);
    const sessions = await attributeValues(database, ['total_sessions_till_date', 'first_seen']);
    // a1 counts as it first came, whosever it was.
    expect(sessions['A']).toEqual({ total_sessions_till_date: '2', first_seen: '2026-03-01T10:00:00Z' });
    expect(sessions['B']).toEqual({ total_sessions_till_date: '1', first_seen: '2026-03-05T23:59:59Z' });
  });
});

describe('the report', () => {
  it('tells nulls, least, middle and greatest of each attribute', () => {
    const facts = (name: string) => report.attributes.find(({ attribute }) => attribute === name);
    // 0, 1, 3 and 8: the middle of four is the second.
    expect(facts('activity_count')).toMatchObject({ nulls: 0, minimum: '0', median: '1', maximum: '8' });
    expect(facts('days_since_last_seen')).toMatchObject({ nulls: 1, minimum: '0', median: '5', maximum: '8' });
    // 0, 50 and 100.
    expect(facts('td_total_activity_percentile')).toMatchObject({ nulls: 1 });
    expect(Number(facts('td_total_activity_percentile')?.median)).toBe(50);
    // Texts and flags are not ordered.
    expect(facts('td_avg_visit_monthly_trend_direction')).toEqual({
      attribute: 'td_avg_visit_monthly_trend_direction',
      nulls: 0,
      minimum: null,
      median: null,
      maximum: null,
    });
    expect(facts('is_churned_7_days')).toMatchObject({ nulls: 1, minimum: null });
  });

  it('stands in loads, with what the run was made of', async () => {
    const [load] = await database.client`
      select kind, code_version, inputs, finished_at is not null as finished, result from facet.loads
      where load_id = ${report.loadId}`;
    expect(load).toEqual({
      kind: 'enrich',
      code_version: packageVersion,
      inputs: { asOf: day, master: 'facet.customers', result: 'facet.enriched_customers', activity: 'facet.activity' },
      finished: true,
      result: JSON.parse(JSON.stringify(report)) as unknown,
    });
    expect(report.steps.map(({ step }) => step)).toEqual(['roll-up', 'results', 'statistics']);
    expect(report.seconds).toBeGreaterThan(0);
  });

  it('is printed in lines that a person reads', () => {
    const lines = formatEnrichReport({
      ...report,
      loadId: '7',
      seconds: 1.26,
      steps: [{ step: 'roll-up', seconds: 0.84 }],
      customers: 12_345,
      attributes: [
        { attribute: 'activity_count', nulls: 0, minimum: '0', median: '1', maximum: '8' },
        { attribute: 'last_seen', nulls: 1, minimum: '2026-03-02 10:10:00.123456+00', median: null, maximum: null },
      ],
      warnings: ['mind the gap'],
    });
    expect(lines).toEqual([
      'enriched as of 2026-03-10: 12,345 customers, 3 with activity, 4 worked out anew; 21 events read; 4 rows of the snapshot; load 7, 1.3 s (roll-up 0.8 s)',
      'events left out: 2 of visitors who are not known; 3 of customers who are not in the master; 1 without a customer and a session key; 3 delivered again (same event id); 2 after 2026-03-10',
      '  attribute           nulls  minimum                 median                  maximum',
      '  activity_count          0  0                       1                       8',
      '  last_seen               1  2026-03-02 10:10:00.1…  -                       -',
      'warning: mind the gap',
    ]);
  });
});

it('counts events without times, keys and ids of a table of its own, and rows of the master that share a key', async () => {
  const { client } = database;
  await client`create table public.people (who integer, name text)`;
  await client`insert into public.people values (1, 'Ann'), (2, 'Bob'), (2, 'Bobby'), (null, 'Nobody')`;
  await client`create table public.hits (who text, cookie text, id text, at timestamptz, url text)`;
  await client`insert into public.hits values
    -- No ids: never the same event.
    ('1', 'k', null, '2026-03-01 10:00Z', null), ('1', 'k', null, '2026-03-01 10:00Z', null),
    (' 2 ', 'l', 'i', '2026-03-01 11:00Z', null), ('2', 'l', 'i', '2026-03-01 11:00Z', null),
    ('2', 'l', null, null, null), (null, null, null, null, null),
    (null, null, 'j', '2026-03-01 12:00Z', null), ('', ' ', null, '2026-03-01 12:00Z', null),
    (null, 'm', null, '2026-03-01 12:00Z', null), ('3', 'n', null, '2026-03-01 12:00Z', null)`;
  const enrichment = {
    user_master_table: 'public.people',
    user_master_join_key: 'who',
    activity_table: 'public.hits',
    activity_table_join_key: 'who',
    session_key: 'cookie',
    td_intent_key: 'at',
    event_id_column: 'id',
    enriched_user_master_table: 'public.enriched_people',
  };
  const own = await enrich(database, day, { enrichment });
  expect(own).toMatchObject({
    customers: 4,
    active: 2,
    snapshotRows: 0,
    eventsRead: 8,
    left: { anonymous: 1, unknownCustomer: 1, withoutKey: 2, duplicates: 1, future: 0, withoutTime: 2 },
    warnings: [
      '2 rows of the master have no key or one that another row has too; each key was counted once',
      'no key of enrichment.user_master_table (public.people) is the customer_id of one of facet.customers, ' +
        'so no snapshot was written and the days stay as they were',
    ],
  });
  const rows = await client`
    select who, name, activity_count::int as events, td_total_activity_percentile::float8 as rank
    from public.enriched_people order by who, name`;
  expect([...rows]).toEqual([
    { who: 1, name: 'Ann', events: 2, rank: 100 },
    { who: 2, name: 'Bob', events: 1, rank: 0 },
    { who: 2, name: 'Bobby', events: 1, rank: 0 },
    { who: null, name: 'Nobody', events: 0, rank: null },
  ]);
});
