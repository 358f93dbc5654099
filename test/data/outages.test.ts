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

type Cause = () => Promise<unknown>;

/** Servers under clients before, during and for 8 s after what the cause does; gives what each did. */
async function outage(scenario: string, settings: readonly Setting[], cause: Cause) {
  const servers = await Promise.all(settings.map(({ environment, config }) => startServing(environment, config)));
  const watches = servers.map(({ url }, n) =>
    watchServer(url, { ...settings[n], random: createRandom(seed + n) } as Parameters<typeof watchServer>[1]),
  );
  try {
    await delay(1500);
    const from = performance.now();
    const did = await cause();
    const ended = performance.now();
    await delay(8000);
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
    expect(answeredLate).toBeGreaterThan(20);
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

describe('a database that is reached by a URL', () => {
  let database: TcpServer;
  let settings: Setting[];
  beforeAll(async () => {
    database = await startTcpServer();
    const sql = openClient(database.target, { max: 1 });
    await fillCrowd(sql);
    const [key = ''] = await makeKeys(sql, 1);
    await sql.end();
    settings = [true, false].map((prepare) => ({
      name: `prepare ${prepare}`,
      config: { database: { prepare, listen: prepare, pool: 10, statementTimeout: 5 } },
      environment: { DATABASE_URL: database.target.url },
      key,
    }));
  });
  afterAll(() => database.remove());

  it('is killed, and started again after 3 s', async () => {
    const seen = await outage('killed', settings, async () => {
      await database.kill();
      await delay(3000);
      await database.start();
    });
    expectWell(seen);
    expectNotReady(seen);
  });

  it('is frozen for 4 s', async () => {
    const seen = await outage('frozen', settings, async () => {
      database.freeze();
      await delay(4000);
      database.thaw();
    });
    expectWell(seen);
    expectNotReady(seen);
  });

  it('has no connection left for 3 s', async () => {
    const seen = await outage('slots taken', settings, () => takeAllSlots(database, 3000));
    expect(seen[0]?.did).toBeGreaterThanOrEqual(database.slots - 1);
    expectWell(seen);
    expectNotReady(seen);
  });

  it('loses every connection of the servers every 200 ms for 3 s', async () => {
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
  });
});

describe('the embedded database', () => {
  const folders: string[] = [];
  afterAll(async () => {
    for (const folder of folders) await removeTestFolder(folder);
  });

  it.each([true, false])('loses its postmaster; prepared statements: %s', async (prepare) => {
    const folder = await makeTestFolder('outage-');
    folders.push(folder);
    const made = await openEmbedded({ dataDir: folder, throwaway: true });
    await migrate(made.target);
    const sql = openClient(made.target, { max: 1 });
    await fillCrowd(sql);
    await sql.end();
    await made.close();
    const setting = {
      name: `prepare ${prepare}`,
      config: { database: { prepare, listen: prepare } },
      environment: { FACET_DATA_DIR: folder },
    };
    const pgdata = join(folder, 'pgdata');
    const seen = await outage('embedded postmaster killed', [setting], async () => {
      const before = await readPostmaster(pgdata);
      if (before?.alive !== true) throw new Error(`No server runs on ${pgdata}.`);
      process.kill(before.pid, 'SIGKILL');
      const isBack = async (): Promise<boolean> => {
        const found = await readPostmaster(pgdata);
        return found?.alive === true && found.pid !== before.pid && found.status === 'ready';
      };
      return waitUntil(isBack, 20_000);
    });
    expect(seen.map(({ did }) => did)).toEqual([true]);
    expectWell(seen);
  });
});
