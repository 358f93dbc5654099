import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../../../src/lib/time/days.js';
import { cloneDatabase, type TestDatabase } from '../../../support/database.js';
import { openGraph } from '../../../support/graph.js';
import { addRows, addTargetingRows } from '../sampleCampaigns.js';
import { addOrders, type PlainOrder } from './sampleResults.js';
import { runsOf } from '../../../support/runsOf.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

const customers = Array.from({ length: 12 }, (_, n) => `C${n}`);
const days = Array.from({ length: 12 }, (_, n) => addDays('2026-03-01', n));
const actions = ['1', '2', '3', 'unknown'] as const;

const targetings = fc.uniqueArray(
  fc.record({
    customer: fc.constantFrom(...customers),
    day: fc.constantFrom(...days.slice(0, 6)),
    action: fc.option(fc.constantFrom(...actions)),
  }),
  { maxLength: 40, size: 'max', selector: ({ customer, day }) => `${customer} ${day}` },
);

const orders = fc.array(
  fc.record({
    customer: fc.constantFrom(...customers),
    // Quarters of days, so that many stand at the ends of measurements.
    hour: fc.integer({ min: 0, max: 4 * days.length }).map((quarter) => 6 * quarter),
    cents: fc.integer({ min: -500, max: 5000 }),
    units: fc.integer({ min: 0, max: 5 }),
  }),
  { maxLength: 60, size: 'max' },
);

type Targeting = { readonly customer: string; readonly day: string; readonly action: string | null };

const firstHour = Date.parse('2026-03-01T00:00:00Z');
const hoursOf = (day: string): number => (Date.parse(`${day}T00:00:00Z`) - firstHour) / 3_600_000;

interface Order {
  readonly customer: string;
  readonly hour: number;
  readonly cents: number;
  readonly units: number;
}

/** What each action brought, worked out customer by customer. */
function plainResults(rows: readonly Targeting[], bought: readonly Order[], length: number) {
  const arms = [...new Set(rows.flatMap(({ action }) => action ?? []))].toSorted();
  return arms.map((arm) => {
    const own = rows.filter(({ action }) => action === arm);
    const people = [...new Set(own.map(({ customer }) => customer))];
    const ordersOf = (person: string): Order[] =>
      bought.filter(
        ({ customer, hour }) =>
          customer === person &&
          own.some(
            (one) => one.customer === person && hour >= hoursOf(one.day) && hour < hoursOf(addDays(one.day, length)),
          ),
      );
    const spent = people.map((person) => ordersOf(person).reduce((sum, { cents }) => sum + cents, 0) / 100);
    const all = people.flatMap(ordersOf);
    const total = all.reduce((sum, { cents }) => sum + cents, 0) / 100;
    const mean = total / people.length;
    const squares = spent.reduce((sum, one) => sum + (one - mean) ** 2, 0);
    const figures = {
      isControl: arm === '1',
      recipients: people.length,
      purchasers: people.filter((person) => ordersOf(person).length > 0).length,
      orders: all.length,
      items: String(all.reduce((sum, { units }) => sum + units, 0)),
      revenue: {
        total: expect.any(String),
        standardDeviation: people.length < 2 ? null : expect.closeTo(Math.sqrt(squares / (people.length - 1)), 8),
      },
    };
    return { figures, total };
  });
}

beforeAll(async () => {
  database = await cloneDatabase();
  const rows = [1, 2, 3].map((number) => ({
    plan_id: 'P',
    plan_detail_id: String(number),
    campaign_action_id: number,
    campaign_action_name: 'Action',
  }));
  await addRows(database, 'campaigns', [{ plan_id: 'P', campaign_name: 'P', execution_start_date: '2026-03-01' }]);
  await addRows(database, 'campaign_actions', rows);
  graph = await openGraph(database, '2026-04-01');
});
afterAll(() => database?.drop());

const question = `query ($days: Int!) { campaign(planId: "P") { results(days: $days) { results {
  isControl recipients purchasers orders items revenue { total standardDeviation } } } } }`;

it('random targetings and orders give what is worked out customer by customer', async () => {
  let [orderCount, repeated] = [0, 0];
  await fc.assert(
    fc.asyncProperty(targetings, orders, fc.integer({ min: 1, max: 7 }), async (rows, bought, length) => {
      await database.client`truncate facet.campaign_targetings, facet.unified_transactions`;
      if (rows.length > 0)
        await addTargetingRows(
          database,
          rows.map(({ customer, day, action }) => [customer, day, 'P', action] as const),
        );
      const plain = bought.map(({ customer, hour, cents, units }, n): PlainOrder => [
        customer,
        String(n),
        new Date(firstHour + hour * 3_600_000).toISOString(),
        String(cents / 100),
        String(units),
        'EUR',
      ]);
      if (plain.length > 0) await addOrders(database, plain);
      const { data, errors } = await graph.ask(question, { days: length });
      expect(errors).toEqual([]);
      const found = (data['campaign'] as { results: { results: { revenue: { total: string } }[] } }).results.results;
      const expected = plainResults(rows, bought, length);
      expect(found.map(({ revenue }) => Number(revenue.total))).toEqual(
        expected.map(({ total }) => expect.closeTo(total, 8)),
      );
      expect(found).toEqual(expected.map(({ figures }) => figures));
      orderCount += expected.reduce((sum, one) => sum + one.figures.orders, 0);
      repeated += rows.length - new Set(rows.map(({ customer, action }) => `${customer} ${action}`)).size;
    }),
    { numRuns: runsOf(15, 60), seed: 20 },
  );
  expect(orderCount).toBeGreaterThan(2.5 * runsOf(15, 60));
  expect(repeated).toBeGreaterThan(0.5 * runsOf(15, 60));
});
