import { readFileSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { waitUntil } from '../../src/db/embedded/processes.js';
import { addDays } from '../../src/lib/time/days.js';
import { cloneDatabase, createDatabase, type TestDatabase } from '../support/database.js';
import { openUrl, runFacet, startFacet, waitForLine } from '../support/facet.js';
import { createRandom, runSeed } from '../support/load/random.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';

const random = createRandom(runSeed());
const customers = 300;
/** Fewer than the deaths at once after which a server ends. */
const kills = 4;
const patience = 240_000;

/** The process of a server that makes its runs. */
function runsOf(primary: number): number | undefined {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const isChild = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === primary;
      if (isChild && readFileSync(`/proc/${pid}/environ`, 'utf8').includes('FACET_WORKER=runs')) return Number(pid);
    } catch {
      // It has ended meanwhile.
    }
  }
  return undefined;
}

/** Whether a daily run has a connection that does something. */
async function isRunning({ client }: TestDatabase): Promise<boolean> {
  const found = await client`
    select 1 as one from pg_stat_activity
    where datname = current_database() and application_name = 'facet daily' and state <> 'idle'`;
  return found.length > 0;
}

/** All snapshots but for the load that wrote them, and how many rows each day has. */
async function snapshotsOf({ client }: TestDatabase) {
  const [all] = await client`
    select md5(string_agg(md5((to_jsonb(p) - 'load_id')::text), '' order by customer_id, profile_date)) as hash,
      count(*)::int as rows, count(distinct (customer_id, profile_date))::int as "different"
    from facet.customer_profiles p`;
  const days = await client`
    select profile_date::text as day, rows::int as rows from facet.profile_days where complete order by 1`;
  return { all, days };
}

it(`a daily run whose process is killed ${kills} times writes each day once, as one that is not (seed ${random.seed})`, async () => {
  const [folder, source] = [await makeTestFolder('runs-'), await cloneDatabase()];
  const today = new Date().toISOString().slice(0, 10);
  const door = await openUrl(source);
  const lastDay = addDays(today, -5);
  const demo = ['demo', '--customers', String(customers), '--days', '2', '--last-day', lastDay];
  expect((await runFacet(demo, { DATABASE_URL: door.url })).code).toBe(0);
  expect((await runFacet(['keys', 'create', 'any', '--role', 'full'], { DATABASE_URL: door.url })).code).toBe(0);
  door.close();
  await source.client.end();
  if (source.target.kind !== 'socket') throw new Error('The test database has a socket');
  const databases = [
    await createDatabase(source.target.database),
    await createDatabase(source.target.database),
  ] as const;
  const doors = await Promise.all(databases.map(openUrl));
  const file = join(folder, 'facet.yml');
  await writeFile(file, JSON.stringify({ schedule: { at: '00:00' }, shutdown: { drainSeconds: 0 } }));
  const [killed, calm] = doors.map(({ url }) => ({ DATABASE_URL: url, FACET_CONFIG: file, PORT: '0' }));
  expect((await runFacet(['daily'], calm)).code).toBe(0);

  const server = startFacet(['serve', '--workers', '2'], killed);
  let log = '';
  server.stdout?.on('data', (chunk: Buffer) => (log += chunk.toString()));
  await waitForLine(server, 'stdout', /Facet answers at/);
  const yesterday = addDays(today, -1);
  const isDone = async () => (await snapshotsOf(databases[0])).days.some(({ day }) => day === yesterday);
  const times: number[] = [];
  let inMidRun = 0;
  for (let n = 0; n < kills; n += 1) {
    expect(await waitUntil(async () => (await isRunning(databases[0])) || (await isDone()), 60_000)).toBe(true);
    const after = random.below(1500);
    await delay(after);
    times.push(after);
    if (await isRunning(databases[0])) inMidRun += 1;
    process.kill(runsOf(server.pid ?? 0) ?? 0, 'SIGKILL');
    expect(await waitUntil(() => log.split('Worker runs is back').length === n + 2, 60_000)).toBe(true);
  }
  expect(inMidRun).toBeGreaterThan(0);
  expect(await waitUntil(isDone, patience)).toBe(true);
  expect(await waitUntil(() => log.includes('The next daily run is due'), patience)).toBe(true);
  const ended = new Promise((resolve) => server.once('close', resolve));
  server.kill('SIGTERM');
  expect(await ended).toBe(0);

  const [found, wanted] = [await snapshotsOf(databases[0]), await snapshotsOf(databases[1])];
  expect(found).toEqual(wanted);
  expect(found.days.map(({ day }) => day as string)).toEqual([-6, -5, -4, -3, -2, -1].map((n) => addDays(today, n)));
  expect(found.all?.['rows']).toBe(found.all?.['different']);
  process.stderr.write(
    `killed runs: after ${times.join(', ')} ms, ${inMidRun} of ${kills} in mid-run; ${found.all?.['rows']} rows, none twice, none missing\n`,
  );
  for (const door of doors) door.close();
  for (const one of [...databases, source]) await one.drop();
  await removeTestFolder(folder);
}, 600_000);
