import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { fillDemo } from '../../src/demo/fillDemo.js';
import { packageRoot } from '../../src/lib/packageRoot.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { testJob } from '../support/job.js';

const text = readFileSync(join(packageRoot, 'docs', 'asking.md'), 'utf8');
const examples = [...text.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, example = '']) => example);

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  const options = { seed: 20_240_229, customers: 1000, days: 1, lastDay: '2026-02-28' };
  await fillDemo(testJob(database, '2026-03-01T09:00:00Z'), options);
}, 60_000);
afterAll(() => database.drop());

it('docs/asking.md holds examples that find customers in the demo', async () => {
  const graph = await openGraph(database, '2026-03-01');
  expect(examples.length).toBeGreaterThan(3);
  for (const example of examples) {
    const { data, errors } = await graph.ask(example);
    expect(errors).toEqual([]);
    const { edges, totalCount } = data['customers'] as { edges?: unknown[]; totalCount?: number };
    expect([example, edges?.length ?? totalCount]).not.toEqual([example, 0]);
  }
});
