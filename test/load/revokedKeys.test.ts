import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createKey, revokeKey } from '../../src/access/keys/keys.js';
import { until } from '../gateway/testServer.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { startServing, type ServeProcess } from '../support/load/serveProcess.js';

let database: TestDatabase;
let servers: ServeProcess[];

beforeAll(async () => {
  database = await cloneDatabase();
  const { target, client } = database;
  if (target.kind !== 'socket') throw new Error('The test database has a socket');
  await createKey(client, 'first', new Date());
  const environment = {
    DATABASE_URL: `postgresql:///${target.database}`,
    PGHOST: target.socketDir,
    PGUSER: target.user,
    PGPASSWORD: target.password,
  };
  servers = await Promise.all([
    startServing(environment, {}),
    startServing(environment, {}),
    startServing(environment, { database: { listen: false, prepare: false } }),
  ]);
});
afterAll(async () => {
  await Promise.all((servers ?? []).map((server) => server.terminate()));
  await database.drop();
});

const statusAt = async ({ url }: ServeProcess, key: string): Promise<number> => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: '{"query":"{ metricDefinitions { name } }"}',
  });
  await response.arrayBuffer();
  return response.status;
};

it('a revoked key is refused within a second by every process, told of it or not', async () => {
  for (const name of ['a', 'b', 'c']) {
    const key = await createKey(database.client, name, new Date());
    expect(await Promise.all(servers.map((server) => statusAt(server, key)))).toEqual([200, 200, 200]);
    await revokeKey(database.client, name, new Date());
    const start = performance.now();
    const took = await Promise.all(
      servers.map(async (server) => {
        await until(async () => (await statusAt(server, key)) === 401);
        return performance.now() - start;
      }),
    );
    expect(Math.max(...took)).toBeLessThan(1000);
  }
});
