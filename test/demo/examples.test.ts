import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { fillDemo } from '../../src/demo/fillDemo.js';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { testJob } from '../support/job.js';

/** The examples of a document that asks the demo. */
const examplesOf = (document: string): string[] =>
  [...readFileSync(join(packageRoot, document), 'utf8').matchAll(/```graphql\n([\s\S]*?)```/g)].map(
    ([, example = '']) => example,
  );

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  const options = { seed: 20_240_229, customers: 500, days: 28, lastDay: '2026-02-28' };
  await fillDemo(testJob(database, '2026-03-01T09:00:00Z'), options);
}, 60_000);
afterAll(() => database.drop());

async function ask(example: string): Promise<Record<string, unknown>> {
  const graph = await openGraph(database, '2026-03-01');
  const { data, errors } = await graph.ask(example);
  expect([example, errors]).toEqual([example, []]);
  return data;
}

it.each([
  ['docs/asking.md', 4],
  ['docs/filters.md', 1],
])('%s holds examples that find customers in the demo', async (document, atLeast) => {
  const examples = examplesOf(document);
  expect(examples.length).toBeGreaterThanOrEqual(atLeast);
  for (const example of examples) {
    const { edges, totalCount } = (await ask(example))['customers'] as { edges?: unknown[]; totalCount?: number };
    expect([example, edges?.length ?? totalCount]).not.toEqual([example, 0]);
  }
});

/** Every list of edges in an answer, whatever it is in. */
function edgesIn(value: unknown): unknown[][] {
  if (typeof value !== 'object' || value === null) return [];
  const { edges } = value as { edges?: unknown[] };
  return [...(edges === undefined ? [] : [edges]), ...Object.values(value).flatMap(edgesIn)];
}

it('docs/campaigns.md holds examples that find something in the demo', async () => {
  const examples = examplesOf('docs/campaigns.md');
  expect(examples.length).toBeGreaterThan(5);
  for (const example of examples) {
    const data = await ask(example);
    expect([example, data]).not.toEqual([example, null]);
    for (const edges of edgesIn(data)) expect([example, edges.length]).not.toEqual([example, 0]);
    if ('customer' in data) expect(data['customer']).not.toBeNull();
  }
  const [, impact = ''] = examples;
  const explanation = examples.find((example) => example.includes('campaignExplanation')) ?? '';
  const { marketingImpact } = (await ask(impact))['customer'] as { marketingImpact: { targetings: unknown[] }[] };
  expect(marketingImpact).toHaveLength(31);
  expect(marketingImpact.flatMap(({ targetings }) => targetings)).not.toEqual([]);
  const { campaignExplanation } = (await ask(explanation))['customer'] as {
    campaignExplanation: { verdict: string } | null;
  };
  expect(campaignExplanation?.verdict).not.toBe('NOT_RUN');
});

it('docs/segment-insights.md holds examples that find something in the demo', async () => {
  const [insights = '', comparison = ''] = examplesOf('docs/segment-insights.md');
  const { segmentInsights: found } = (await ask(insights)) as { segmentInsights: Record<string, unknown> };
  expect(Object.values(found)).not.toContain(null);
  expect(found['customers']).toBeGreaterThan(50);
  expect(Number(found['revenue'])).toBeGreaterThan(1000);
  for (const { values } of found['breakdowns'] as { values: unknown[] }[]) expect(values.length).toBeGreaterThan(1);
  const { overlaps } = (await ask(comparison))['compareSegments'] as { overlaps: { customers: number }[] };
  expect(overlaps.map(({ customers }) => customers > 0)).toEqual([true, true, true]);
});

it('docs/orders.md holds examples that find something in the demo', async () => {
  const examples = examplesOf('docs/orders.md');
  expect(examples).toHaveLength(7);
  for (const example of examples) {
    const lists = edgesIn(await ask(example));
    expect([example, lists.length]).not.toEqual([example, 0]);
    for (const edges of lists) expect([example, edges.length]).not.toEqual([example, 0]);
  }
});

/** Every value of a field in an answer, whatever it is in. */
function valuesOf(field: string, value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (name === field ? [inner] : valuesOf(field, inner)));
}

it('README.md holds examples that find something in the demo', async () => {
  const answers: unknown[] = [];
  for (const example of examplesOf('README.md')) {
    const data = await ask(example);
    for (const edges of edgesIn(data)) expect([example, edges.length]).not.toEqual([example, 0]);
    answers.push(data);
  }
  const metrics = valuesOf('metrics', answers) as unknown[][];
  // The customer's, and the account's.
  expect(metrics).toHaveLength(2);
  for (const values of metrics) expect(values).not.toEqual([]);
});

it('examples of kpiAfter are of days that have an after', async () => {
  for (const document of ['README.md', 'docs/campaigns.md']) {
    const example = examplesOf(document).find((text) => text.includes('kpiAfter'));
    const changes = valuesOf('change', await ask(example ?? ''));
    expect([document, changes.length]).toEqual([document, 3]);
    expect([document, ...changes]).not.toContain(null);
  }
});

const pages = `query ($customers: Int, $targetings: Int) { customers(first: $customers) { edges { node {
  campaignTargetings(first: $targetings) { edges { node {
    executionDate state campaign { name } channels { channelName }
    profileOnExecutionDate { fields { ecomTotalNetSalesAmount1m } }
    kpiAfter(days: 3, kpis: ["ECOM_TOTAL_NET_SALES_AMOUNT"]) { before after change }
  } } }
} } } }`;

interface Targeting {
  readonly executionDate: string;
  readonly channels: readonly unknown[];
  readonly profileOnExecutionDate: object | null;
  readonly kpiAfter: readonly { readonly change: string | null }[];
}

it('50 customers with 20 targetings each, with campaign, channels and KPIs of the day, cost the statements of one', async () => {
  await database.client`
    insert into facet.campaign_targetings (customer_id, execution_date, plan_id, plan_detail_id, last_updated_time, load_id)
    select customer_id, date '2026-02-01' + n, plan_id, plan_detail_id, '2026-03-01', 0
    from (select customer_id from facet.customers order by customer_id limit 50) as c
    cross join generate_series(0, 27) as n
    join facet.campaign_actions on campaign_action_id > 1
    on conflict do nothing`;
  const graph = await openGraph(database, '2026-03-01');
  const ask = async (customers: number, targetings: number) => {
    const { data, errors, statements } = await graph.ask(pages, { customers, targetings });
    expect(errors).toEqual([]);
    const { edges } = data['customers'] as {
      edges: { node: { campaignTargetings: { edges: { node: Targeting }[] } } }[];
    };
    const rows = edges.flatMap(({ node }) => node.campaignTargetings.edges.map((edge) => edge.node));
    return { rows, texts: statements.map(({ text }) => text) };
  };
  const one = await ask(1, 1);
  const many = await ask(50, 20);
  expect(many.rows).toHaveLength(1000);
  expect(many.rows.some(({ channels }) => channels.length > 1)).toBe(true);
  expect(many.rows.every(({ profileOnExecutionDate }) => profileOnExecutionDate !== null)).toBe(true);
  // Customers, targetings, campaigns, channels, days, snapshots of both days.
  expect(many.texts).toHaveLength(6);
  expect(one.texts).toHaveLength(6);
});

it('docs/segments.md holds examples that find something in the demo', async () => {
  const examples = examplesOf('docs/segments.md');
  expect(examples.length).toBeGreaterThan(4);
  for (const example of examples) {
    const data = await ask(example);
    expect([example, Object.values(data)]).not.toEqual([example, [null]]);
    for (const edges of edgesIn(data)) expect([example, edges.length]).not.toEqual([example, 0]);
  }
});
