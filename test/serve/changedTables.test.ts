import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { readConfig } from '../../src/config.js';
import { openClient } from '../../src/db/client.js';
import { serve, type Serving } from '../../src/serve.js';
import { until } from '../gateway/testServer.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { addTables, changeSeen, changes, createAsk, untilHeld } from './changedTables.js';

let database: TestDatabase;
let servers: Serving[];
beforeAll(async () => {
  database = await cloneDatabase();
  await addTables(database);
  const start = () => serve({ ...readConfig({}), port: 0 }, database.target, pino({ level: 'silent' }));
  servers = await Promise.all([start(), start()]);
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await database.drop();
});

const ask = createAsk(() => servers.map(({ url }) => url));

describe('two servers that hold tables', () => {
  it.each(changes)('both show a change of $table', async (change) => {
    await untilHeld(database, ask, change);
    await changeSeen(database, ask, change);
  });

  it('show a change only when it is committed', async () => {
    const [campaigns] = changes;
    await untilHeld(database, ask, campaigns);
    const before = await ask(campaigns);
    await database.client.begin(async (client) => {
      await client`update facet.campaigns set campaign_name = 'of a transaction'`;
      expect(await ask(campaigns)).toEqual(before);
    });
    await until(async () => (await ask(campaigns)).every((shown) => shown === 'of a transaction'));
  });
});

describe('servers that no notice reaches', () => {
  const [campaigns] = changes;

  it('hold nothing while they cannot listen, and hold tables again when they can', async () => {
    const { target, client } = database;
    if (target.kind !== 'socket') throw new Error('The test cluster is reached by its socket');
    const allow = async (isAllowed: boolean): Promise<void> => {
      const admin = openClient({ ...target, database: 'postgres' }, { max: 1 });
      await admin`alter database ${admin(target.database)} with allow_connections ${admin.unsafe(String(isAllowed))}`;
      await admin.end({ timeout: 5 });
    };
    await untilHeld(database, ask, campaigns);
    await allow(false);
    try {
      await client`
        select pg_terminate_backend(pid, 5000) from pg_stat_activity
        where datname = current_database() and query ilike 'listen %'`;
      // Nobody is told of this one.
      await client`update facet.campaigns set campaign_name = 'untold'`;
      await until(async () => (await ask(campaigns)).every((shown) => shown === 'untold'));
      await client`update facet.campaigns set campaign_name = 'untold again'`;
      expect(await ask(campaigns)).toEqual(['untold again', 'untold again']);
    } finally {
      await allow(true);
    }
    await untilHeld(database, ask, campaigns);
    await changeSeen(database, ask, campaigns);
  });

  it('hold nothing where the config says not to listen', async () => {
    const config = readConfig({});
    const deaf = await serve(
      { ...config, port: 0, database: { ...config.database, listen: false } },
      database.target,
      pino({ level: 'silent' }),
    );
    try {
      const askIt = createAsk(() => [deaf.url]);
      await askIt(campaigns);
      await untilHeld(database, ask, campaigns);
      await database.client`update facet.campaigns set campaign_name = 'polled'`;
      expect(await askIt(campaigns)).toEqual(['polled']);
    } finally {
      await deaf.stop();
    }
  });
});
