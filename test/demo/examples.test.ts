import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { fillDemo } from '../../src/demo/fillDemo.js';
import { packageRoot } from '../../src/lib/packageRoot.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { testJob } from '../support/job.js';

/** The examples of a document that asks the demo. */
const examplesOf = (document: string): string[] =>
  [...readFileSync(join(packageRoot, 'docs', document), 'utf8').matchAll(/```graphql\n([\s\S]*?)```/g)].map(
    ([, example = '']) => example,
  );

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  const options = { seed: 20_240_229, customers: 1000, days: 28, lastDay: '2026-02-28' };
  await fillDemo(testJob(database, '2026-03-01T09:00:00Z'), options);
}, 60_000);
afterAll(() => database.drop());

async function ask(example: string): Promise<Record<string, unknown>> {
  const graph = await openGraph(database, '2026-03-01');
  const { data, errors } = await graph.ask(example);
  expect([example, errors]).toEqual([example, []]);
  return data;
}

it('docs/asking.md holds examples that find customers in the demo', async () => {
  const examples = examplesOf('asking.md');
  expect(examples.length).toBeGreaterThan(3);
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
  const examples = examplesOf('campaigns.md');
  expect(examples.length).toBeGreaterThan(5);
  for (const example of examples) {
    const data = await ask(example);
    expect([example, data]).not.toEqual([example, null]);
    for (const edges of edgesIn(data)) expect([example, edges.length]).not.toEqual([example, 0]);
    if ('customer' in data) expect(data['customer']).not.toBeNull();
  }
  const [, impact = '', , explanation = ''] = examples;
  const { marketingImpact } = (await ask(impact))['customer'] as { marketingImpact: { targetings: unknown[] }[] };
  expect(marketingImpact).toHaveLength(31);
  expect(marketingImpact.flatMap(({ targetings }) => targetings)).not.toEqual([]);
  const { campaignExplanation } = (await ask(explanation))['customer'] as {
    campaignExplanation: { verdict: string } | null;
  };
  expect(campaignExplanation?.verdict).not.toBe('NOT_RUN');
});
