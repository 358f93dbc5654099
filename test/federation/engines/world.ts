import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { pino } from 'pino';
import { readConfig } from '../../../src/config.js';
import { runSnapshot } from '../../../src/enrichment/runSnapshot.js';
import { serve } from '../../../src/serve.js';
import { addDefinitions, addTree, addValues } from '../../levels/sampleLevels.js';
import { cloneWithSlots } from '../../support/cloneWithSlots.js';
import type { TestDatabase } from '../../support/database.js';
import { testJob } from '../../support/job.js';
import { addCustomers, addLines, addTargetings } from '../../support/sample.js';
import { care } from './remotes/care.js';
import { loyalty } from './remotes/loyalty.js';
import { servePlain } from './remotes/plainSubgraph.js';

type Json = Record<string, unknown>;

/** What an operation is asked of: Facet served over a database, two other teams' subgraphs, and all of them composed. */
export interface World {
  readonly supergraph: string;
  readonly urls: Readonly<Record<string, string>>;
  /** Asks Facet itself. Throws where it answers with errors. */
  direct(query: string, variables?: Json): Promise<Json>;
  close(): Promise<void>;
}

/** The day of the only snapshot. */
export const day = '2026-11-22';

async function fill(database: TestDatabase): Promise<void> {
  const { client } = database;
  await addTree(database, {
    industries: ['IND'],
    companies: [['COM', 'IND']],
    contracts: [['CON', 'COM']],
    accounts: [['ACC1', 'CON'], 'ACC2'],
  });
  await addCustomers(database, [
    { id: 'A', givenName: 'Ada', city: 'Lyon', email: 'ada@example.com' },
    { id: 'B', givenName: 'Bo' },
    { id: 'C', givenName: 'Cy', city: 'Oslo', email: 'cy@example.com' },
    { id: 'D', givenName: 'Di', city: 'Rome' },
  ]);
  await client`update facet.customers set account_id = 'ACC1' where customer_id in ('A', 'B')`;
  const identifiers = [
    ['A', 'email', 'ada@example.com'],
    ['A', 'shop', 's-1'],
    ['B', 'shop', 's-2'],
    ['C', 'shop', 's-2'],
  ].map(([customer_id, system, value]) => ({ customer_id, system, value, load_id: 0 }));
  await client`insert into facet.customer_identifiers ${client(identifiers)}`;
  await addLines(database, [
    { customer: 'A', order: '1', at: '2026-01-05T10:00:00Z', revenue: '100.50', quantity: '2' },
    { customer: 'A', order: '2', at: '2026-03-28T20:00:00Z', revenue: '19.50', quantity: '1' },
    { customer: 'B', order: '1', at: '2026-04-01T20:00:00Z', revenue: '7', quantity: '1' },
  ]);
  const orders = [
    ['A', '1', '2026-01-05T10:00:00Z', '100.50'],
    ['A', '2', '2026-03-28T20:00:00Z', '19.50'],
    ['B', '1', '2026-04-01T20:00:00Z', '7'],
  ].map(([customer_id, order_id, order_datetime, revenue]) => ({
    customer_id,
    order_id,
    order_datetime,
    order_quantity: '1',
    order_revenue: revenue,
    order_returned_quantity: '0',
    order_returned_revenue: '0',
    order_canceled_quantity: '0',
    order_canceled_revenue: '0',
    net_order_revenue: revenue,
    lines: 1,
    load_id: 0,
  }));
  await client`insert into facet.unified_transactions ${client(orders)}`;
  await client`
    insert into facet.campaigns (plan_id, campaign_name, execution_start_date) values ('P1', 'Spring', '2026-03-01')`;
  await addTargetings(database, [
    { customer: 'A', day: '2026-03-10', plan: 'P1', action: 2 },
    { customer: 'B', day: '2026-03-10', plan: 'P1', action: 1 },
  ]);
  await addDefinitions(database, [
    { name: 'orders', unit: 'count', levels: ['CUSTOMER', 'ACCOUNT'] },
    { name: 'visits', unit: 'count', levels: ['CUSTOMER'] },
  ]);
  await addValues(database, [
    { level: 'CUSTOMER', id: 'A', name: 'orders', day: '2026-10-01', value: '2' },
    { level: 'CUSTOMER', id: 'B', name: 'orders', day: '2026-10-01', value: '1' },
    { level: 'ACCOUNT', id: 'ACC1', name: 'orders', day: '2026-10-01', value: '3' },
  ]);
  await runSnapshot(testJob(database, `${day}T23:00:00Z`), { from: day, to: day });
}

/** Composes SDLs by the rules of Federation 2; throws with every fault. */
function composeAll(services: readonly { name: string; url: string; sdl: string }[]): string {
  const composed = composeServices(services.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })));
  if (composed.errors !== undefined) throw new Error(composed.errors.map(({ message }) => message).join('\n'));
  return composed.supergraphSdl;
}

/** Opens it. The SDL of Facet is the one that it serves. */
export async function openWorld(): Promise<World> {
  const database = await cloneWithSlots();
  await fill(database);
  const facet = await serve({ ...readConfig({}), port: 0 }, database.target, pino({ level: 'silent' }));
  const remotes = { loyalty: await servePlain(loyalty), care: await servePlain(care) };
  const url = `${facet.url}/graphql`;
  const direct = async (query: string, variables: Json = {}): Promise<Json> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: Json; errors?: unknown };
    if (errors !== undefined) throw new Error(`Facet answers ${JSON.stringify(errors)}`);
    return data;
  };
  await direct('mutation { createSegment(name: "Everybody", definition: {}) { segment { id } } }');
  const { _service } = await direct('{ _service { sdl } }');
  const { sdl } = _service as { sdl: string };
  return {
    supergraph: composeAll([
      { name: 'facet', url, sdl },
      ...Object.entries(remotes).map(([name, remote]) => ({ name, url: remote.url, sdl: remote.sdl })),
    ]),
    urls: { facet: url, loyalty: remotes.loyalty.url, care: remotes.care.url },
    direct,
    async close() {
      await Promise.all(Object.values(remotes).map((remote) => remote.stop()));
      await facet.stop(0);
      await database.drop();
    },
  };
}
