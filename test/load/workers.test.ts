import { readFileSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createKey, revokeKey } from '../../src/access/keys/keys.js';
import { openClient, type Sql } from '../../src/db/client.js';
import { waitUntil } from '../../src/db/embedded/processes.js';
import { startFacet, waitForLine } from '../support/facet.js';
import { fillCrowd, makeKeys } from '../support/load/crowd.js';
import { createRandom, runSeed } from '../support/load/random.js';
import { startTcpServer, type TcpServer } from '../support/load/tcpServer.js';
import { summarize, watchServer } from '../support/load/watch.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';
import { selfSigned } from '../support/selfSigned.js';

const seed = runSeed();
const told: string[] = [];

let database: TcpServer;
let client: Sql;
let key: string;
let folder: string;

beforeAll(async () => {
  database = await startTcpServer();
  client = openClient(database.target, { max: 2 });
  await fillCrowd(client);
  [key = ''] = await makeKeys(client, 1);
  folder = await makeTestFolder('workers-');
}, 120_000);

const running: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of running.splice(0)) await end();
});
afterAll(async () => {
  await client.end({ timeout: 1 });
  await database.remove();
  await removeTestFolder(folder);
  process.stderr.write(`workers, seed ${seed}\n${told.join('\n')}\n`);
});

/** A client that waits for one second alone has left by itself: it is no failure of a server on a busy machine. */
const failuresOf = ({ others }: { readonly others: readonly string[] }): string[] =>
  others.filter((other) => !other.endsWith(' unanswered (1 s)'));

/** Waits until something holds, however busy the machine is. */
const until = async (holds: () => boolean | Promise<boolean>): Promise<void> =>
  expect(await waitUntil(holds, 60_000)).toBe(true);

/** The workers of a server by their names, as the system tells of its processes. */
function workersOf(primary: number): Map<string, number> {
  const found = new Map<string, number>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) !== primary) continue;
      const name = /(?:^|\0)FACET_WORKER=([^\0]*)/.exec(readFileSync(`/proc/${pid}/environ`, 'utf8'))?.[1];
      if (name !== undefined) found.set(name, Number(pid));
    } catch {
      // It has ended meanwhile.
    }
  }
  return found;
}

/** Starts a server of so many workers, with these keys as its config file. */
async function start(workers: number, config: object) {
  const file = join(folder, `facet-${told.length}.yml`);
  const write = (keys: object) => writeFile(file, JSON.stringify({ shutdown: { drainSeconds: 0 }, ...keys }));
  await write(config);
  const child = startFacet(['serve', '--workers', String(workers)], {
    DATABASE_URL: database.target.url,
    PORT: '0',
    FACET_CONFIG: file,
  });
  let log = '';
  child.stdout?.on('data', (chunk: Buffer) => (log += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [, url = ''] = await waitForLine(child, 'stdout', /Facet answers at (\S+)\/graphql/);
  running.push(async () => {
    child.kill('SIGINT');
    await ended;
  });
  return { child, url, write, ended, log: () => log, workers: () => workersOf(child.pid ?? 0) };
}

const post = (url: string, body: object, shown = key) =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    // A connection of its own, which the next worker gets.
    headers: { 'content-type': 'application/json', authorization: `Bearer ${shown}`, connection: 'close' },
    body: JSON.stringify(body),
  });

const auditEntries = async (): Promise<number> =>
  (await client<{ n: number }[]>`select count(*)::int as n from facet.audit_log where kind = 'READ'`)[0]?.n ?? 0;

describe('workers of one server', () => {
  it('end by kill -9 under load: only broken connections are lost, and another takes the place', async () => {
    const kills = 12;
    const server = await start(3, {});
    const before = await auditEntries();
    const watch = watchServer(server.url, { key, random: createRandom(seed) });
    await until(async () => watch.hasAnswered(0, 5));
    const from = performance.now();
    for (let n = 0; n < kills; n += 1) {
      const name = String(1 + (n % 3));
      const pid = server.workers().get(name) ?? 0;
      expect(pid).toBeGreaterThan(0);
      process.kill(pid, 'SIGKILL');
      await until(
        async () => (server.log().match(new RegExp(`Worker ${name} is back`, 'g')) ?? []).length > Math.floor(n / 3),
      );
      // One that lives for two seconds did not die at once.
      await delay(700);
    }
    const ended = performance.now();
    await delay(5500);
    await until(async () => watch.hasAnswered(ended + 5000, 10));
    await watch.stop();
    const seen = summarize(watch, { from, ended });
    expect(seen).toMatchObject({ wrong: [], late: [], notReadyLate: 0 });
    expect(failuresOf(seen).filter((other) => !/^\d+ broken (ECONNRESET|socket hang up)/.test(other))).toEqual([]);
    // Half a second of entries is what a worker may not have written: with 8 clients that ask every 20 ms, less than a quarter of these.
    const right = watch.asked.filter(({ found }) => found === 'right').length;
    await until(async () => (await auditEntries()) - before >= right - kills * 150);
    const entries = (await auditEntries()) - before;
    told.push(`${kills} kills: ${right} right, ${seen.others.join(', ')}; ${right - entries} audit entries lost`);
    expect(server.workers().size).toBe(4);
  }, 180_000);

  it('are replaced on SIGHUP without a failed request, and read the config anew; a bad one changes nothing', async () => {
    const server = await start(2, {});
    const watch = watchServer(server.url, { key, random: createRandom(seed + 1) });
    await until(async () => watch.hasAnswered(0, 5));
    const from = performance.now();
    const old = server.workers();
    await server.write({ limits: { depth: 2 } });
    server.child.kill('SIGHUP');
    await until(async () => server.log().includes('All workers have been replaced'));
    await watch.stop();
    const seen = summarize(watch, { from, ended: performance.now() });
    told.push(`SIGHUP: ${seen.right} right, others: ${seen.others.join(', ') || 'none'}`);
    expect([failuresOf(seen).filter((other) => !other.includes('MAX_DEPTH')), seen.wrong, seen.notReady]).toEqual([
      [],
      [],
      0,
    ]);
    const renewed = server.workers();
    expect([...renewed.keys()].toSorted()).toEqual(['1', '2', 'runs']);
    for (const [name, pid] of renewed) expect(pid).not.toBe(old.get(name));
    const deep = { query: '{ customers(first: 1) { edges { node { id } } } }' };
    for (let n = 0; n < 4; n += 1) expect(await (await post(server.url, deep)).text()).toContain('MAX_DEPTH');
    await server.write({ limits: { depht: 2 } });
    server.child.kill('SIGHUP');
    await until(async () => server.log().includes('Workers are not replaced'));
    expect(server.log()).toContain('Did you mean \\"depth\\"?');
    expect(server.workers()).toEqual(renewed);
  }, 120_000);

  it('finish what runs on SIGTERM, and end with the primary where that is killed', async () => {
    const server = await start(2, {});
    const slow = { query: '{ campaign(planId: "sleeps-300-1") { name } }' };
    const asked = Array.from({ length: 8 }, () => post(server.url, slow).then((response) => response.text()));
    await delay(150);
    server.child.kill('SIGTERM');
    expect(new Set(await Promise.all(asked))).toEqual(
      new Set(['{"data":{"campaign":{"name":"Campaign 1 of 300 ms"}}}\n']),
    );
    expect(await server.ended).toBe(0);

    const other = await start(2, {});
    const left = [...other.workers().values()];
    other.child.kill('SIGKILL');
    await until(async () => left.every((pid) => !readdirSync('/proc').includes(String(pid))));
  }, 60_000);

  it('end the server with a sentence where one dies at once five times in a row', async () => {
    const [certificate, privateKey] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    const signed = selfSigned('localhost', new Date(), 1);
    await writeFile(certificate, signed.certificate);
    await writeFile(privateKey, signed.key);
    const server = await start(2, { http: { tls: { certificate, key: privateKey } } });
    expect(server.url).toMatch(/^https:/);
    await writeFile(certificate, 'no certificate');
    process.kill(server.workers().get('2') ?? 0, 'SIGKILL');
    expect(await server.ended).toBe(1);
    expect(server.log()).toMatch(/facet: Worker 2 died at once 5 times in a row, so the server ends: .*http\.tls/);
  }, 120_000);

  it('wait for a database that is killed and started again', async () => {
    const server = await start(3, {});
    const watch = watchServer(server.url, { key, random: createRandom(seed + 2) });
    await until(async () => watch.hasAnswered(0, 5));
    const pids = server.workers();
    const from = performance.now();
    await database.kill();
    await delay(3000);
    await until(async () => watch.hasFallen(from));
    await database.start();
    const ended = performance.now();
    await delay(5500);
    await until(async () => watch.hasAnswered(ended + 5000, 10));
    await watch.stop();
    const seen = summarize(watch, { from, ended });
    told.push(
      `database killed for 3 s: ${seen.right} right, ${seen.others.join(', ')}; well after ${seen.wellAfterSeconds} s`,
    );
    expect(seen).toMatchObject({ wrong: [], late: [], notReadyLate: 0 });
    expect(seen.notReady).toBeGreaterThan(0);
    expect(server.workers()).toEqual(pids);
  }, 120_000);
});

describe('what workers agree on', () => {
  it('a revoked key is refused by all within a second, and a budget is one for all', async () => {
    const points = 60;
    const server = await start(3, { access: { roles: { small: { apps: 'all', budget: { points, seconds: 3600 } } } } });
    const ask = async (shown: string) =>
      (await post(server.url, { query: '{ metricDefinitions { name } }' }, shown)).status;
    const revoked = await createKey(client, 'revoked', new Date());
    for (let n = 0; n < 6; n += 1) expect(await ask(revoked)).toBe(200);
    await revokeKey(client, 'revoked', new Date());
    const began = performance.now();
    await until(async () => {
      for (let n = 0; n < 3; n += 1) if ((await ask(revoked)) !== 401) return false;
      return true;
    });
    expect(performance.now() - began).toBeLessThan(1000);

    expect(server.log()).toContain('Budgets are counted in the database');
    const small = await createKey(client, 'small', new Date(), { role: 'small' });
    const cheap = { query: '{ customer(id: "C0001") { id } }' };
    const statuses: number[] = [];
    while (statuses.at(-1) !== 429 && statuses.length < 3 * points) {
      const response = await post(server.url, cheap, small);
      await response.arrayBuffer();
      statuses.push(response.status);
    }
    // A customer is a point or more: each worker by itself would have answered so many.
    expect(statuses.at(-1)).toBe(429);
    expect(statuses.length - 1).toBeLessThanOrEqual(points);
    told.push(`a budget of ${points} points: ${statuses.length - 1} answers by 3 workers`);
  }, 60_000);
});
