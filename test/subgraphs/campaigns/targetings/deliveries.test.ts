import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../../support/database.js';
import { openGraph } from '../../../support/graph.js';
import { addRows, addSample } from '../sampleCampaigns.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

const delivery = (customer_id: string, pk: string, campaign_id: string, delivery_datetime: string) => ({
  customer_id,
  pk,
  campaign_id,
  delivery_datetime,
  is_control: false,
  load_id: 0,
});

beforeAll(async () => {
  database = await cloneDatabase();
  await addSample(database);
  await addRows(database, 'campaign_recipients', [
    {
      ...delivery('A', 'k1', 'P1', '2026-03-01T09:00:00.000001Z'),
      campaign_name: 'Spring sent',
      campaign_type: 'Recurring',
      segment_id: 's1',
      segment_name: 'Big spenders',
      sub_audience_name: 'Lyon',
      treatment_name: 'Control group',
      is_control: true,
      destination_name: 'Mailer',
      launch_datetime: '2026-03-02T09:30:00+02:00',
    },
    { ...delivery('A', 'k3', 'unknown', '2026-03-01T09:00:00.000002Z') },
    { ...delivery('A', 'k2', 'P2', '2026-03-01T09:00:00.000002Z') },
    { ...delivery('A', 'k4', 'P2', '2025-12-31T23:00:00Z') },
    { ...delivery('B', 'k1', 'P3', '2026-03-01T09:00:00Z') },
    { ...delivery('', 'k1', 'P3', '2026-03-01T09:00:00Z') },
  ]);
  graph = await openGraph(database);
});
afterAll(() => database?.drop());

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: Readonly<Record<string, unknown>> }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly endCursor: string | null;
  };
}

async function pageOf(first: number | null, after: string | null = null): Promise<Page> {
  const { data, errors } = await graph.ask(
    `query ($first: Int, $after: String) { customer(id: "A") { campaignDeliveries(first: $first, after: $after) {
      edges { cursor node { campaignId deliveryDatetime } } pageInfo { hasNextPage hasPreviousPage endCursor } } } }`,
    { first, after },
  );
  expect(errors).toEqual([]);
  return (data['customer'] as { campaignDeliveries: Page }).campaignDeliveries;
}

const campaignsOf = ({ edges }: Page): unknown[] => edges.map(({ node }) => node['campaignId']);

describe('campaignDeliveries', () => {
  it('have every field of the contract', async () => {
    const { data, errors } = await graph.ask(`{ customer(id: "A") { campaignDeliveries(first: 3) { edges { node {
      campaignId campaignName campaignType campaign { planId name } segmentId segmentName subAudienceName treatmentName
      isControl destinationName deliveryDatetime launchDatetime } } } } }`);
    expect(errors).toEqual([]);
    const { edges } = (data['customer'] as { campaignDeliveries: Page }).campaignDeliveries;
    expect(edges.map(({ node }) => node)[2]).toEqual({
      campaignId: 'P1',
      campaignName: 'Spring sent',
      campaignType: 'Recurring',
      campaign: { planId: 'P1', name: 'Spring' },
      segmentId: 's1',
      segmentName: 'Big spenders',
      subAudienceName: 'Lyon',
      treatmentName: 'Control group',
      isControl: true,
      destinationName: 'Mailer',
      deliveryDatetime: '2026-03-01T09:00:00.000001Z',
      launchDatetime: '2026-03-02T07:30:00Z',
    });
    expect(edges[1]?.node).toMatchObject({ campaignId: 'unknown', campaign: null, launchDatetime: null });
  });

  it('come the newest first, to the microsecond, and page by page', async () => {
    expect(campaignsOf(await pageOf(null))).toEqual(['P2', 'unknown', 'P1', 'P2']);
    const seen: unknown[] = [];
    let page = await pageOf(1);
    expect(page.pageInfo.hasPreviousPage).toBe(false);
    for (;;) {
      seen.push(...campaignsOf(page));
      if (!page.pageInfo.hasNextPage) break;
      page = await pageOf(1, page.pageInfo.endCursor);
      expect(page.pageInfo.hasPreviousPage).toBe(true);
    }
    expect(seen).toEqual(['P2', 'unknown', 'P1', 'P2']);
  });

  it('refuse foreign cursors and pages that are too large', async () => {
    const cursor = (...parts: readonly unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
    const bad = [
      'x',
      cursor('campaignTargetings', '', null, '2026-03-01', 'P1'),
      cursor('campaignDeliveries', '', null, '2026-03-01', 'k1'),
      cursor('campaignDeliveries', '', null, '2026-03-01 09:00:00+00', null),
      cursor('campaignDeliveries', '', null, '2026-02-30 09:00:00+00', 'k1'),
    ];
    for (const after of bad) {
      const { errors } = await graph.ask(
        'query ($after: String) { customer(id: "A") { campaignDeliveries(after: $after) { edges { cursor } } } }',
        { after },
      );
      expect(errors).toMatchObject([{ code: 'INVALID_CURSOR' }]);
    }
    const { errors } = await graph.ask(
      '{ customer(id: "A") { campaignDeliveries(first: 1001) { edges { cursor } } } }',
    );
    expect(errors).toMatchObject([{ code: 'PAGE_SIZE_EXCEEDED' }]);
  });

  it('are read in one statement for all customers, with one more for their campaigns', async () => {
    const ask = (first: number) =>
      graph.ask(
        `query ($first: Int) { customers(first: $first) { edges { node { id campaignDeliveries {
          edges { node { campaignId campaign { name } } } } } } } }`,
        { first },
      );
    const [one, both] = [await ask(1), await ask(2)];
    expect(both.statements).toHaveLength(3);
    expect(both.statements.map(({ text }) => text)).toEqual(one.statements.map(({ text }) => text));
    const nodes = (both.data['customers'] as { edges: { node: { id: string; campaignDeliveries: Page } }[] }).edges;
    expect(nodes.map(({ node }) => [node.id, campaignsOf(node.campaignDeliveries)])).toEqual([
      ['A', ['P2', 'unknown', 'P1', 'P2']],
      ['B', ['P3']],
    ]);
  });
});
