import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql as statement } from 'drizzle-orm';
import { openClient, type Sql } from '../../../src/db/client.js';
import { createDoor } from '../../../src/db/door.js';
import { emptyDatabase, type TestDatabase } from '../../support/database.js';
import { endBackendsNowAndThen } from '../../support/load/backends.js';
import { createRandom, runSeed } from '../../support/load/random.js';
import { runSqlMix, usableConnections } from '../../support/load/sqlMix.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await emptyDatabase();
});
afterAll(() => database.drop());

/** A small result: how long it is, and how it begins. */
const small = async (client: Sql): Promise<string> => {
  const rows = await client`select x from generate_series(1, 5) x`;
  return `${rows.length}: ${JSON.stringify([...rows].slice(0, 6))}`;
};
const five = '5: [{"x":1},{"x":2},{"x":3},{"x":4},{"x":5}]';

describe.each([true, false])('a client with one connection, prepared statements: %s', (prepare) => {
  it('gives whole results after one that failed while its rows came', async () => {
    const client = openClient(database.target, { max: 1, prepare });
    try {
      const failing = () => client`select i, 1 / (40000 - i) as boom from generate_series(1, 50000) i`;
      await expect(failing()).rejects.toMatchObject({ code: '22012' });
      expect(await small(client)).toEqual(five);
      const failed = failing().then(
        () => 'succeeded',
        ({ code }: { code: string }) => code,
      );
      const behind = small(client);
      expect(await failed).toBe('22012');
      expect([await behind, await small(client)]).toEqual([five, five]);
    } finally {
      await client.end({ timeout: 5 });
    }
  });

  it('gives whole results after one that was left while its rows came', async () => {
    const client = openClient(database.target, { max: 1, prepare });
    try {
      for (let round = 0; round < 4; round += 1) {
        const aborter = new AbortController();
        const door = createDoor(client, { signal: aborter.signal });
        const large = door.query(statement`select i, repeat('x', 300) as text from generate_series(1, 100000) i`);
        setTimeout(() => aborter.abort(), 10 + round * 15);
        await large.catch(() => {});
        expect(await small(client)).toEqual(five);
      }
    } finally {
      await client.end({ timeout: 5 });
    }
  });
});

const mixes = [1, 10].flatMap((max) => [true, false].map((prepare) => ({ max, prepare })));

describe.each(mixes)('a client with $max connections, prepared statements: $prepare', ({ max, prepare }) => {
  it.each([
    ['of its own', false],
    ['of its own, though connections are ended', true],
  ])('gives every piece of work what is %s', async (_, losing) => {
    const seed = runSeed();
    const random = createRandom(seed);
    const client = openClient(database.target, { max, prepare, applicationName: 'facet serve, mixed' });
    const ender = losing ? endBackendsNowAndThen(database.client, createRandom(seed + 1)) : undefined;
    try {
      const { faults } = await runSqlMix(client, { random, count: 60, workers: 2 * max + 2, losing });
      await ender?.stop();
      const used = await usableConnections(client, max);
      expect({ seed, faults, used }).toEqual({ seed, faults: [], used: max });
    } finally {
      await ender?.stop();
      await client.end({ timeout: 5 });
    }
  });
});
