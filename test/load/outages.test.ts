import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openClient, type Sql } from '../../src/db/client.js';
import { openEmbedded } from '../../src/db/embedded/index.js';
import { readPostmaster } from '../../src/db/embedded/postmaster.js';
import { waitUntil } from '../../src/db/embedded/processes.js';
import { migrate } from '../../src/db/migrate.js';
import { endServingBackends } from '../support/load/backends.js';
import { fillCrowd, makeKeys } from '../support/load/crowd.js';
import { createRandom, runSeed } from '../support/load/random.js';
import { startServing } from '../support/load/serveProcess.js';
import { startTcpServer, takeAllSlots, type TcpServer } from '../support/load/tcpServer.js';
import { summarize, watchServer } from '../support/load/watch.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';

const seed = runSeed();
const table: string[][] = [];

interface Setting {
  readonly name: string;
  readonly config: object;
  readonly environment: Record<string, string>;
  readonly key?: string;
}

/** What happens to a database; may wait for so many milliseconds, and until each server has said that it is not ready. */
type Cause = (outOf: (milliseconds: number) => Promise<void>) => Promise<unknown>;

/** Milliseconds in which what must happen does, however busy the machine is. */
const patience = 30_000;

/** Answers of each client that are looked at 5 s after a cause has ended. */
const answersAfter = 30;

const until = (holds: () => boolean): Promise<boolean> => waitUntil(holds, patience);

/** Servers under clients before, during and after what the cause does; gives what each did. */
async function outage(scenario: string, settings: readonly Setting[], cause: Cause) {
  const servers = await Promise.all(settings.map(({ environment, config }) => startServing(environment, config)));
  const watches = servers.map(({ url }, n) =>
    watchServer(url, { ...settings[n], random: createRandom(seed + n) } as Parameters<typeof watchServer>[1]),
  );
  try {
    await until(() => watches.every((watch) => watch.hasAnswered(0, 5)));
    const from = performance.now();
    const did = await cause(async (milliseconds) => {
      await delay(milliseconds);
      await until(() => watches.every((watch) => watch.hasFallen(from)));
    });
    const ended = performance.now();
    await delay(5000);
    await until(() => watches.every((watch) => watch.hasAnswered(ended + 5000, answersAfter)));
    const lives = servers.map((server) => server.endedWith());
    await Promise.all(watches.map((watch) => watch.stop()));
    const stops = await Promise.all(servers.map((server) => server.terminate()));
    return watches.map((watch, n) => {
      const seen = summarize(watch, { from, ended });
      const { ms = 0, how = '' } = stops[n] ?? {};
      const figures = [seen.right, seen.wrong.length, seen.others.join(', '), seen.notReady, seen.wellAfterSeconds];
      const name = settings[n]?.name ?? '';
      table.push([scenario, name, ...figures.map(String), `${how} after ${ms} ms`]);
      const internalErrors = servers[n]?.internalErrors();
      return { name, did, ...seen, endedWith: lives[n], internalErrors, stopped: how, stoppedAfter: ms };
    });
  } finally {
    for (const watch of watches) await watch.stop();
    await Promise.all(servers.map((server) => server.terminate()));
  }
}

type Seen = Awaited<ReturnType<typeof outage>>[number];

/** What must hold of each server, whatever happened to its database. */
function expectWell(seen: readonly Seen[]): void {
  const wanted = {
    endedWith: undefined,
    internalErrors: [],
    wrong: [],
    late: [],
    notReadyLate: 0,
    stopped: 'code 0',
  };
  expect(seen).toEqual(seen.map(({ name }) => expect.objectContaining({ name, ...wanted })));
  for (const { answeredLate, stoppedAfter, others } of seen) {
    expect(answeredLate).toBeGreaterThanOrEqual(8 * answersAfter);
    expect(stoppedAfter).toBeLessThan(15_000);
    expect(
      others.filter((other) => !/(DATABASE_UNAVAILABLE|OVERLOADED|STATEMENT_TIMEOUT|unanswered)/.test(other)),
    ).toEqual([]);
  }
}

/** For three seconds or more nothing could be answered: then `/health/ready` said so, and why. */
function expectNotReady(seen: readonly Seen[]): void {
  for (const { notReady, notReadyWith } of seen) {
    expect(notReady).toBeGreaterThan(0);
    expect(notReadyWith).toEqual(notReadyWith.map(() => expect.stringMatching(/^503 .*"reason":"[A-Z][^"]+\."/)));
  }
}

afterAll(() => {
  const head = ['cause', 'setting', 'right', 'wrong', 'others', 'not ready', 'well after s', 'SIGTERM'];
  process.stderr.write(`outages, seed ${seed}\n${[head, ...table].map((row) => row.join(' | ')).join('\n')}\n`);
});

/** A PostgreSQL of one's own that servers reach by a URL, with prepared statements and without. */
interface UrlPlace {
  readonly database: TcpServer;
  readonly settings: readonly Setting[];
}

async function startUrlPlace(): Promise<UrlPlace> {
  const database = await startTcpServer();
  const client = openClient(database.target, { max: 1 });
  await fillCrowd(client);
  const [key = ''] = await makeKeys(client, 1);
  await client.end();
  const settings = [true, false].map((prepare) => ({
    name: `prepare ${prepare}`,
    config: { database: { prepare, listen: prepare, pool: 10, statementTimeout: 5 } },
    environment: { DATABASE_URL: database.target.url },
    key,
  }));
  return { database, settings };
}

async function isKilled({ database, settings }: UrlPlace): Promise<void> {
  const seen = await outage('killed', settings, async (outOf) => {
    await database.kill();
    await outOf(3000);
    await database.start();
  });
  expectWell(seen);
  expectNotReady(seen);
}

async function hasNoConnectionLeft({ database, settings }: UrlPlace): Promise<void> {
  const seen = await outage('slots taken', settings, (outOf) => takeAllSlots(database, () => outOf(3000)));
  expect(seen[0]?.did).toBeGreaterThanOrEqual(database.slots - 1);
  expectWell(seen);
  expectNotReady(seen);
}

async function isFrozen({ database, settings }: UrlPlace): Promise<void> {
  const seen = await outage('frozen', settings, async (outOf) => {
    database.freeze();
    await outOf(4000);
    database.thaw();
  });
  expectWell(seen);
  expectNotReady(seen);
}

async function losesConnections({ database, settings }: UrlPlace): Promise<void> {
  const admin: Sql = openClient(database.target, { max: 1, applicationName: 'administrator' });
  const seen = await outage('terminated', settings, async () => {
    let ended = 0;
    for (const end = performance.now() + 3000; performance.now() < end; await delay(200))
      ended += await endServingBackends(admin);
    return ended;
  });
  await admin.end();
  expect(seen[0]?.did).toBeGreaterThan(20);
  expectWell(seen);
}

/** Waits for all, and then fails with the first that failed. */
async function together(works: readonly Promise<void>[]): Promise<void> {
  for (const end of await Promise.allSettled(works)) if (end.status === 'rejected') throw end.reason;
}

// Two at a time: most of an outage is waiting.
describe('a database that is reached by a URL', () => {
  let places: readonly UrlPlace[] = [];
  beforeAll(async () => {
    places = await Promise.all([startUrlPlace(), startUrlPlace()]);
  });
  afterAll(() => Promise.all(places.map(({ database }) => database.remove())));

  it.each([
    ['is killed, and started again after 3 s; another has no connection left for 3 s', isKilled, hasNoConnectionLeft],
    [
      'is frozen for 4 s; another loses every connection of the servers every 200 ms for 3 s',
      isFrozen,
      losesConnections,
    ],
  ])('%s', async (_, ...outages) => {
    await together(outages.map((one, n) => one(places[n] as UrlPlace)));
  });
});

describe('the embedded database', () => {
  const folders: string[] = [];
  afterAll(async () => {
    for (const folder of folders) await removeTestFolder(folder);
  });

  async function makeFolder(): Promise<string> {
    const folder = await makeTestFolder('outage-');
    folders.push(folder);
    const made = await openEmbedded({ dataDir: folder, throwaway: true });
    await migrate(made.target);
    const client = openClient(made.target, { max: 1 });
    await fillCrowd(client);
    await client.end();
    await made.close();
    return folder;
  }

  async function killPostmaster(pgdata: string): Promise<boolean> {
    const before = await readPostmaster(pgdata);
    if (before?.alive !== true) throw new Error(`No server runs on ${pgdata}.`);
    process.kill(before.pid, 'SIGKILL');
    const isBack = async (): Promise<boolean> => {
      const found = await readPostmaster(pgdata);
      return found?.alive === true && found.pid !== before.pid && found.status === 'ready';
    };
    return waitUntil(isBack, 20_000);
  }

  it('loses its postmaster, with prepared statements and without', async () => {
    const settings = await Promise.all(
      [true, false].map(async (prepare) => ({
        name: `prepare ${prepare}`,
        config: { database: { prepare, listen: prepare } },
        environment: { FACET_DATA_DIR: await makeFolder() },
      })),
    );
    const seen = await outage('embedded postmaster killed', settings, () =>
      Promise.all(folders.map((folder) => killPostmaster(join(folder, 'pgdata')))),
    );
    expect(seen.map(({ did }) => did)).toEqual([
      [true, true],
      [true, true],
    ]);
    expectWell(seen);
  });
});
