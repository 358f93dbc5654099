import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../../support/database.js';
import { openGraph } from '../../../support/graph.js';
import { addActions, addChannels, addPlans, type ListPage } from './samplePlans.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

/** A multichannel action, control without a channel, two actions of one campaign, a campaign without actions. */
beforeAll(async () => {
  database = await cloneDatabase();
  await addPlans(database, [
    {
      id: 'm',
      start: '2026-02-01',
      end: '2026-03-01',
      name: 'Many',
      marketingAction: 'Offer',
      group: ['G1', 'Shoppers', 1],
      type: [1, 'Test/Control'],
      status: 'Delivered',
      tags: ['one', 'two, three'],
      brand: 'North',
    },
    { id: 'none', start: '2026-02-01', tags: ['one'] },
    { id: 'ab', start: '2026-03-01' },
    { id: 'old', start: '2025-01-01' },
  ]);
  await addActions(database, [
    ['m', 'm1', 1, 'DN'],
    ['m', 'm2', 2, 'Offer'],
    ['ab', 'A', 3, 'A'],
    ['ab', 'B', 4, 'B'],
    ['old', 'o', 5, 'Old'],
    ['lost', 'l', 5, 'Of an unknown campaign'],
  ]);
  await addChannels(database, [
    ['m', 'm2', 'k3', 3, 'Email', ['T1', 'Long'], 'P1'],
    ['m', 'm2', 'k1', 4, 'SMS'],
    ['m', 'm2', 'k2', 5, 'Push', ['T2', 'Short']],
    ['ab', 'A', 'k1', 3, 'Email'],
    ['ab', 'B', 'k1', 4, 'SMS'],
    ['old', 'o', 'k1', 3, 'Email'],
    ['none', 'unknown', 'k1', 3, 'Email'],
  ]);
  graph = await openGraph(database);
});
afterAll(() => database?.drop());

interface Scheduled {
  readonly campaign: {
    readonly planId: string;
    readonly tagNames: readonly string[];
    readonly [field: string]: unknown;
  };
  readonly action: { readonly planDetailId: string; readonly [field: string]: unknown } | null;
  readonly channel: { readonly planDetailChannelId: string; readonly [field: string]: unknown } | null;
}

const keys =
  'totalCount edges { cursor node { campaign { planId } action { planDetailId } channel { planDetailChannelId } } }';
const source = (selection: string) =>
  `query ($filter: FacetCampaignFilter, $first: Int, $after: String, $last: Int, $before: String) {
    list: scheduledCampaigns(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
      ${selection} pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
const ask = async (variables: Record<string, unknown> = {}, selection = keys) => {
  const { data, errors, statements } = await graph.ask(source(selection), variables);
  expect(errors).toEqual([]);
  return { page: data['list'] as ListPage<Scheduled>, statements };
};
const named = ({ edges }: ListPage<Scheduled>) =>
  edges.map(({ node: { campaign, action, channel } }) =>
    [campaign.planId, action?.planDetailId ?? '-', channel?.planDetailChannelId ?? '-'].join('/'),
  );
const all = ['ab/A/k1', 'ab/B/k1', 'm/m1/-', 'm/m2/k1', 'm/m2/k2', 'm/m2/k3', 'none/-/-', 'old/o/k1'];

describe('scheduledCampaigns', () => {
  it('has the rows and values of the SQL view, in one statement', async () => {
    const { page, statements } = await ask(
      {},
      `edges { node { campaign { planId name type typeName targetGroup { id name priority } marketingActionName status
        tagNames executionStartDate executionEndDate brand }
        action { planId planDetailId campaignActionId campaignActionName isControl }
        channel { planDetailChannelId channelId channelName templateId templateName promotionId } } }`,
    );
    expect(statements).toHaveLength(1);
    const group = (campaign: Scheduled['campaign']) =>
      (campaign['targetGroup'] ?? {}) as { id?: string; name?: string; priority?: number };
    const served = page.edges.map(({ node: { campaign, action, channel } }) => ({
      plan_id: campaign.planId,
      campaign_name: campaign['name'],
      plan_detail_id: action?.planDetailId ?? null,
      plan_detail_channel_id: channel?.planDetailChannelId ?? null,
      target_group_id: group(campaign).id ?? null,
      target_group_name: group(campaign).name ?? null,
      target_group_priority: group(campaign).priority ?? null,
      marketing_action_name: campaign['marketingActionName'],
      campaign_action_id: action?.['campaignActionId'] ?? null,
      campaign_action_name: action?.['campaignActionName'] ?? null,
      campaign_type: campaign['type'],
      campaign_type_name: campaign['typeName'],
      channel_id: channel?.['channelId'] ?? null,
      channel_name: channel?.['channelName'] ?? null,
      template_id: channel?.['templateId'] ?? null,
      template_name: channel?.['templateName'] ?? null,
      promotion_id: channel?.['promotionId'] ?? null,
      tag_names: campaign.tagNames.join(', '),
      status: campaign['status'],
      execution_start_date: campaign['executionStartDate'],
      execution_end_date: campaign['executionEndDate'],
      brand: campaign['brand'],
    }));
    const view = await database.client`
      select * from bi.vw_scheduled_campaigns_v1_2
      order by execution_start_date desc, plan_id, plan_detail_id, plan_detail_channel_id`;
    expect(view).toHaveLength(all.length);
    expect(served).toEqual(view.map((row) => ({ ...row })));
    const controls = page.edges.map(({ node: { action } }) => action?.['isControl'] ?? null);
    expect(controls).toEqual([false, false, true, false, false, false, null, false]);
  });

  it.each<[object, string[]]>([
    [{}, all],
    [{ channelIds: [3] }, ['ab/A/k1', 'm/m2/k3', 'old/o/k1']],
    [{ channelNames: ['SMS', 'Push'] }, ['ab/B/k1', 'm/m2/k1', 'm/m2/k2']],
    [{ channelIds: [3, 4], channelNames: ['SMS'] }, ['ab/B/k1', 'm/m2/k1']],
    [{ channelIds: [] }, []],
    [{ planIds: ['none', 'ab'] }, ['ab/A/k1', 'ab/B/k1', 'none/-/-']],
    [{ from: '2026-03-02', to: '2026-02-15' }, ['none/-/-', 'old/o/k1']],
    [{ targetGroupNames: ['Shoppers'], channelIds: [5] }, ['m/m2/k2']],
    [{ tagNames: ['one'] }, all.slice(2, 7)],
    [{ statuses: ['Delivered'], types: [1], search: 'SHOP' }, all.slice(2, 6)],
  ])('of %j are %j', async (filter, expected) => {
    const { page, statements } = await ask({ filter });
    expect(named(page)).toEqual(expected);
    expect(page.totalCount).toBe(expected.length);
    expect(statements).toHaveLength(2);
  });

  it('counts without reading where nothing else is asked', async () => {
    const { data, statements } = await graph.ask('{ scheduledCampaigns { totalCount } }');
    expect(data).toEqual({ scheduledCampaigns: { totalCount: all.length } });
    expect(statements).toHaveLength(1);
  });

  it.each([1, 2, 3, 5])('is met whole by pages of %i both ways, over what has no action or channel', async (size) => {
    const walk = async (sizeName: string, cursorName: string, side: 'endCursor' | 'startCursor') => {
      const pages: string[][] = [];
      for (let cursor: string | null = null, more = true; more;) {
        const { page } = await ask({ [sizeName]: size, [cursorName]: cursor });
        pages.push(named(page));
        cursor = page.pageInfo[side];
        more = page.pageInfo[side === 'endCursor' ? 'hasNextPage' : 'hasPreviousPage'];
      }
      return pages;
    };
    expect((await walk('first', 'after', 'endCursor')).flat()).toEqual(all);
    expect((await walk('last', 'before', 'startCursor')).toReversed().flat()).toEqual(all);
  });

  it('is read between any two of its rows', async () => {
    const { page } = await ask();
    const cursors = page.edges.map(({ cursor }) => cursor);
    for (let from = 0; from < all.length; from += 1)
      for (let to = from + 1; to < all.length; to += 2) {
        const between = await ask({ after: cursors[from], before: cursors[to], last: 20 });
        expect(named(between.page)).toEqual(all.slice(from + 1, to));
      }
  });
});
