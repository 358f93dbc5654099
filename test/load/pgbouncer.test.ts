import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { createKey, revokeKey } from '../../src/access/keys/keys.js';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import { readConfig } from '../../src/config.js';
import { openClient } from '../../src/db/client.js';
import { createDoor } from '../../src/db/door.js';
import { applyRowRights } from '../../src/db/rowRights/applyRowRights.js';
import { serve, type Serving } from '../../src/serve.js';
import { until } from '../gateway/testServer.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { hasBouncer, startBouncer, type Bouncer } from '../support/pgbouncer.js';
import { addCustomers } from '../support/sample.js';

const isInstalled = hasBouncer();
if (!isInstalled) process.stderr.write('PgBouncer is not installed: its tests did not run.\n');

let database: TestDatabase;
let bouncer: Bouncer;
let server: Serving;
let [full, shop, mine] = ['', '', ''];

beforeAll(async () => {
  if (!isInstalled) return;
  database = await cloneDatabase();
  const { client } = database;
  await addCustomers(database, [{ id: 'A' }, { id: 'B' }, { id: 'C' }]);
  await client`update facet.customers set app = 'shop' where customer_id = 'B'`;
  await client`update facet.customers set app = 'mine' where customer_id = 'C'`;
  await applyRowRights(client);
  full = await createKey(client, 'full', new Date(), { mayWrite: true });
  shop = await createKey(client, 'shop', new Date(), { apps: ['shop'] });
  mine = await createKey(client, 'mine', new Date(), { apps: ['mine'] });
  // Fewer than the server has: they change hands all the time.
  bouncer = await startBouncer(database, 2);
  const config = readConfig({ DATABASE_URL: bouncer.url });
  server = await serve(
    {
      ...config,
      port: 0,
      catalogue: { ...config.catalogue, pollSeconds: 0.2 },
      database: { ...config.database, prepare: false, listen: false, statementTimeout: 2 },
    },
    { kind: 'url', url: bouncer.url },
    pino({ level: 'silent' }),
  );
});
afterAll(async () => {
  await server?.stop();
  await bouncer?.stop();
  await database?.drop();
});

async function ask(query: string, key: string): Promise<{ status: number; data?: unknown; errors?: unknown }> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, ...((await response.json()) as object) };
}

const customers = '{ customers(first: 9) { edges { node { id } } } }';
const seenBy = async (key: string): Promise<string> => {
  const { data, errors } = await ask(customers, key);
  const { edges } = (data as { customers?: { edges: { node: { id: string } }[] } } | undefined)?.customers ?? {
    edges: [],
  };
  return errors === undefined ? edges.map(({ node }) => node.id).join() : JSON.stringify(errors);
};

(isInstalled ? describe : describe.skip)('behind PgBouncer in transaction mode', () => {
  it('viewers see their rows alone, while connections change hands', async () => {
    const asks = Array.from({ length: 240 }, async (_, n) => {
      const [key, rows] = (
        [
          [full, 'A,B,C'],
          [shop, 'B'],
          [mine, 'C'],
        ] as const
      )[n % 3] ?? ['', ''];
      return [await seenBy(key), rows] as const;
    });
    const answered = await Promise.all(asks);
    expect(answered.filter(([seen, rows]) => seen !== rows)).toEqual([]);
  });

  it('a statement whose asker leaves is cancelled, and nobody else’s', async () => {
    const client = openClient({ kind: 'url', url: bouncer.url }, { max: 2 });
    try {
      const aborter = new AbortController();
      const leaving = createDoor(client, { signal: aborter.signal }).query(sql`select pg_sleep(30) as "left alone"`);
      const staying = createDoor(client).query<{ n: number }>(sql`select 1 as n, pg_sleep(0.5)`);
      const asleep = () => database.client`
        select 1 as one from pg_stat_activity where state = 'active' and query like '%left alone%' and pid <> pg_backend_pid()`;
      await until(async () => (await asleep()).length === 1);
      aborter.abort();
      await expect(leaving).rejects.toBe(aborter.signal.reason);
      await until(async () => (await asleep()).length === 0);
      expect(await staying).toMatchObject([{ n: 1 }]);
    } finally {
      await client.end({ timeout: 1 });
    }
  });

  it('a request that writes is read again, and a new name is answered after a look', async () => {
    expect(await ask('mutation { createSegment(name: "All", definition: {}) { segment { id } } }', full)).toMatchObject(
      {
        data: { createSegment: { segment: { id: 'all' } } },
      },
    );
    expect(await ask('{ segment(id: "all") { name } }', full)).toMatchObject({ data: { segment: { name: 'All' } } });
    const add = { kind: 'add', alias: 'FAVOURITE', dataType: 'text', description: 'A word.' } as const;
    await changeCatalogue(database.client, () => [add], { today: '2026-05-01' });
    await until(
      async () => (await ask('{ customer(id: "A") { profile { fields { favourite } } } }', full)).status === 200,
    );
  });

  it('a revoked key is refused within a second', async () => {
    const key = await createKey(database.client, 'short', new Date());
    expect((await ask(customers, key)).status).toBe(200);
    await revokeKey(database.client, 'short', new Date());
    const began = performance.now();
    await until(async () => (await ask(customers, key)).status === 401);
    expect(performance.now() - began).toBeLessThan(1100);
  });

  it('a session lock is lost to others, so commands that write need the database itself', async () => {
    const client = openClient({ kind: 'url', url: bouncer.url }, { max: 2 });
    try {
      const holder = await client.reserve();
      await holder`select pg_advisory_lock(42)`;
      const [{ pids } = { pids: 0 }] = await database.client<{ pids: number }[]>`
        select count(*)::int as pids from pg_locks where locktype = 'advisory' and objid = 42`;
      expect(pids).toBe(1);
      const owners = new Set<unknown>();
      for (let n = 0; n < 10; n += 1) owners.add((await holder`select pg_backend_pid() as pid`)[0]?.['pid']);
      holder.release();
      expect(owners.size).toBeGreaterThan(1);
    } finally {
      await client.end({ timeout: 1 });
    }
  });
});
