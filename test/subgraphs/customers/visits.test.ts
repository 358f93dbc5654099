import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { openGraph } from '../../support/graph.js';
import { addCustomers } from '../../support/sample.js';
import { addRows } from '../campaigns/sampleCampaigns.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

const visit = (customer_id: string, started_at: string, more: object = {}) => ({
  customer_id,
  day: started_at.slice(0, 10),
  session_key: 'browser',
  session_ip: '192.0.2.1',
  started_at,
  ended_at: started_at,
  events: 1,
  page_views: 1,
  ad_landings: 0,
  ...more,
});

beforeAll(async () => {
  database = await cloneDatabase();
  await addCustomers(database, [{ id: 'A' }, { id: 'B' }, { id: 'C' }]);
  await addRows(database, 'activity_visits', [
    visit('A', '2026-03-01T09:00:00.000001Z', {
      ended_at: '2026-03-01T09:10:00Z',
      events: 4,
      page_views: 3,
      landing_page: '/shoes',
      exit_page: '/cart',
      referrer: 'search.example',
      source: 'search',
      medium: 'cpc',
      campaign: 'spring',
      term: 'red shoe',
      content: 'banner',
      click_id_type: 'gclid',
      click_id: 'x1',
      channel: 'Paid Search',
      device: 'desktop',
      browser: 'Firefox',
      pages: '/cart\u001f/shoes\u001f/shoes',
    }),
    visit('A', '2026-03-02T00:00:00Z'),
    // Details are kept, and no page was viewed.
    visit('C', '2026-03-02T00:00:00Z', { page_views: 0, pages: '' }),
    // Three at one instant, told apart by key and address.
    visit('A', '2026-02-28T12:00:00Z', { session_key: 'one', device: 'phone' }),
    visit('A', '2026-02-28T12:00:00Z', { session_key: 'two' }),
    visit('A', '2026-02-28T12:00:00Z', { session_key: 'two', session_ip: '192.0.2.2' }),
    visit('B', '2026-03-01T10:00:00Z'),
    visit('', '2026-03-03T10:00:00Z'),
    visit('X', '2026-03-03T10:00:00Z'),
  ]);
  graph = await openGraph(database);
});
afterAll(() => database?.drop());

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: Readonly<Record<string, unknown>> }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const pageOf = (data: Readonly<Record<string, unknown>>): Page => (data['customer'] as { visits: Page }).visits;

async function ask(given: string, node = 'startedAt') {
  const { data, errors, statements } = await graph.ask(
    `{ customer(id: "A") { visits${given} { edges { cursor node { ${node} } } pageInfo { hasNextPage endCursor } } } }`,
  );
  expect(errors).toEqual([]);
  return { ...pageOf(data), statements };
}

describe('visits of a customer', () => {
  it('have every field of the contract', async () => {
    const { edges } = await ask(
      '(from: "2026-03-01", to: "2026-03-01")',
      `day startedAt endedAt events pageViews landingPage exitPage referrer source medium campaign term content clickIdType
        clickId channelGroup device browser pages`,
    );
    expect(edges.map(({ node }) => node)).toEqual([
      {
        day: '2026-03-01',
        startedAt: '2026-03-01T09:00:00.000001Z',
        endedAt: '2026-03-01T09:10:00Z',
        events: 4,
        pageViews: 3,
        landingPage: '/shoes',
        exitPage: '/cart',
        referrer: 'search.example',
        source: 'search',
        medium: 'cpc',
        campaign: 'spring',
        term: 'red shoe',
        content: 'banner',
        clickIdType: 'gclid',
        clickId: 'x1',
        channelGroup: 'Paid Search',
        device: 'desktop',
        browser: 'Firefox',
        pages: ['/cart', '/shoes', '/shoes'],
      },
    ]);
    expect((await ask('(from: "2026-03-02")', 'pages device')).edges[0]?.node).toEqual({ pages: null, device: null });
  });

  it('have no pages where none was viewed', async () => {
    const { data } = await graph.ask('{ customer(id: "C") { visits { edges { node { pageViews pages } } } } }');
    expect(pageOf(data).edges.map(({ node }) => node)).toEqual([{ pageViews: 0, pages: [] }]);
  });

  it('come the newest first, those of the customer alone', async () => {
    const { edges } = await ask('');
    expect(edges.map(({ node }) => node['startedAt'])).toEqual([
      '2026-03-02T00:00:00Z',
      '2026-03-01T09:00:00.000001Z',
      '2026-02-28T12:00:00Z',
      '2026-02-28T12:00:00Z',
      '2026-02-28T12:00:00Z',
    ]);
  });

  it.each([
    ['(from: "2026-03-01")', 2],
    ['(to: "2026-02-28")', 3],
    ['(from: "2026-02-28", to: "2026-03-01")', 4],
    ['(from: "2026-03-03", to: "9999-12-31")', 0],
  ])('of %s are %s', async (given, count) => {
    expect((await ask(given)).edges).toHaveLength(count);
  });

  it('are each on one page, whatever the size, and cursors hold neither session key nor address', async () => {
    const whole = (await ask('', 'startedAt device')).edges;
    for (const first of [1, 2, 4]) {
      const seen: Page['edges'][number][] = [];
      let after = '';
      for (let more = true; more;) {
        const page: Page = await ask(`(first: ${first}${after})`, 'startedAt device');
        seen.push(...page.edges);
        more = page.pageInfo.hasNextPage;
        after = `, after: "${page.pageInfo.endCursor}"`;
      }
      expect(seen).toEqual(whole);
    }
    const cursors = whole.map(({ cursor }) => Buffer.from(cursor, 'base64url').toString());
    expect(cursors.filter((text) => /192\.0|browser|one|two/.test(text))).toEqual([]);
    expect(new Set(cursors).size).toBe(5);
  });

  it('are read in one statement for all customers, with what is asked alone', async () => {
    const { data, errors, statements } = await graph.ask(
      '{ customers { edges { node { id visits(first: 2) { edges { node { day device } } } } } } }',
    );
    expect(errors).toEqual([]);
    const nodes = (data['customers'] as { edges: { node: { id: string; visits: Page } }[] }).edges;
    expect(nodes.map(({ node: { id, visits } }) => [id, visits.edges.length])).toEqual([
      ['A', 2],
      ['B', 1],
      ['C', 1],
    ]);
    expect(statements).toHaveLength(2);
    expect([...(statements[1]?.text ?? '').matchAll(/ as "(\w+)"/g)].map(([, name]) => name)).toEqual([
      'customerId',
      'day',
      'device',
      '_at',
      '_key',
      '_place',
    ]);
  });

  it.each([
    ['(from: "2026-03-02", to: "2026-03-01")', 'BAD_USER_INPUT'],
    ['(first: 1001)', 'PAGE_SIZE_EXCEEDED'],
    ['(after: "x")', 'INVALID_CURSOR'],
  ])('refuse %s', async (given, code) => {
    const { errors } = await graph.ask(`{ customer(id: "A") { visits${given} { edges { node { day } } } } }`);
    expect(errors).toMatchObject([{ code }]);
  });

  it('refuse the cursor of other days', async () => {
    const { pageInfo } = await ask('(from: "2026-02-28", first: 1)');
    const { errors } = await graph.ask(
      `{ customer(id: "A") { visits(after: "${pageInfo.endCursor}") { edges { node { day } } } } }`,
    );
    expect(errors).toMatchObject([{ code: 'INVALID_CURSOR' }]);
  });
});
