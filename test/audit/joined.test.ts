import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import { gatewayConfig } from '../joining/openGateway.js';
import { loyalty, tierOf } from '../joining/loyalty.js';
import { until } from '../gateway/testServer.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { startSubgraph, type RunningSubgraph } from '../support/federation/startSubgraph.js';
import { addCustomers } from '../support/sample.js';
import { entriesOf, openServed } from './openServed.js';

let database: TestDatabase;
let remote: RunningSubgraph;
let served: Awaited<ReturnType<typeof openServed>>;

beforeAll(async () => {
  database = await cloneDatabase();
  await addCustomers(database, [{ id: 'A', email: 'a@example.org' }]);
  remote = await startSubgraph(loyalty);
  const { access } = readConfig({});
  served = await openServed(database, {
    gateway: gatewayConfig({ subgraphs: [{ name: 'loyalty', url: remote.url }] }),
    access: { ...access, audit: { ...access.audit, log: 'all' }, remote: { 'Customer.tier': 'DEMOGRAPHIC' } },
  });
});
afterAll(async () => {
  await served?.serving.stop();
  await remote?.stop();
  await database?.drop();
});

it.each([
  ['{ customer(id: "A") { email } }', { email: 'a@example.org' }, ['CONTACT']],
  ['{ customer(id: "A") { tier } }', { tier: tierOf('A') }, ['DEMOGRAPHIC']],
  [
    '{ customer(id: "A") { ...on Customer { t: tier email } } }',
    { t: tierOf('A'), email: 'a@example.org' },
    ['CONTACT', 'DEMOGRAPHIC'],
  ],
  ['{ customer(id: "A") { points } }', { points: 10 }, []],
])(
  'the entry of %s has the classes that SDL and config say, of our fields and of others',
  async (query, customer, classes) => {
    const before = (await entriesOf(database)).length;
    expect((await served.ask(query)).data).toEqual({ customer });
    await until(async () => (await entriesOf(database)).length > before);
    expect((await entriesOf(database)).slice(before)).toMatchObject([{ kind: 'READ', pii_classes: classes }]);
  },
);
