import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../../support/database.js';
import { openGraph } from '../../../support/graph.js';
import { addActions, addChannels, addPlans, type ListPage } from './samplePlans.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

/** Seven campaigns, of which b, c and d begin on one day; in the order of the list: g f e b c d a. */
beforeAll(async () => {
  database = await cloneDatabase();
  await addPlans(database, [
    { id: 'a', start: '2026-01-01', end: '2026-01-31', name: '100% Wolle_x', status: 'Delivered', tags: ['wool'] },
    { id: 'd', start: '2026-02-01', name: '100 Wollex', status: 'Planned', type: [4, 'Stream'] },
    { id: 'b', start: '2026-02-01', end: '2026-02-01', group: ['G1', 'Éva', 1], tags: ['Wool', 'big, red'] },
    { id: 'c', start: '2026-02-01', end: '2026-02-28', group: ['G2', 'Other', 2], type: [1, 'Test/Control'] },
    { id: 'e', start: '2026-03-01', marketingAction: 'Wollaktion', status: 'Delivered', type: [1, 'Test/Control'] },
    { id: 'f', start: '2026-04-01', group: ['G1', 'Éva', 1], status: 'delivered', tags: ['wool', 'x\\y'] },
    { id: 'G', start: '2026-05-01', end: '2026-06-30', name: 'Last' },
  ]);
  await addActions(database, [
    ['b', 'b1', 1, 'DN'],
    ['b', 'b2', 2, 'Offer'],
    ['c', 'c1', 2, 'Offer'],
    ['c', 'c2', 3, 'Offer'],
    ['f', 'f1', 2, 'Offer'],
  ]);
  await addChannels(database, [
    ['b', 'b2', 'k1', 3, 'Email'],
    ['b', 'b2', 'k2', 4, 'SMS'],
    ['c', 'c1', 'k1', 3, 'Email'],
    ['c', 'c2', 'k1', 5, 'sms'],
    ['f', 'f1', 'k1', 4, 'SMS'],
    ['e', 'lost', 'k1', 4, 'SMS'],
  ]);
  graph = await openGraph(database);
});
afterAll(() => database?.drop());

const all = 'G f e b c d a';
const source = (list: string, selection: string) =>
  `query ($filter: FacetCampaignFilter, $first: Int, $after: String, $last: Int, $before: String) {
    list: ${list}(filter: $filter, first: $first, after: $after, last: $last, before: $before) { ${selection} } }`;
const pageFields = 'edges { cursor node { planId } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';

const ask = async (variables: Record<string, unknown>, selection = pageFields) => {
  const { data, errors, statements } = await graph.ask(source('campaigns', selection), variables);
  expect(errors).toEqual([]);
  return { page: data['list'] as ListPage<{ planId: string }>, statements };
};
const keysOf = ({ edges }: ListPage<{ planId: string }>) => edges.map(({ node }) => node.planId).join(' ');
const found = async (filter: object) => {
  const { page, statements } = await ask({ filter }, `totalCount ${pageFields}`);
  expect(statements).toHaveLength(2);
  expect(page.totalCount).toBe(page.edges.length);
  return keysOf(page);
};

describe('campaigns', () => {
  it('are all, those that began last first, in one statement', async () => {
    const { page, statements } = await ask({});
    expect(keysOf(page)).toBe(all);
    expect(statements).toHaveLength(1);
    expect(await found({})).toBe(all);
  });

  it.each<[object, string]>([
    [{ planIds: ['a', ' c ', 'lost', 'a'] }, 'c a'],
    [{ planIds: [] }, ''],
    [{ from: '2026-02-01' }, 'G f e b c d'],
    [{ from: '2026-02-02' }, 'G f e c d'],
    [{ to: '2026-02-01' }, 'b c d a'],
    [{ to: '2026-01-31' }, 'a'],
    [{ from: '2026-02-15', to: '2026-03-15' }, 'e c d'],
    [{ from: '2026-12-31', to: '2026-02-01' }, 'd'],
    [{ channelIds: [3, 99] }, 'b c'],
    [{ channelIds: [4] }, 'f b'],
    [{ channelIds: [] }, ''],
    [{ channelNames: ['SMS'] }, 'f b'],
    [{ channelNames: ['sms', 'Fax'] }, 'c'],
    [{ channelNames: [] }, ''],
    [{ channelIds: [3], channelNames: ['sms'] }, 'c'],
    [{ targetGroupIds: ['G1'] }, 'f b'],
    [{ targetGroupIds: [' G2 ', 'G3'] }, 'c'],
    [{ targetGroupIds: [] }, ''],
    [{ targetGroupNames: ['Éva'] }, 'f b'],
    [{ targetGroupNames: ['éva'] }, ''],
    [{ targetGroupNames: [] }, ''],
    [{ tagNames: ['wool'] }, 'f a'],
    [{ tagNames: ['Wool', 'x\\y'] }, 'f b'],
    [{ tagNames: ['big'] }, ''],
    [{ tagNames: [] }, ''],
    [{ statuses: ['Delivered'] }, 'e a'],
    [{ statuses: ['Planned', 'delivered'] }, 'f d'],
    [{ statuses: [] }, ''],
    [{ types: [1] }, 'e c'],
    [{ types: [4, 70_000, -1] }, 'd'],
    [{ types: [] }, ''],
    [{ search: 'wOLL' }, 'e d a'],
    [{ search: 'WOOL' }, 'f b a'],
    [{ search: 'éVA' }, 'f b'],
    [{ search: ' g ' }, 'G b'],
    [{ search: '100%' }, 'a'],
    [{ search: 'E_X' }, 'a'],
    [{ search: 'X\\Y' }, 'f'],
    [{ search: '%' }, 'a'],
    [{ search: '_' }, 'a'],
    [{ search: '\\' }, 'f'],
    [{ search: "'; drop table facet.campaigns --" }, ''],
    [{ search: '  ' }, ''],
    [{ search: '' }, ''],
    [{ search: 'wool', statuses: ['delivered'] }, 'f'],
    [
      {
        planIds: ['b', 'c', 'f'],
        from: '2026-02-01',
        to: '2026-02-01',
        channelIds: [3],
        channelNames: ['SMS'],
        targetGroupIds: ['G1'],
        targetGroupNames: ['Éva'],
        tagNames: ['Wool'],
        search: 'name of',
      },
      'b',
    ],
  ])('of %j are %j', async (filter, expected) => {
    // The name of a sample that is not given one holds "of", and its key.
    expect(await found(filter)).toBe(expected);
  });

  it('are counted only where that is asked, and read only where anything else is', async () => {
    const { page, statements } = await ask({ filter: { to: '2026-02-01' }, first: 1 }, 'a: totalCount b: totalCount');
    expect(page).toEqual({ a: 4, b: 4 });
    expect(statements).toHaveLength(1);
    expect(statements[0]?.text).toContain('count(*)');
    const { page: counted } = await ask({ filter: { to: '2026-02-01' }, first: 1 }, `totalCount ${pageFields}`);
    expect([counted.totalCount, keysOf(counted)]).toEqual([4, 'b']);
  });
});

describe('pages of campaigns', () => {
  it.each([1, 2, 3, 7])('of %i meet all, forwards and backwards, over those that began on one day', async (size) => {
    const walk = async (sizeName: string, cursorName: string, side: 'endCursor' | 'startCursor') => {
      const pages: string[] = [];
      for (let cursor: string | null = null, more = true; more;) {
        const { page } = await ask({ [sizeName]: size, [cursorName]: cursor });
        pages.push(keysOf(page));
        cursor = page.pageInfo[side];
        more = page.pageInfo[side === 'endCursor' ? 'hasNextPage' : 'hasPreviousPage'];
      }
      return pages;
    };
    const forwards = await walk('first', 'after', 'endCursor');
    expect(forwards.join(' ')).toBe(all);
    expect(forwards).toHaveLength(Math.ceil(7 / size));
    const backwards = await walk('last', 'before', 'startCursor');
    expect(backwards.toReversed().join(' ')).toBe(all);
  });

  it('lie between two cursors, and keep the filter', async () => {
    const { page } = await ask({});
    const cursorOf = (key: string) => page.edges.find(({ node }) => node.planId === key)?.cursor;
    const between = { after: cursorOf('f'), before: cursorOf('d') };
    expect(keysOf((await ask(between)).page)).toBe('e b c');
    expect(keysOf((await ask({ ...between, last: 2 })).page)).toBe('b c');
    expect(keysOf((await ask({ after: cursorOf('a') })).page)).toBe('');
    const filter = { search: 'wool' };
    const { page: first } = await ask({ filter, first: 2 });
    expect(keysOf((await ask({ filter, first: 2, after: first.pageInfo.endCursor })).page)).toBe('a');
    const other = await graph.ask(source('campaigns', pageFields), { after: first.pageInfo.endCursor });
    expect(other.errors).toMatchObject([{ code: 'INVALID_CURSOR' }]);
  });

  it('begin with a statement that reads as far as the page goes', async () => {
    const { statements } = await ask({ first: 3 });
    expect(statements[0]?.values).toContain(4);
  });
});
