import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openClient } from '../../src/db/client.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openUrl } from '../support/facet.js';
import { createAsker } from '../support/load/asker.js';
import { endBackendsNowAndThen, mostRunning, runsOn, servingBackends } from '../support/load/backends.js';
import { anyQuestion, fillCrowd, makeKeys, sleepQuestion } from '../support/load/crowd.js';
import { createTally, judge } from '../support/load/judge.js';
import { createRandom, runSeed } from '../support/load/random.js';
import { startServing } from '../support/load/serveProcess.js';
import { runSqlMix, usableConnections } from '../support/load/sqlMix.js';
import { askAlone, runStorm, stormFaults, stormLine } from '../support/load/storm.js';

interface Place {
  readonly prepare: boolean;
  readonly database: TestDatabase;
  readonly door: Awaited<ReturnType<typeof openUrl>>;
  readonly keys: readonly string[];
}

async function makePlace(prepare: boolean): Promise<Place> {
  const database = await cloneDatabase();
  const door = await openUrl(database);
  await fillCrowd(database.client);
  return { prepare, database, door, keys: await makeKeys(database.client, 1500) };
}

let places: readonly Place[];
beforeAll(async () => {
  places = await Promise.all([true, false].map(makePlace));
});
afterAll(async () => {
  for (const { door, database } of places) {
    door.close();
    await database.drop();
  }
});

/** Does the same with prepared statements and without, at once and each on a database of its own: most of it is waiting. */
async function withAndWithout(work: (place: Place) => Promise<void>): Promise<void> {
  const ends = await Promise.allSettled(places.map(work));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const pools = [1, 2, 10];
const configOf = (pool: number, { prepare }: Place) => ({
  database: { pool, prepare, listen: prepare, statementTimeout: 0.5 },
});
const range = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

/**
 * Requests of each setting. `npm run test:load` asks them on the PostgreSQL that Facet comes with and `npm run test:versions` as many
 * again on the oldest one under the newest Node; `npm run test:storm` asks 20,000 in all.
 */
const requests = Number(process.env['FACET_TEST_REQUESTS'] ?? 350);

it.each(pools)(`${requests} requests at %i connections, with prepared statements and without`, (pool) =>
  withAndWithout(async (place) => {
    const { prepare, database, door, keys } = place;
    const seed = runSeed();
    const random = createRandom(seed);
    const server = await startServing({ DATABASE_URL: door.url }, configOf(pool, place));
    const asker = createAsker(server.url);
    try {
      const began = performance.now();
      const report = await runStorm({ asker, keys, random, requests, clients: 20, ending: database.client });
      const seconds = Math.round((performance.now() - began) / 100) / 10;
      say(`${pool} connections, prepare ${prepare}, seed ${seed}: ${stormLine(report)}; ${seconds} s`);
      expect([server.endedWith(), ...stormFaults(report)]).toEqual([undefined]);
      expect(await askAlone(asker, keys, 100)).toEqual([]);
      expect(await runsOn(database.client, 2000)).toEqual([]);
      expect(report.right).toBeGreaterThan(requests * 0.45);
    } finally {
      asker.close();
      const { ms, how } = await server.terminate();
      say(`  SIGTERM: ${how} after ${ms} ms`);
    }
  }),
);

it.each(pools)(`${requests} pieces of work on %i connections, prepared and not`, (max) =>
  withAndWithout(async ({ prepare, database }) => {
    const seed = runSeed();
    const client = openClient(database.target, { max, prepare, applicationName: 'facet serve, mixed' });
    const ender = endBackendsNowAndThen(database.client, createRandom(seed + 1));
    try {
      const workers = 2 * max + 2;
      const { faults, done } = await runSqlMix(client, {
        random: createRandom(seed),
        count: requests,
        workers,
        losing: true,
      });
      const ended = await ender.stop();
      const lost = done.filter(([name]) => name.endsWith(' lost')).reduce((sum, [, count]) => sum + count, 0);
      say(`client of ${max}, prepare ${prepare}, seed ${seed}: ${lost} lost by ${ended} ends; ${faults.length} faults`);
      expect(faults).toEqual([]);
      expect(lost).toBeLessThan(requests / 2);
      expect(await usableConnections(client, max)).toBe(max);
    } finally {
      await ender.stop();
      await client.end({ timeout: 5 });
    }
  }),
);

// One after the other: a machine that does nothing else answers some of them before they leave.
it.each([true, false])('1,000 clients leave, and the pool is whole; prepared statements: %s', async (prepare) => {
  const place = places.find((one) => one.prepare === prepare) as Place;
  const { database, door, keys } = place;
  const seed = runSeed();
  const random = createRandom(seed);
  const pool = 10;
  const server = await startServing({ DATABASE_URL: door.url }, configOf(pool, place));
  const asker = createAsker(server.url);
  try {
    const outcomes = createTally();
    // Ten at a time begin every 100 ms: the first find the pool cold.
    await Promise.all(
      range(1000).map(async (n) => {
        await delay(100 * Math.floor(n / 10));
        const question = random.below(3) === 0 ? sleepQuestion(300, n) : anyQuestion(random);
        const leaving = { key: keys[n] as string, leaveAfter: random.below(201) };
        outcomes.add(judge(await asker.ask(question, leaving), question));
      }),
    );
    const left = performance.now();
    const running = await runsOn(database.client, 2000);
    const quiet = Math.round(performance.now() - left);
    const connections = (await servingBackends(database.client)).length;
    const together = range(pool).map((n) => asker.ask(sleepQuestion(300, n), { key: keys[n] as string }));
    const most = await mostRunning(database.client, Promise.all(together));
    const answers = (await Promise.all(together)).map((outcome, n) => judge(outcome, sleepQuestion(300, n)));
    const seen = outcomes.entries.map(([what, count]) => `${count} ${what}`).join(', ');
    say(`leavers, prepare ${prepare}, seed ${seed}: ${seen}; quiet after ${quiet} ms; ${connections} connections`);
    expect(outcomes.entries.filter(([what]) => /WRONG|UNAUTH/.test(what))).toEqual([]);
    expect({ ended: server.endedWith(), running, together: most, answers }).toEqual({
      ended: undefined,
      running: [],
      together: pool,
      answers: range(pool).map(() => 'right'),
    });
    // Those of the pool, those of authentication, readiness, catalogue and schedule, and that of the serve lock.
    expect(connections).toBeLessThanOrEqual(pool + 5);
  } finally {
    asker.close();
    await server.terminate();
  }
});
