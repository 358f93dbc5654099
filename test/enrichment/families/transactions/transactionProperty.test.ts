import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readConfig } from '../../../../src/config.js';
import { enrichmentKeys } from '../../../../src/config/enrichmentKeys.js';
import { transactionSets } from '../../../../src/config/transactionKeys.js';
import { transact } from '../../../../src/db/transact.js';
import { isDerived } from '../../../../src/enrichment/definitions/definition.js';
import { transactionAttributes } from '../../../../src/enrichment/families/transactions/transactionAttributes.js';
import { planForSets } from '../../../../src/enrichment/values/planForSets.js';
import { deriveTransactions } from '../../../../src/ingest/derive/index.js';
import { cloneDatabase, type TestDatabase } from '../../../support/database.js';
import { testJob } from '../../../support/job.js';
import { addCustomers } from '../../../support/sample.js';
import { valuesOf } from '../../measures/events.js';
import { monthsBefore, transactionOracle, type PlainLine } from './transactionOracle.js';
import { runsOf } from '../../../support/runsOf.js';

const timeZone = 'Europe/Paris';
const config = {
  ...readConfig({}),
  timeZone,
  enrichment: enrichmentKeys.parse({ transactions: { sets: [...transactionSets] } }),
};
const { currency } = config.orders;

/** Ends of months, leap days, and a stretch of neighbours. */
const days =
  '2024-02-27 2024-02-28 2024-02-29 2024-03-01 2024-03-02 2024-03-30 2024-03-31 2024-04-01 2024-05-31 2024-08-31 2024-11-30 2025-02-28 2025-03-01 2026-02-28 2026-03-01'.split(
    ' ',
  );

const shifted = (day: string, by: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);

/** A day on which a window of one of the days begins, or one beside it. */
const orderDay = fc
  .tuple(fc.constantFrom(...days), fc.constantFrom(0, 1, 3, 6, 12, 24, 30), fc.integer({ min: -1, max: 1 }))
  .map(([day, back, by]) => shifted(back === 30 || back === 1 ? shifted(day, -back) : monthsBefore(day, back), by));

/** Instants beside midnight, in Paris and in UTC, and at noon. */
const instant = fc
  .tuple(orderDay, fc.constantFrom('00:30:00', '12:00:00', '21:59:59', '22:30:00', '23:30:00'))
  .map(([day, clock]) => `${day}T${clock}.000Z`);

const word = (...words: string[]) => fc.option(fc.constantFrom(...words), { nil: null, freq: 4 });

const line: fc.Arbitrary<Omit<PlainLine, 'line'>> = fc.record({
  order: fc.constantFrom('a', 'B', 'c', 'd', 'e'),
  at: instant,
  kind: fc.constantFrom(
    'purchase' as const,
    'purchase' as const,
    'purchase' as const,
    'return' as const,
    'cancellation' as const,
  ),
  revenue: fc.integer({ min: -500, max: 20_000 }),
  quantity: fc.integer({ min: -1, max: 9 }),
  cost: fc.option(fc.integer({ min: 0, max: 5000 }), { nil: null }),
  discount: fc.option(fc.integer({ min: 0, max: 3000 }), { nil: null }),
  brand: word('North', 'south', 'Ééé'),
  channel: word('web', 'store'),
  store: word('1', '02', '10'),
  currency: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(null, currency) },
    { weight: 1, arbitrary: fc.constant('USD') },
  ),
});

const history = fc
  .array(line, { minLength: 0, maxLength: 12 })
  .map((lines) => lines.map((one, index): PlainLine => ({ ...one, line: String(index) })));

let database: TestDatabase;
const customer = (index: number): string => `c${index}`;
/** No order is of two customers. */
const histories = fc
  .sample(history, { numRuns: runsOf(60, 250), seed: 17 })
  .map((lines, index) => lines.map((one) => ({ ...one, order: `${customer(index)}-${one.order}` })));

beforeAll(async () => {
  database = await cloneDatabase();
  await addCustomers(
    database,
    histories.map((_, index) => ({ id: customer(index) })),
  );
  const money = (hundredths: number | null): string | null =>
    hundredths === null ? null : (hundredths / 100).toFixed(2);
  const rows = histories.flatMap((lines, index) =>
    lines.map((one) => ({
      customer_id: customer(index),
      order_id: one.order,
      line_id: one.line,
      order_datetime: one.at,
      item_revenue: money(one.revenue),
      item_quantity: one.quantity,
      item_cost: money(one.cost),
      order_discount_amount: money(one.discount),
      purchase_brand: one.brand,
      purchase_channel: one.channel,
      store_id: one.store,
      currency: one.currency,
      is_return: one.kind === 'return',
      is_cancellation: one.kind === 'cancellation',
      load_id: '0',
    })),
  );
  await database.client`insert into facet.unified_itemized_transactions ${database.client(rows)}`;
  await deriveTransactions(testJob(database, '2026-03-02T00:00:00Z'), '1');
});
afterAll(() => database.drop());

/** The values of all attributes, planned as runs plan them. */
const valuesOn = (some: readonly string[]) =>
  transact(database.client, async (client) => {
    await planForSets(client, readConfig({}));
    return valuesOf({ client }, config, names, some);
  });

const names = transactionAttributes(config)
  .attributes.filter((attribute) => !isDerived(attribute))
  .map(({ name }) => name);

const asIso = (name: string, value: string | null): string | null =>
  value !== null && name.endsWith('_datetime') ? new Date(`${value.replace(' ', 'T')}:00`).toISOString() : value;

/** What differs for a customer on a day: attribute, value, and that of the oracle. */
function differences(values: Awaited<ReturnType<typeof valuesOf>>, index: number, day: string) {
  const expected = transactionOracle(histories[index] ?? [], day, { timeZone, currency });
  const row = (values[`${customer(index)} ${day}`] ?? []) as (string | null)[];
  return names.flatMap((name, place) => {
    const found = asIso(name, row[place] ?? null);
    return found === expected[name] ? [] : [{ history: histories[index], day, name, found, expected: expected[name] }];
  });
}

it('has a column for each attribute that the oracle knows', () => {
  expect(Object.keys(transactionOracle([], '2024-02-29', { timeZone, currency })).toSorted()).toEqual(names.toSorted());
});

it('gives what a slow evaluator gives, of all days at once', async () => {
  const values = await valuesOn(days);
  const wrong = [...histories.keys()].flatMap((index) => days.flatMap((day) => differences(values, index, day)));
  expect(wrong.slice(0, 3)).toEqual([]);
  // The histories have something to say: customers with several orders, and money in two currencies.
  const counts = (name: string): number[] =>
    Object.values(values).map((row) => Number((row as (string | null)[])[names.indexOf(name)] ?? NaN));
  const orders = counts('lifetime_order_frequency');
  const revenue = counts('lifetime_order_revenue');
  expect(orders.filter((count) => count > 2).length).toBeGreaterThan(2 * runsOf(60, 250));
  expect(revenue.filter((sum, row) => Number.isNaN(sum) && (orders[row] ?? 0) > 0).length).toBeGreaterThan(
    0.4 * runsOf(60, 250),
  );
});

it('gives the same of a single day', async () => {
  for (const day of ['2024-02-29', '2025-02-28']) {
    const values = await valuesOn([day]);
    expect([...histories.keys()].flatMap((index) => differences(values, index, day)).slice(0, 3)).toEqual([]);
  }
});
