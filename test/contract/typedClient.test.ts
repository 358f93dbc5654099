import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema as parseSchema, findBreakingChanges } from 'graphql';
import { pino } from 'pino';
import { customerSales, describe as sentenceFor } from '../../examples/typed-client/client.js';
import { demoClientSchema } from '../../scripts/lib/demoSchema.js';
import { readConfig } from '../../src/config.js';
import { runSnapshot } from '../../src/enrichment/runSnapshot.js';
import { serve, type Serving } from '../../src/serve.js';
import { cloneWithSlots } from '../support/cloneWithSlots.js';
import { type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { testJob } from '../support/job.js';
import { addCustomers, addLines, addTargetings } from '../support/sample.js';

const committed = readFileSync(new URL('../../examples/typed-client/schema.graphql', import.meta.url), 'utf8');
let database: TestDatabase;
let serving: Serving;

beforeAll(async () => {
  database = await cloneWithSlots();
  await addCustomers(database, [{ id: 'A', givenName: 'Ada' }, { id: 'B' }]);
  await addLines(database, [
    { customer: 'A', order: '1', at: '2026-01-05T10:00:00Z', revenue: '100.50', quantity: '2' },
    { customer: 'A', order: '2', at: '2026-03-28T20:00:00Z', revenue: '19.50', quantity: '1' },
    { customer: 'A', order: '2', at: '2026-03-29T09:00:00Z', revenue: '-9.25', quantity: '-1', isReturn: true },
  ]);
  await addTargetings(database, [{ customer: 'A', day: '2026-03-10', plan: 'P1', action: 2 }]);
  await runSnapshot(testJob(database, '2026-03-31T09:00:00Z'), { from: '2026-03-29', to: '2026-03-30' });
  serving = await serve({ ...readConfig({}), port: 0 }, database.target, pino({ level: 'silent' }));
});
afterAll(async () => {
  await serving?.stop();
  await database?.drop();
});

describe('schema.graphql', () => {
  it('is the schema of the registry: else run npm run supergraph', () => {
    expect(committed).toBe(demoClientSchema());
  });

  it('holds nothing that a server over a first snapshot does not serve', async () => {
    const served = (await openGraph(database)).schema;
    expect(findBreakingChanges(parseSchema(committed), served)).toEqual([]);
  });
});

describe('the typed client', () => {
  const ask = (id: string, date?: string) => customerSales({ url: `${serving.url}/graphql` }, { id, date });

  it('reads a profile by its real names', async () => {
    const customer = await ask('A');
    expect(customer).toEqual({
      id: 'A',
      fullName: 'Ada',
      profile: {
        date: '2026-03-30',
        fields: {
          ecomTotalNetSalesAmount: '110.75',
          ecomTotalNetSalesAmount1m: '10.25',
          ecomNumberOfOrders: 2,
          ecomLastOrderTime: '2026-03-28T20:00:00Z',
          ecomIsRepeatBuyer: true,
          numberofcampaigns1m: 1,
        },
      },
    });
    expect(sentenceFor(customer)).toBe(
      'Ada, up to 2026-03-30: 2 orders, net sales 110.75, of which 10.25 in the last month.',
    );
  });

  it('says what is not there', async () => {
    expect(sentenceFor(await ask('unknown'))).toBe('There is no such customer.');
    expect(sentenceFor(await ask('B', '2026-03-28'))).toBe('B has no snapshot yet.');
  });

  it('throws the words of the server', async () => {
    await expect(ask('A', 'yesterday')).rejects.toThrow('yesterday');
  });
});
