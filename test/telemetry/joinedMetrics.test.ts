import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { readConfig } from '../../src/config.js';
import { serve, type Serving } from '../../src/serve.js';
import { gatewayConfig } from '../joining/openGateway.js';
import { loyalty } from '../joining/loyalty.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { startSubgraph, type RunningSubgraph } from '../support/federation/startSubgraph.js';
import { addCustomers } from '../support/sample.js';
import { seriesOf } from './readExposition.js';

let database: TestDatabase;
let remote: RunningSubgraph;
let serving: Serving;
let url = '';

beforeAll(async () => {
  database = await cloneDatabase();
  await addCustomers(database, [{ id: 'A', givenName: 'Ada' }]);
  remote = await startSubgraph(loyalty);
  const breaker = { failures: 2, seconds: 60 };
  const subgraphs = [{ name: 'loyalty', url: remote.url, retries: 0, breaker }];
  const config = { ...readConfig({ METRICS_PORT: '0' }), port: 0, gateway: gatewayConfig({ subgraphs }) };
  const write = (line: string): void => void (url = /Metrics are at ([^"]+)"/.exec(line)?.[1] ?? url);
  serving = await serve(config, database.target, pino({}, { write }));
});
afterAll(async () => {
  await serving.stop();
  await remote.stop();
  await database.drop();
});

const read = async (): Promise<string> => (await fetch(url)).text();

async function ask(query: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  await (await fetch(`${serving.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) })).text();
}

const tier = 'query Tier { customer(id: "A") { givenName tier } }';

// One story in order.
it('counts the calls of a subgraph and the plans over several, which are kept', async () => {
  const before = seriesOf(await read(), 'facet_joined_plans_total');
  for (let n = 0; n < 3; n += 1) await ask(tier);
  const text = await read();
  expect(seriesOf(text, 'facet_subgraph_calls_total')).toEqual({ '{subgraph="loyalty",code="OK"}': 3 });
  expect(seriesOf(text, 'facet_subgraph_call_duration_seconds_count')).toEqual({ '{subgraph="loyalty"}': 3 });
  expect(seriesOf(text, 'facet_subgraph_up')).toEqual({ '{subgraph="loyalty"}': 1 });
  expect(seriesOf(text, 'facet_supergraph_behind')).toEqual({ '': 0 });
  const plans = seriesOf(text, 'facet_joined_plans_total');
  expect((plans['{outcome="ok"}'] ?? 0) - (before['{outcome="ok"}'] ?? 0)).toBe(1);
  expect(seriesOf(text, 'facet_joined_plan_seconds_total')['']).toBeGreaterThan(0);
});

it('tells a subgraph that fails by its codes, and that its breaker has opened', async () => {
  remote.trouble = { status: 503, body: 'busy' };
  for (let n = 0; n < 3; n += 1) await ask(tier);
  const text = await read();
  // Two calls were made, and the third was refused by the breaker.
  expect(seriesOf(text, 'facet_subgraph_calls_total')).toEqual({
    '{subgraph="loyalty",code="OK"}': 3,
    '{subgraph="loyalty",code="SUBGRAPH_UNAVAILABLE"}': 3,
  });
  expect(remote.requests.filter(({ query }) => query.includes('tier'))).toHaveLength(5);
  expect(seriesOf(text, 'facet_subgraph_up')).toEqual({ '{subgraph="loyalty"}': 0 });
  expect(seriesOf(text, 'facet_requests_total')).toEqual({
    '{operation="Tier",code="OK"}': 3,
    '{operation="Tier",code="SUBGRAPH_UNAVAILABLE"}': 3,
  });
});
