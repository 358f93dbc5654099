import { once } from 'node:events';
import { Agent, get } from 'node:http';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createKey } from '../../src/access/keys/keys.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { startFacet } from '../support/facet.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
  await createKey(database.client, 'test', new Date());
});
afterAll(() => database.drop());

/** More than a pipe holds: each line has about 180 bytes. */
const count = 2000;

/** Asks for what is not there, with ids of its own: answered without the database, and logged. */
async function askAll(url: string): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const ask = async (n: number): Promise<void> => {
    const headers = { 'x-request-id': `request-${n}` };
    const [response] = (await once(get(`${url}/nowhere`, { agent, headers }), 'response')) as [Readable];
    await text(response);
  };
  await Promise.all(Array.from({ length: count }, (_, n) => ask(n)));
  agent.destroy();
}

/** Reads what comes until the server tells where it answers, and no further. */
async function urlFrom(output: Readable): Promise<string> {
  for (let read = ''; ; await once(output, 'readable')) {
    read += String(output.read() ?? '');
    const [, url] = /Facet answers at (\S+)\/graphql/.exec(read) ?? [];
    if (url !== undefined) return url;
  }
}

// Node's own, so that nothing of the server is other than it is.
const crashOnSignal = `--import=data:text/javascript,process.on('SIGUSR2',()=>{throw(Error('crashed'))})`;

test.each<[string, NodeJS.Signals, number]>([
  ['is stopped', 'SIGTERM', 0],
  ['crashes', 'SIGUSR2', 70],
])('no line is lost where the server %s, though nobody has read them yet', async (_, signal, code) => {
  if (database.target.kind !== 'socket') throw new Error('The test database has a socket');
  const { socketDir, user, password, database: name } = database.target;
  const child = startFacet(['serve'], {
    DATABASE_URL: `postgresql:///${name}`,
    PGHOST: socketDir,
    PGUSER: user,
    PGPASSWORD: password,
    PORT: '0',
    NODE_OPTIONS: crashOnSignal,
  });
  child.stderr?.resume();
  const output = child.stdout as Readable;
  await askAll(await urlFrom(output));
  const ended = once(child, 'exit');
  child.kill(signal);
  const lines = (await text(output)).trim().split('\n');
  expect(await ended).toEqual([code, null]);
  const ids = lines
    .map((line) => (JSON.parse(line) as { requestId?: string }).requestId)
    .filter((id) => id !== undefined);
  // What was being written at the end may come twice.
  expect([...new Set(ids)].toSorted()).toEqual(Array.from({ length: count }, (_item, n) => `request-${n}`).toSorted());
});
