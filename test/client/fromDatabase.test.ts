import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import postgres from 'postgres';
import { fromDatabase, QueryBuilder } from '../../src/index.js';
import { openTwoDoors, type TwoDoors } from './twoDoors.js';

let doors: TwoDoors;
const clients: postgres.Sql[] = [];

beforeAll(async () => {
  doors = await openTwoDoors();
});
afterAll(async () => {
  for (const client of clients) await client.end();
  await doors?.close();
});

const clientWith = (options: postgres.Options<Record<string, never>>): postgres.Sql => {
  const client = postgres(doors.url, { max: 1, ...options });
  clients.push(client);
  return client;
};

const asked = async (client: postgres.Sql) => {
  const source = await fromDatabase(client, { config: doors.configFile });
  try {
    return await QueryBuilder.on(source).query('ACCOUNT').all();
  } finally {
    await source.close();
  }
};

describe('a client of one’s own', () => {
  it.each<[string, postgres.Options<Record<string, never>>]>([
    ['that makes Dates of dates', {}],
    ['that writes dates in another way', { connection: { DateStyle: 'German, DMY', TimeZone: 'Asia/Tokyo' } }],
    ['that prepares nothing', { prepare: false }],
    ['that renames columns to camel case', { transform: postgres.camel }],
  ])('%s reads the same, and stays open', async (_, options) => {
    const client = clientWith(options);
    expect(await asked(client)).toEqual(await doors.inProcess.query('ACCOUNT').all());
    const [day] = await client`select date '2023-03-01' as day`;
    expect(day?.['day']).toBeInstanceOf(Date);
    const [{ shown } = { shown: '' }] = await client<{ shown: string }[]>`select date '2023-03-01'::text as shown`;
    expect(shown).toBe(options.connection?.['DateStyle'] === undefined ? '2023-03-01' : '01.03.2023');
  });

  it.each<[string, postgres.Options<Record<string, never>>]>([
    ['spells columns in its own way', { transform: postgres.pascal }],
    ['knows no arrays', { fetch_types: false }],
  ])('that %s is refused', async (_, options) => {
    await expect(fromDatabase(clientWith(options))).rejects.toMatchObject({ name: 'UserError', code: 'CLIENT_UNFIT' });
  });

  it('that can begin no transaction is refused', async () => {
    const unfit = {
      name: 'UserError',
      code: 'CLIENT_UNFIT',
      message: expect.stringMatching(/cannot begin a transaction, as a reserved connection cannot/),
    };
    const client = clientWith({});
    const reserved = await client.reserve();
    try {
      await expect(fromDatabase(reserved)).rejects.toMatchObject(unfit);
    } finally {
      reserved.release();
    }
    await client.begin((transaction) =>
      expect(fromDatabase(transaction as unknown as postgres.Sql)).rejects.toMatchObject(unfit),
    );
    await expect(fromDatabase(null as unknown as postgres.Sql)).rejects.toMatchObject(unfit);
  });
});

describe('a source', () => {
  it('reads of the environment only what is meant for it', async () => {
    const before = { ...process.env };
    const { url, configFile } = doors;
    const environment = { DATABASE_URL: url, FACET_CONFIG: configFile, LOG_LEVEL: 'verbose', PORT: '/run/app.sock' };
    Object.assign(process.env, environment);
    try {
      const source = await fromDatabase();
      expect(await QueryBuilder.on(source).query('ACCOUNT').attributesOnly().all()).toHaveLength(3);
      await source.close();
    } finally {
      for (const name of Object.keys(environment)) delete process.env[name];
      Object.assign(process.env, before);
    }
  });

  it('that was opened by URL closes what it opened, and may be closed again', async () => {
    const source = await fromDatabase(doors.url, { config: doors.configFile });
    const query = QueryBuilder.on(source).query('INDUSTRY').attributesOnly();
    expect(await query.all()).toHaveLength(2);
    const connections = async () => {
      const rows = await doors.database.client`
        select from pg_stat_activity where application_name = 'facet-gateway' and datname = current_database()`;
      return rows.length;
    };
    const before = await connections();
    await Promise.all([source.close(), source[Symbol.asyncDispose]()]);
    await expect(query.all()).rejects.toMatchObject({ code: 'SOURCE_CLOSED' });
    // PostgreSQL learns of it a moment later.
    for (let tries = 0; tries < 100 && (await connections()) === before; tries += 1) await delay(50);
    expect(before - (await connections())).toBe(1);
  });
});
