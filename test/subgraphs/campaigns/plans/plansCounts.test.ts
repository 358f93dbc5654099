import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDoor } from '../../../../src/db/door.js';
import type { Statement } from '../../../../src/db/sql.js';
import { createContext } from '../../../../src/federation/requestContext.js';
import { occurrenceLoader } from '../../../../src/subgraphs/campaigns/plans/loaders.js';
import { cloneDatabase, type TestDatabase } from '../../../support/database.js';
import { vacuumWhole } from '../../../support/vacuum.js';
import { openGraph } from '../../../support/graph.js';
import { openScope } from '../../../support/scope.js';
import type { ListPage } from './samplePlans.js';

const plans = 50;
const days = 12;

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

/**
 * 50 campaigns of four variants with two channels each, the first of them control, on 12 days, each of 1 to 40 of 300 customers:
 * spread over variants and exclusion by a sum that has no pattern of its own. Customer '' is in every occurrence.
 */
beforeAll(async () => {
  database = await cloneDatabase();
  const { client } = database;
  await client`
    insert into facet.campaigns (plan_id, campaign_name, execution_start_date)
    select 'p' || n, 'Name', '2026-01-01'::date + n from generate_series(1, ${plans}) as n`;
  await client`
    insert into facet.campaign_actions (plan_id, plan_detail_id, campaign_action_id, campaign_action_name)
    select plan_id, 'd' || n, n, case n when 1 then 'DN' else 'Offer' end
    from facet.campaigns, generate_series(1, 4) as n where not (n = 4 and plan_id = 'p7')`;
  await client`
    insert into facet.campaign_action_channels (plan_id, plan_detail_id, plan_detail_channel_id, channel_id, channel_name)
    select plan_id, plan_detail_id, 'k' || n, n, 'Channel'
    from facet.campaign_actions, generate_series(1, 2) as n where campaign_action_id > 1`;
  await client`
    insert into facet.campaign_targetings (customer_id, execution_date, plan_id, plan_detail_id, last_updated_time, load_id)
    select case k when 0 then '' else 'c' || (p * 31 + d * 17 + k * 7) % 300 end, '2026-03-01'::date + d, 'p' || p,
      nullif('d' || (p * 13 + d * 5 + k * k) % 5, 'd0'), now(), 0
    from generate_series(1, ${plans}) as p cross join generate_series(1, ${days}) as d
    cross join lateral generate_series(0, 1 + (p * d) % 40) as k`;
  await client`
    insert into facet.coupon_redemptions (customer_id, redemption_id, plan_id, coupon_id, redemption_date, load_id)
    select case n % 9 when 0 then '' else 'c' || n % 11 end, n, 'p' || 1 + n % 45, 'C', '2026-03-05', 0
    from generate_series(1, 600) as n`;
  // Tests do not wait for commits to be written, and rows are marked as visible to all only once they are.
  await client`checkpoint`;
  for (const table of ['campaign_targetings', 'coupon_redemptions']) await vacuumWhole(client, table);
  graph = await openGraph(database);
});
afterAll(() => database?.drop());

const nested = (first: number, occurrences = 3) =>
  graph.ask(`{ campaigns(first: ${first}) { edges { node { planId redemptions { count customers }
    actions { planDetailId channels { channelName } }
    occurrences(first: ${occurrences}) { edges { node { executionDate targeted control excluded
      actions { planDetailId count action { campaignActionName channels { channelId } } } } } pageInfo { hasNextPage } } } } } }`);

interface Occurrence {
  readonly executionDate: string;
  readonly targeted: number;
  readonly control: number;
  readonly excluded: number;
  readonly actions: readonly { readonly planDetailId: string; readonly count: number }[];
}

interface Plan {
  readonly planId: string;
  readonly redemptions: object;
  readonly occurrences: ListPage<Occurrence>;
}

const plansIn = (data: Record<string, unknown>) => (data['campaigns'] as ListPage<Plan>).edges.map(({ node }) => node);

const expectIndexAlone = async ({ text, values }: Statement): Promise<void> => {
  const rows = await database.client.unsafe(`explain (analyze, costs off) ${text}`, values as string[]);
  const plan = rows.map((row) => String(row['QUERY PLAN'])).join('\n');
  expect(plan).toContain('Index Only Scan using campaign_targetings_campaign');
  expect(plan).toContain('Heap Fetches: 0');
  expect(plan).not.toMatch(/(Seq|Heap|Index) Scan (using \w+ )?on campaign_targetings/);
};

describe('counts of occurrences', () => {
  it('are those of a statement for each, which reads the rows', async () => {
    const { data, errors } = await nested(plans, days + 1);
    expect(errors).toEqual([]);
    const read = plansIn(data);
    expect(read).toHaveLength(plans);
    for (const { planId, occurrences } of read.filter((_, n) => n % 7 === 0)) {
      expect(occurrences.edges).toHaveLength(days);
      for (const { node } of occurrences.edges) {
        const rows = await database.client<{ state: string; detail: string | null }[]>`
          select targeting_state as state, plan_detail_id as detail from bi.vw_targeted_and_excluded_customers_v1_2
          where plan_id = ${planId} and execution_date = ${node.executionDate}`;
        const having = (wanted: string) => rows.filter(({ state }) => state === wanted).length;
        expect([node.targeted, node.control, node.excluded]).toEqual(['TARGETED', 'CONTROL', 'EXCLUDED'].map(having));
        const details = [...new Set(rows.flatMap(({ detail }) => detail ?? []))].toSorted();
        expect(node.actions.map(({ planDetailId, count }) => [planDetailId, count])).toEqual(
          details.map((wanted) => [wanted, rows.filter(({ detail }) => detail === wanted).length]),
        );
      }
    }
  });

  it('are the newest of each campaign on a page', async () => {
    const [three, whole] = [await nested(plans), await nested(plans, days)];
    const cut = plansIn(whole.data).map(({ occurrences }) => occurrences.edges.slice(0, 3));
    expect(plansIn(three.data).map(({ occurrences }) => occurrences.edges)).toEqual(cut);
    const more = plansIn(three.data).map(({ occurrences }) => occurrences.pageInfo.hasNextPage);
    expect(new Set(more)).toEqual(new Set([true]));
    expect(cut[0]?.map(({ node }) => node.executionDate)).toEqual(['2026-03-13', '2026-03-12', '2026-03-11']);
  });

  it('are refused where together the pages are too large, and not counted', async () => {
    expect((await nested(plans, 1000)).errors).toEqual([]);
    await database.client`
      insert into facet.campaigns (plan_id, campaign_name, execution_start_date) values ('later', 'Name', '2026-05-01')`;
    const refused = await nested(plans + 1, 1000);
    await database.client`delete from facet.campaigns where plan_id = 'later'`;
    expect(refused.errors[0]).toMatchObject({
      code: 'TOO_MANY_VALUES',
      message:
        'The question asks for up to 51000 occurrences (51 pages of 1000), and 50000 are the most; ask for smaller pages.',
    });
    expect(refused.statements.filter(({ text }) => text.includes('facet.campaign_targetings'))).toEqual([]);
  });

  it('come by campaign and day too, in one statement, null where the campaign did not run', async () => {
    const statements: Statement[] = [];
    const db = createDoor(database.client, { onStatement: (statement) => statements.push(statement) });
    const context = createContext(openScope(database, { db }));
    const wanted = [
      ['p1', '2026-03-02'],
      ['p2', '2026-03-02'],
      ['p1', '2026-03-01'],
      ['lost', '2026-03-02'],
      ['p1', '2026-03-02'],
    ] as const;
    const load = ([planId, executionDate]: (typeof wanted)[number]) =>
      occurrenceLoader(context).load({ planId, executionDate });
    const rows = await Promise.all(wanted.map(load));
    // p1 on its first day has customers 1 and 2: 13 + 5 + 1 and 13 + 5 + 4 leave 4 and 2, both sent; p2: 26 + 5 + 1, + 4, + 9 leave 2, 0, 0.
    const action = (planId: string, planDetailId: string) => ({ planId, planDetailId, count: 1 });
    const ofDay = { executionDate: '2026-03-02', control: 0 };
    const first = {
      ...ofDay,
      planId: 'p1',
      targeted: 2,
      excluded: 0,
      actions: [action('p1', 'd2'), action('p1', 'd4')],
    };
    const second = { ...ofDay, planId: 'p2', targeted: 1, excluded: 2, actions: [action('p2', 'd2')] };
    expect(rows).toEqual([first, second, null, null, first]);
    expect(statements).toHaveLength(1);
    await expectIndexAlone(statements[0] as Statement);
  });
});

describe('redemptions', () => {
  it('are those of a statement for each campaign, which reads the rows', async () => {
    const { data } = await nested(plans);
    for (const { planId, redemptions } of plansIn(data)) {
      const rows = await database.client<{ customer: string }[]>`
        select customer_id as customer from facet.coupon_redemptions where plan_id = ${planId} and customer_id > ''`;
      expect(redemptions).toEqual({ count: rows.length, customers: new Set(rows.map((row) => row.customer)).size });
    }
  });
});

describe('statements', () => {
  it('of redemptions can be answered by their index alone', async () => {
    const { statements } = await nested(1);
    const { text = '', values = [] } = statements.find((one) => one.text.includes('facet.coupon_redemptions')) ?? {};
    const plan = await database.client.begin(async (transaction) => {
      // The sample is too small for an index to be worth it.
      await transaction`set local enable_seqscan to off`;
      await transaction`set local enable_bitmapscan to off`;
      const rows = await transaction.unsafe(`explain (analyze, costs off) ${text}`, values as string[]);
      return rows.map((row) => String(row['QUERY PLAN'])).join('\n');
    });
    expect(plan).toContain('Index Only Scan using coupon_redemptions_campaign');
    expect(plan).toContain('Heap Fetches: 0');
  });

  it('are as many for 50 campaigns with occurrences, actions and channels as for one', async () => {
    const [one, fifty] = [await nested(1), await nested(plans)];
    expect([...one.errors, ...fifty.errors]).toEqual([]);
    expect(fifty.statements).toHaveLength(5);
    expect(one.statements.map(({ text }) => text).toSorted()).toEqual(
      fifty.statements.map(({ text }) => text).toSorted(),
    );
  });

  it('of counts read the index alone', async () => {
    const { statements } = await nested(plans);
    const counting = statements.filter(({ text }) => text.includes('facet.campaign_targetings'));
    expect(counting).toHaveLength(1);
    await expectIndexAlone(counting[0] as Statement);
  });
});
