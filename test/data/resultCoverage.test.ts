import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';

/** So many campaigns with one true effect, each with its own customers, drawn at random. */
const campaigns = 1000;
const treated = 400;
const control = 200;
/** Of 100 customers so many purchase with and without the campaign, for this much on average. */
const [rate, rateInControl, spent] = [0.13, 0.1, 40];

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  const { client } = database;
  await client`
    insert into facet.campaigns (plan_id, campaign_name, execution_start_date)
    select 'P' || plan, 'Drawn', '2026-03-01' from generate_series(1, ${campaigns}::int) as plan`;
  await client`
    insert into facet.campaign_actions (plan_id, plan_detail_id, campaign_action_id, campaign_action_name)
    select 'P' || plan, action::text, action, 'Action'
    from generate_series(1, ${campaigns}::int) as plan, generate_series(1, 2) as action`;
  await client.begin(async (transaction) => {
    await transaction`select setseed(0.2)`;
    await transaction`
      create temporary table drawn on commit drop as
      select 'P' || plan as plan_id, plan || '-' || person as customer_id, person <= ${treated}::int as is_treated,
        random() as chance, -ln(1 - random()) * ${spent}::int as amount
      from generate_series(1, ${campaigns}::int) as plan, generate_series(1, ${treated + control}::int) as person`;
    await transaction`
      insert into facet.campaign_targetings (customer_id, execution_date, plan_id, plan_detail_id, last_updated_time, load_id)
      select customer_id, '2026-03-01', plan_id, case when is_treated then '2' else '1' end, '2026-03-01', 0 from drawn`;
    await transaction`
      insert into facet.unified_transactions (customer_id, order_id, order_datetime, order_quantity, order_revenue,
        order_returned_quantity, order_returned_revenue, order_canceled_quantity, order_canceled_revenue, net_order_revenue,
        lines, load_id)
      select customer_id, 'O', '2026-03-03', 1, round(amount::numeric, 2), 0, 0, 0, 0, 0, 1, 0
      from drawn where chance < case when is_treated then ${rate}::float8 else ${rateInControl}::float8 end`;
  });
  await client`analyze facet.campaign_targetings, facet.unified_transactions`;
}, 300_000);
afterAll(() => database?.drop());

interface Interval {
  readonly lower: number;
  readonly upper: number;
}

interface Uplift {
  readonly interval: Interval;
  readonly liftInterval: Interval | null;
}

interface Treatment {
  readonly isControl: boolean;
  readonly conversionUplift: Uplift | null;
  readonly revenue: { readonly uplift: Uplift | null };
}

const uplift = 'uplift { interval { lower upper } liftInterval { lower upper } }';

/** The share of the intervals that hold the truth, of all that there are. */
function coverage(intervals: readonly (Interval | null | undefined)[], truth: number): number {
  const there = intervals.filter((interval) => interval != null);
  expect(there.length).toBeGreaterThan(0.95 * campaigns);
  return there.filter(({ lower, upper }) => lower <= truth && truth <= upper).length / there.length;
}

it('intervals of 1,000 campaigns with a known effect hold it in 93 to 97 of 100', async () => {
  const graph = await openGraph(database, '2026-04-01');
  const { data, errors, statements } =
    await graph.ask(`{ campaignResults(first: ${campaigns}) { edges { node { results {
    isControl conversion${uplift.replace('uplift', 'Uplift')} revenue { ${uplift} } } } } } }`);
  expect(errors).toEqual([]);
  expect(statements).toHaveLength(1);
  const { edges } = data['campaignResults'] as { edges: { node: { results: Treatment[] } }[] };
  expect(edges).toHaveLength(campaigns);
  const found = edges.flatMap(({ node }) => node.results.filter(({ isControl }) => !isControl));
  const [rates, means] = [found.map((one) => one.conversionUplift), found.map(({ revenue }) => revenue.uplift)];
  const shares = {
    rates: coverage(
      rates.map((one) => one?.interval),
      rate - rateInControl,
    ),
    means: coverage(
      means.map((one) => one?.interval),
      spent * (rate - rateInControl),
    ),
    ratesByRates: coverage(
      rates.map((one) => one?.liftInterval),
      rate / rateInControl - 1,
    ),
    meansByMeans: coverage(
      means.map((one) => one?.liftInterval),
      rate / rateInControl - 1,
    ),
  };
  process.stdout.write(`coverage of 95 % intervals: ${JSON.stringify(shares)}\n`);
  for (const share of Object.values(shares)) {
    expect(share).toBeGreaterThanOrEqual(0.93);
    expect(share).toBeLessThanOrEqual(0.97);
  }
}, 120_000);
