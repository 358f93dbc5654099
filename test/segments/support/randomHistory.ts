import fc from 'fast-check';
import type { TestDatabase } from '../../support/database.js';
import { addRows } from '../../subgraphs/campaigns/sampleCampaigns.js';
import { onDate, onNumber, type RandomCondition } from './randomDefinitions.js';
import type { SlowHistory } from './slowHistory.js';

const pick = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

/** Around the edges of days of Berlin, where today is 2026-03-02, and one that has not come. */
const instants = [
  '2025-03-02T12:00:00.000000Z',
  '2026-01-30T23:00:00.000000Z',
  '2026-01-31T22:59:59.999999Z',
  '2026-02-15T09:00:00.000000Z',
  '2026-02-28T23:30:00.000000Z',
  '2026-03-01T22:59:59.999999Z',
  '2026-03-01T23:00:00.000000Z',
  '2026-03-02T22:59:59.999999Z',
  '2026-03-02T23:00:00.000000Z',
];
const days = ['2026-01-31', '2026-02-02', '2026-02-16', '2026-02-28', '2026-03-01', '2026-03-02', '2026-03-03'];
const attributes = pick(null, null, { gift: 'a' }, { gift: 'B', note: '' });
const money = pick('0.5', '1', '2.5', '10', '-1', null);

const plans = ['P1', 'P2', 'P3'];

/** What is known of campaigns: P3 is not known itself, and P1-9 is no action of it. */
const campaigns = [
  { plan: 'P1', group: 'T1' },
  { plan: 'P2', group: null },
];
const actions = [
  { plan: 'P1', action: 'P1-1', number: 1, channels: [10] },
  { plan: 'P1', action: 'P1-2', number: 2, channels: [10, 20] },
  { plan: 'P2', action: 'P2-2', number: 3, channels: [20] },
  { plan: 'P3', action: 'P1-2', number: 1, channels: [] },
];

const products = [
  { id: 'p1', category: 'a', subcategory: 'x', price: '1' },
  { id: 'p2', category: 'a', subcategory: 'y', price: '2.50' },
  { id: 'p3', category: 'B', subcategory: '', price: null },
  { id: 'p4', category: null, subcategory: 'x', price: '10' },
];

const sampled = <T>(arbitrary: fc.Arbitrary<T>, seed: number, count: number): T[] =>
  fc.sample(arbitrary, { seed, numRuns: count });

const oncePer = <T>(rows: readonly T[], key: (row: T) => string): T[] => [
  ...new Map(rows.map((row) => [key(row), row])).values(),
];

/** What happened with some customers, the same for the same seed; nobody (`''`) is one of them. */
export function makeHistory(seed: number, customers: readonly string[]): SlowHistory {
  const customer = pick(...customers.slice(0, 25), ...customers.slice(0, 8), '');
  const line = fc.record({
    customer,
    order: pick('1', '2', '10', 'a'),
    at: pick(...instants),
    product: pick('p1', 'p2', 'p3', 'p4', 'zz', null),
    revenue: money,
    quantity: pick('1', '2', '3', null),
    currency: pick('EUR', 'EUR', 'EUR', 'EUR', 'USD', '', null),
    store: pick('a', 'B', '', null),
    isReturn: pick(null, false, false, true),
    isCancellation: pick(null, false, false, false, true),
    attributes,
  });
  const order = fc.record({
    customer,
    order: pick('1', '2', '10', 'a'),
    revenue: pick('0.5', '1', '2.5', '10'),
    payment: pick('a', 'B', '', null),
    attributes,
  });
  const targeting = fc.record({
    customer,
    day: pick(...days),
    plan: pick(...plans),
    action: pick('P1-1', 'P1-2', 'P2-2', 'P1-9', null),
  });
  const delivery = fc.record({
    customer,
    at: pick(...instants),
    campaign: pick(...plans),
    destination: pick('a', 'B', null),
    subAudience: pick('a', null),
    treatment: pick('a', 'B', null),
    isControl: fc.boolean(),
  });
  const redemption = fc.record({ customer, plan: pick(...plans), day: pick(...days) });
  return {
    products,
    campaigns,
    actions,
    lines: sampled(line, seed, 220),
    orders: oncePer(sampled(order, seed + 1, 50), (one) => JSON.stringify([one.customer, one.order])),
    targetings: oncePer(sampled(targeting, seed + 2, 120), (one) => JSON.stringify([one.customer, one.day, one.plan])),
    redemptions: sampled(redemption, seed + 3, 40),
    deliveries: sampled(delivery, seed + 4, 100),
  };
}

const ours = { app: 'default', load_id: 0 };

async function fillOrders(database: TestDatabase, { lines, orders, products: known }: SlowHistory): Promise<void> {
  await addRows(
    database,
    'products',
    known.map(({ id, category, subcategory, price }) => ({
      product_id: id,
      product_category: category,
      product_subcategory: subcategory,
      product_msrp: price,
      load_id: 0,
    })),
  );
  await addRows(
    database,
    'unified_itemized_transactions',
    lines.map((line, n) => ({
      customer_id: line.customer,
      order_id: line.order,
      line_id: String(n),
      order_datetime: line.at,
      product_id: line.product,
      item_revenue: line.revenue,
      item_quantity: line.quantity,
      currency: line.currency,
      store_id: line.store,
      is_return: line.isReturn,
      is_cancellation: line.isCancellation,
      attributes: line.attributes,
      ...ours,
    })),
  );
  const zeros = Object.fromEntries(
    ['order_quantity', 'net_order_revenue', 'lines']
      .concat([
        'order_returned_quantity',
        'order_returned_revenue',
        'order_canceled_quantity',
        'order_canceled_revenue',
      ])
      .map((name) => [name, '0']),
  );
  await addRows(
    database,
    'unified_transactions',
    orders.map(({ customer, order, revenue, payment, attributes: own }) => ({
      customer_id: customer,
      order_id: order,
      order_datetime: '2026-01-01T00:00:00Z',
      order_revenue: revenue,
      payment_method: payment,
      attributes: own,
      ...zeros,
      ...ours,
    })),
  );
}

async function fillContacts(database: TestDatabase, history: SlowHistory): Promise<void> {
  await addRows(
    database,
    'campaigns',
    history.campaigns.map(({ plan, group }) => ({
      plan_id: plan,
      campaign_name: plan,
      target_group_id: group,
      tag_names: '{}',
      execution_start_date: '2026-01-01',
      app: 'default',
    })),
  );
  const known = history.actions.map(({ plan, action }) => ({ plan_id: plan, plan_detail_id: action }));
  await addRows(
    database,
    'campaign_actions',
    history.actions.map(({ number }, n) => ({
      ...known[n],
      campaign_action_id: number,
      campaign_action_name: `Action ${number}`,
    })),
  );
  await addRows(
    database,
    'campaign_action_channels',
    history.actions.flatMap(({ channels }, n) =>
      channels.map((id) => ({
        ...known[n],
        plan_detail_channel_id: String(id),
        channel_id: id,
        channel_name: `Channel ${id}`,
      })),
    ),
  );
  await addRows(
    database,
    'campaign_targetings',
    history.targetings.map(({ customer, day, plan, action }) => ({
      customer_id: customer,
      execution_date: day,
      plan_id: plan,
      plan_detail_id: action,
      last_updated_time: '2026-03-01T00:00:00Z',
      ...ours,
    })),
  );
  await addRows(
    database,
    'coupon_redemptions',
    history.redemptions.map(({ customer, plan, day }, n) => ({
      customer_id: customer,
      redemption_id: String(n),
      plan_id: plan,
      coupon_id: 'c',
      redemption_date: day,
      ...ours,
    })),
  );
  await addRows(
    database,
    'campaign_recipients',
    history.deliveries.map((row, n) => ({
      customer_id: row.customer,
      pk: String(n),
      campaign_id: row.campaign,
      destination_id: row.destination,
      sub_audience_id: row.subAudience,
      treatment_id: row.treatment,
      is_control: row.isControl,
      delivery_datetime: row.at,
      ...ours,
    })),
  );
}

/** Writes what happened to the tables. */
export async function fillHistory(database: TestDatabase, history: SlowHistory): Promise<void> {
  await fillOrders(database, history);
  await fillContacts(database, history);
}

type Members = Readonly<Record<string, fc.Arbitrary<unknown>>>;

const without = (object: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));

/** Each member is left out as often as not. */
const some = (members: Members, freq = 2): fc.Arbitrary<Readonly<Record<string, unknown>>> =>
  fc
    .record(
      Object.fromEntries(
        Object.entries(members).map(([name, value]) => [name, fc.option(value, { nil: undefined, freq })]),
      ),
    )
    .map(without);

/** The same with one at least. */
const someOf = (members: Members) => some(members).filter((given) => Object.keys(given).length > 0);

const onText = pick<unknown>(
  { is: 'a' },
  { isNot: 'a' },
  { in: ['a', 'B'] },
  { notIn: ['B', 'x'] },
  { contains: 'b' },
  { notContains: 'b' },
  { isNull: true },
  { isNull: false },
  { isEmpty: true },
  { isEmpty: false },
);

const ownAttributes = fc.array(fc.record({ name: pick('gift', 'note'), text: onText }), { minLength: 1, maxLength: 2 });

const where = someOf({
  order: someOf({ revenue: onNumber, paymentMethod: onText }),
  orderAttributes: ownAttributes,
  line: someOf({ quantity: onNumber, revenue: onNumber, currency: onText, storeId: onText }),
  lineAttributes: ownAttributes,
  product: someOf({ category: onText, subcategory: onText, msrp: onNumber }),
}).filter((given) => Object.keys(given).length < 3);

const values = someOf({ category: pick('a', 'B'), subcategory: pick('x', 'y'), storeId: pick('a', 'B') });

const purchase = (behaviour: string, more: fc.Arbitrary<object> = fc.constant({})): fc.Arbitrary<RandomCondition> =>
  fc
    .tuple(some({ date: onDate, where }), more)
    .map(([given, others]) => ({ purchase: { behaviour, ...given, ...others } }));

const list = (...entries: readonly unknown[]) => fc.uniqueArray(pick(...entries), { minLength: 1, maxLength: 2 });

const ofAll = {
  has: fc.boolean(),
  times: pick<unknown>({ gte: 2 }, { lt: 3 }, { is: 1 }),
  first: onDate,
  last: onDate,
};

const ofCampaign = someOf({
  ...ofAll,
  states: list('TARGETED', 'CONTROL', 'EXCLUDED'),
  planIds: list(...plans),
  actionIds: list('P1-1', 'P1-2', 'P2-2', 'P1-9'),
  channelIds: list(10, 20, 30),
  targetGroupIds: list('T1', 'T2'),
  executed: onDate,
  redeemed: fc.boolean(),
}).filter((given) => Object.keys(given).length < 4);

const ofActivation = someOf({
  ...ofAll,
  campaignIds: list(...plans),
  destinationIds: list('a', 'B'),
  subAudienceIds: list('a'),
  treatmentIds: list('a', 'B'),
  control: fc.boolean(),
  delivered: onDate,
}).filter((given) => Object.keys(given).length < 4);

/** Conditions on what happened. */
export const historyConditions: readonly fc.Arbitrary<RandomCondition>[] = [
  purchase('FIRST_PURCHASE'),
  purchase('HAS_PURCHASED', some({ number: onNumber })),
  purchase('HAS_NOT_PURCHASED'),
  purchase('REPEAT_PURCHASE'),
  purchase('MOST_FREQUENT_ORDER', fc.record({ values })),
  purchase('TOTAL_VALUE', fc.record({ number: onNumber })),
  ofCampaign.map((campaign): RandomCondition => ({ campaign })),
  ofActivation.map((activation): RandomCondition => ({ activation })),
];
