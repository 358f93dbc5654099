import { createConnection, createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { readConfig } from '../../src/config.js';
import { openClient } from '../../src/db/client.js';
import { withTargetLock } from '../../src/db/job.js';
import type { DatabaseTarget } from '../../src/db/target.js';
import { serve } from '../../src/serve.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { testJob } from '../support/job.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const aWhile = () => new Promise((resolve) => setTimeout(resolve, 1500));

/** Whether another session could take the lock. */
const isFree = async (name: string): Promise<boolean> => {
  const [taken] = await database.client<{ free: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtext(${name})) as free`;
  return taken?.free === true;
};

describe('a lock of a session', () => {
  it('is kept by a connection without a lifetime, and lost with one', async () => {
    const keeping = openClient(database.target, { max: 1, maxLifetime: null });
    const losing = openClient(database.target, { max: 1, maxLifetime: 1 });
    try {
      await keeping`select pg_advisory_lock(hashtext('kept'))`;
      await losing`select pg_advisory_lock(hashtext('lost'))`;
      expect([await isFree('kept'), await isFree('lost')]).toEqual([false, false]);
      await aWhile();
      expect([await isFree('kept'), await isFree('lost')]).toEqual([false, true]);
    } finally {
      await keeping.end();
      await losing.end();
    }
  });

  it('is kept by a run however long it works', async () => {
    const client = openClient(database.target, { max: 2, maxLifetime: 1 });
    try {
      await withTargetLock(testJob({ client }, '2026-03-01T00:00:00Z'), 'long work', async () => {
        await aWhile();
        expect(await isFree('facet.long work')).toBe(false);
      });
      expect(await isFree('facet.long work')).toBe(true);
    } finally {
      // A connection whose lifetime passed while it was reserved waits for one more statement before it ends.
      await client.end({ timeout: 1 });
    }
  });
});

/** In place of a protocol version; a rollback that takes long is cancelled. */
const cancelRequest = 80_877_102;

/** A way to the database that tells the names of the parameters each connection starts with. */
async function listenIn(target: DatabaseTarget) {
  if (target.kind === 'url') throw new Error('The test cluster is reached by its socket');
  const started: string[][] = [];
  const server = createServer((client) => {
    client.once('data', (packet: Buffer) => {
      if (packet.readInt32BE(4) === cancelRequest) return;
      const words = packet.toString('utf8', 8).split('\0');
      started.push(words.filter((word, place) => place % 2 === 0 && word !== ''));
    });
    const upstream = createConnection(`${target.socketDir}/.s.PGSQL.5432`);
    // Either side may cut it.
    for (const socket of [client, upstream]) socket.on('error', () => {});
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `postgresql://${target.user}:${target.password}@127.0.0.1:${port}/${target.database}`;
  return { started, url, close: () => server.close() };
}

describe('behind a pooler in transaction mode', () => {
  it('a connection starts with nothing that PgBouncer refuses, and statements end in time all the same', async () => {
    const door = await listenIn(database.target);
    const config = readConfig({});
    const pooler = { ...config.database, prepare: false, listen: false, statementTimeout: 0.3 };
    const log = pino({ level: 'silent' });
    const serving = await serve({ ...config, database: pooler, port: 0 }, { kind: 'url', url: door.url }, log);
    try {
      const answer = await database.client.begin(async (locked) => {
        await locked`lock table facet.customers in access exclusive mode`;
        const response = await fetch(`${serving.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{"query":"{ customer(id: \\"1\\") { id fullName } }"}',
        });
        return response.json();
      });
      expect(answer).toMatchObject({ errors: [{ extensions: { code: 'STATEMENT_TIMEOUT' } }] });
      const allowed = ['DateStyle', 'TimeZone', 'application_name', 'client_encoding', 'database', 'user'];
      expect(new Set(door.started.map((names) => names.sort().join()))).toEqual(new Set([allowed.join()]));
    } finally {
      await serving.stop();
      door.close();
    }
  });
});
