import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import { readConfig } from '../../src/config.js';
import { finishLoad, startLoad } from '../../src/db/job.js';
import { runSnapshot } from '../../src/enrichment/runSnapshot.js';
import { serve, type Serving } from '../../src/serve.js';
import { openEventStream } from '../gateway/streams/eventStream.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { startSubgraph, type RunningSubgraph } from '../support/federation/startSubgraph.js';
import { testJob } from '../support/job.js';
import { addCustomers } from '../support/sample.js';
import { eventually } from './eventually.js';
import { loyalty } from './loyalty.js';
import { gatewayConfig } from './openGateway.js';

let database: TestDatabase;
let remote: RunningSubgraph;
let gateway: Serving;

beforeAll(async () => {
  database = await cloneDatabase();
  await addCustomers(database, [{ id: 'A', birthdate: '1990-03-01' }]);
  await runSnapshot(testJob(database, '2026-03-31T09:00:00Z'), { from: '2026-03-30', to: '2026-03-30' });
  remote = await startSubgraph(loyalty);
  const joined = gatewayConfig({ subgraphs: [{ name: 'loyalty', url: remote.url }] });
  const config = { ...readConfig({}), port: 0, gateway: joined };
  gateway = await serve(config, database.target, pino({ level: 'silent' }));
}, 120_000);
afterAll(async () => {
  await gateway?.stop();
  await remote?.stop();
  await database?.drop();
});

it('a server that joins others answers subscriptions from its own data, and asks nobody for them', async () => {
  const asked = remote.requests.length;
  const stream = await openEventStream(`${gateway.url}/graphql/stream`, {
    query: 'subscription { dataLoaded { kind } }',
  });
  expect(stream.status).toBe(200);
  const job = testJob(database, '2026-03-31T09:00:00Z');
  await finishLoad(job, await startLoad(job, 'import', {}));
  await eventually(() => stream.results().length > 0);
  expect(stream.results()).toEqual([{ data: { dataLoaded: { kind: 'import' } } }]);
  stream.request.destroy();
  expect(remote.requests.length).toBe(asked);
});

it('and sends a subscription at /graphql to where they are answered', async () => {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: 'subscription { dataLoaded { kind } }' }),
  });
  expect(await response.json()).toMatchObject({
    errors: [
      { message: 'Subscriptions are answered at /graphql/stream.', extensions: { code: 'OPERATION_NOT_SUPPORTED' } },
    ],
  });
});

it('while it answers for both', async () => {
  const query = encodeURIComponent('{ customer(id: "nobody") { givenName tier } }');
  expect(await (await fetch(`${gateway.url}/graphql?query=${query}`)).json()).toEqual({ data: { customer: null } });
});

it('tells of a changed catalogue when requests are answered by it, which is after it is composed', async () => {
  const stream = await openEventStream(`${gateway.url}/graphql/stream`, {
    query: 'subscription { catalogueChanged { added } }',
  });
  await changeCatalogue(database.client, () => [{ kind: 'rename', from: 'AGE', to: 'YEARS' }], { today: '2026-03-31' });
  await eventually(() => stream.results().length > 0);
  const query = encodeURIComponent('{ __type(name: "ProfileFields") { fields { name } } }');
  const fields = await (await fetch(`${gateway.url}/graphql?query=${query}`)).text();
  expect(stream.results()).toEqual([{ data: { catalogueChanged: { added: ['YEARS'] } } }]);
  expect(fields.includes('"years"')).toBe(true);
  stream.request.destroy();
}, 60_000);
