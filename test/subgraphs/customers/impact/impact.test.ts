import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listDays } from '../../../../src/lib/time/days.js';
import { cloneDatabase, type TestDatabase } from '../../../support/database.js';
import { openGraph, type Answer } from '../../../support/graph.js';
import { fillImpact } from './impactSample.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

beforeAll(async () => {
  database = await cloneDatabase();
  await fillImpact(database);
  graph = await openGraph(database, '2026-03-06');
});
afterAll(() => database?.drop());

interface Day {
  readonly date: string;
  readonly kpis: readonly Record<string, unknown>[];
  readonly profile: unknown;
}

const impactOf = ({ data }: Answer): Day[] => (data['customer'] as { marketingImpact: Day[] }).marketingImpact;
const march = { from: '2026-03-01', to: '2026-03-06' };

const ask = (variables: Record<string, unknown>, below = 'date kpis { value }') =>
  graph.ask(
    `query ($id: ID! = "A", $from: Date, $to: Date, $kpis: [String!]!, $cumulative: Boolean) { customer(id: $id) {
      marketingImpact(from: $from, to: $to, kpis: $kpis, cumulative: $cumulative) { ${below} } } }`,
    variables,
  );
const valuesOf = (answer: Answer) => impactOf(answer).map(({ kpis }) => kpis.map(({ value }) => value));

describe('marketingImpact', () => {
  it('has every day of the stretch with the attributes in the order asked, null on days without a complete snapshot', async () => {
    const answer = await ask({ ...march, kpis: ['tier', 'SALES_1M', 'FIELD3'] }, 'customerId date kpis { value }');
    expect(answer.errors).toEqual([]);
    const none = [{ value: null }, { value: null }, { value: null }];
    const day = (date: string, ...values: (string | null)[]) => ({
      customerId: 'A',
      date,
      kpis: values.length === 0 ? none : values.map((value) => ({ value })),
    });
    expect(impactOf(answer)).toEqual([
      day('2026-03-01', 'x', '0.1', '1'),
      day('2026-03-02'),
      day('2026-03-03', 'y', '0.3', '2'),
      day('2026-03-04'),
      day('2026-03-05', null, '-1.25', '0'),
      day('2026-03-06'),
    ]);
  });

  it('has the snapshot of the very day, with what is selected of it', async () => {
    const below = `date profile { date computedAt customer { givenName } fields { sales tier } attributes(names: ["ORDERS"]) { value } }`;
    const answer = await ask({ ...march, kpis: ['SALES_1M'] }, below);
    expect(answer.errors).toEqual([]);
    const profile = (date: string, sales: string | null, tier: string | null, orders: string) => ({
      date,
      profile: {
        date,
        computedAt: '2026-03-05T01:00:00Z',
        customer: { givenName: 'Ann' },
        fields: { sales, tier },
        attributes: [{ value: orders }],
      },
    });
    expect(impactOf(answer)).toEqual([
      profile('2026-03-01', '10.1', 'x', '5'),
      { date: '2026-03-02', profile: null },
      profile('2026-03-03', '20.35', 'y', '7'),
      { date: '2026-03-04', profile: null },
      profile('2026-03-05', null, null, '7'),
      { date: '2026-03-06', profile: null },
    ]);
  });

  it('reads names by what they meant on each day, former names too', async () => {
    const answer = await ask(
      { from: '2026-03-02', to: '2026-03-03', kpis: ['OLD', 'FRESH', 'FIELD6', 'member'] },
      'kpis { name slot value unit graphqlName formatted }',
    );
    expect(answer.errors).toEqual([]);
    const kpi = (name: string, slot: string, value: string | null, unit: string | null = null) =>
      expect.objectContaining({ name, slot, value, unit });
    expect(impactOf(answer).map(({ kpis }) => kpis)).toEqual([
      [
        kpi('OLD', 'FIELD6', null),
        kpi('FRESH', 'FIELD6', null, 'points'),
        kpi('OLD', 'FIELD6', null),
        kpi('LOYAL', 'STR2', null),
      ],
      [
        kpi('OLD', 'FIELD6', null),
        kpi('FRESH', 'FIELD6', '8', 'points'),
        kpi('FRESH', 'FIELD6', '8', 'points'),
        kpi('LOYAL', 'STR2', 'yes'),
      ],
    ]);
    const first = await ask({ from: '2026-03-01', to: '2026-03-01', kpis: ['OLD', 'FRESH', 'FIELD6'] });
    expect(valuesOf(first)).toEqual([['7', null, '7']]);
  });

  it('is cumulative where asked: each name without its _1M', async () => {
    const kpis = ['sales_1m', 'ORDERS_1M', 'TIER', 'ORDERS'];
    const answer = await ask({ from: '2026-03-03', to: '2026-03-03', kpis, cumulative: true }, 'kpis { name value }');
    expect(impactOf(answer)[0]?.kpis).toEqual([
      { name: 'SALES', value: '20.35' },
      { name: 'ORDERS', value: '7' },
      { name: 'TIER', value: 'y' },
      { name: 'ORDERS', value: '7' },
    ]);
    for (const cumulative of [false, null])
      expect(valuesOf(await ask({ from: '2026-03-03', to: '2026-03-03', kpis, cumulative }))).toEqual([
        ['0.3', '2', 'y', '7'],
      ]);
  });

  it('ends on the newest complete day and begins 30 days before the last, unless told', async () => {
    const dates = async (variables: Record<string, unknown>) =>
      impactOf(await ask({ kpis: ['SALES'], ...variables }, 'date')).map(({ date }) => date);
    expect(await dates({})).toEqual(listDays('2026-02-03', '2026-03-05'));
    expect(await dates({ from: '2026-03-04' })).toEqual(['2026-03-04', '2026-03-05']);
    expect(await dates({ to: '2026-01-31' })).toEqual(listDays('2026-01-01', '2026-01-31'));
    expect(await dates({ to: '0001-01-02' })).toEqual(['0001-01-01', '0001-01-02']);
    expect(await dates({ from: '9999-12-31', to: '9999-12-31' })).toEqual(['9999-12-31']);
    expect(await dates({ from: '2025-01-01', to: '2026-02-04' })).toHaveLength(400);
  });

  it('is empty where there is no snapshot and no last day', async () => {
    const empty = await cloneDatabase();
    try {
      await empty.client`insert into facet.customers (customer_id, email_completion, source_records, load_id) values ('A', 0, 1, 0)`;
      const emptyGraph = await openGraph(empty, '2026-03-06');
      const { data, errors } = await emptyGraph.ask(`{ customer(id: "A") { none: marketingImpact(kpis: []) { date }
        some: marketingImpact(kpis: [], from: "2026-03-01", to: "2026-03-02") { date profile { date } kpis { value } } } }`);
      expect(errors).toEqual([]);
      expect(data['customer']).toEqual({
        none: [],
        some: [
          { date: '2026-03-01', profile: null, kpis: [] },
          { date: '2026-03-02', profile: null, kpis: [] },
        ],
      });
    } finally {
      await empty.drop();
    }
  });
});
