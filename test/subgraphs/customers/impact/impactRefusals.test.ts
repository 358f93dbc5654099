import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { changeCatalogue } from '../../../../src/catalogue/changeCatalogue.js';
import { cloneDatabase, type TestDatabase } from '../../../support/database.js';
import { openGraph } from '../../../support/graph.js';
import { fillImpact } from './impactSample.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

beforeAll(async () => {
  database = await cloneDatabase();
  await fillImpact(database);
  await changeCatalogue(
    database.client,
    () => [{ kind: 'add', alias: 'CONTROLS_1M', slot: 'FIELD10', dataType: 'integer', description: 'A value.' }],
    { today: '2026-03-06' },
  );
  graph = await openGraph(database, '2026-03-06');
});
afterAll(() => database?.drop());

const refusal = async (asked: Record<string, unknown>) =>
  (
    await graph.ask(
      `query ($from: Date, $to: Date, $kpis: [String!]!, $cumulative: Boolean) { customer(id: "A") {
        marketingImpact(from: $from, to: $to, kpis: $kpis, cumulative: $cumulative) { date } } }`,
      { kpis: ['SALES'], ...asked },
    )
  ).errors[0];

it.each([
  [{ kpis: ['SALE'] }, 'UNKNOWN_ATTRIBUTE', 'There is no attribute "SALE". Did you mean "SALES"'],
  [{ kpis: ['SCOR_1M'], cumulative: true }, 'UNKNOWN_ATTRIBUTE', 'There is no attribute "SCOR". Did you mean "SCORE"'],
  [
    { kpis: ['SALES_1M', 'controls_1m'], cumulative: true },
    'UNKNOWN_ATTRIBUTE',
    '"controls_1m" has no cumulative form: there is no attribute "controls". Ask for it without "cumulative".',
  ],
  [{ kpis: ['_1M'], cumulative: true }, 'UNKNOWN_ATTRIBUTE', 'There is no attribute ""'],
  [{ kpis: ['SALES\0'] }, 'UNKNOWN_ATTRIBUTE', 'There is no attribute'],
  [{ kpis: ['FIELD300'] }, 'UNKNOWN_ATTRIBUTE', 'There is no attribute "FIELD300".'],
  [
    { kpis: Array.from({ length: 51 }, () => 'SALES') },
    'TOO_MANY_ENTRIES',
    '"kpis" has 51 entries, and 50 are the most.',
  ],
  [
    { from: '2026-03-02', to: '2026-03-01' },
    'BAD_USER_INPUT',
    '"from" is 2026-03-02, which is after the last day, 2026-03-01.',
  ],
  [{ from: '2026-03-06' }, 'BAD_USER_INPUT', '"from" is 2026-03-06, which is after the last day, 2026-03-05.'],
  [
    { from: '2025-01-01', to: '2026-02-05' },
    'TOO_MANY_DAYS',
    'From 2025-01-01 to 2026-02-05 are 401 days, and 400 are the most.',
  ],
  [{ from: '0001-01-01', to: '9999-12-31' }, 'TOO_MANY_DAYS', 'From 0001-01-01 to 9999-12-31 are 3652059 days'],
])('refuses %j', async (asked, code, message) => {
  expect(await refusal(asked)).toMatchObject({ code, message: expect.stringContaining(message) });
});

it('refuses more values than one answer should hold, and more days, before it reads any', async () => {
  await database.client`
    insert into facet.customers (customer_id, email_completion, source_records, load_id)
    select 'C' || n, 0, 1, 0 from generate_series(1, 998) n`;
  const page = (first: number, below: string) =>
    graph.ask(`{ customers(first: ${first}) { edges { node {
      marketingImpact(from: "2025-01-01", to: "2026-02-04", kpis: ["SALES", "ORDERS", "TIER"]) { ${below} } } } } }`);
  const values = await page(200, 'kpis { value }');
  expect(values.errors[0]).toMatchObject({
    code: 'TOO_MANY_VALUES',
    message: expect.stringContaining('up to 240000 values (customers: 200, days: 400, attributes: 3)'),
  });
  const days = await page(1000, 'date');
  expect(days.errors[0]).toMatchObject({
    code: 'TOO_MANY_VALUES',
    message: expect.stringContaining('up to 400000 values (customers: 1000, days: 400, attributes: 0)'),
  });
  for (const { statements } of [values, days]) expect(statements).toHaveLength(1);
});
