import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addTables, changeSeen, changes, createAsk, untilHeld } from '../serve/changedTables.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openUrl } from '../support/facet.js';
import { makeKeys } from '../support/load/crowd.js';
import { startServing, type ServeProcess } from '../support/load/serveProcess.js';

let database: TestDatabase;
let door: Awaited<ReturnType<typeof openUrl>>;
let servers: ServeProcess[];
let headers: Record<string, string>;
beforeAll(async () => {
  database = await cloneDatabase();
  door = await openUrl(database);
  await addTables(database);
  const [key] = await makeKeys(database.client, 1);
  headers = { authorization: `Bearer ${key}` };
  const start = () => startServing({ DATABASE_URL: door.url }, {});
  servers = await Promise.all([start(), start()]);
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.terminate()));
  door.close();
  await database.drop();
});

it.each(changes)('two processes that hold $table both show a change of another client', async (change) => {
  const ask = createAsk(() => servers.map(({ url }) => url), headers);
  await untilHeld(database, ask, change);
  await changeSeen(database, ask, change);
  expect(servers.flatMap((server) => [server.endedWith(), ...server.internalErrors()])).toEqual([undefined, undefined]);
});
