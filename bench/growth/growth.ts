import { createKey } from '../../src/access/keys/keys.js';
import { runEnrich } from '../../src/enrichment/runEnrich.js';
import { runSnapshot } from '../../src/enrichment/runSnapshot.js';
import { runValidation } from '../../src/validation/runValidation.js';
import { startServing } from '../../test/support/load/serveProcess.js';
import { openUrl } from '../../test/support/openUrl.js';
import { lastVolumeDay } from '../activityVolume.js';
import { openBenchDatabase, type BenchDatabase } from '../database.js';
import { peakMemory } from '../serve/processes.js';
import { asker, timeQuestions } from './askServer.js';
import { fillGrowth, type Size } from './fillGrowth.js';
import { printCurves, type Measured } from './printCurves.js';
import { readBytes } from './readBytes.js';

/** What a server takes for the questions, and megabytes of memory at the most. */
async function measureServer(
  database: BenchDatabase,
  { customers }: Size,
): Promise<Pick<Measured, 'questions' | 'memory'>> {
  const door = await openUrl(database);
  const key = await createKey(database.client, 'bench', new Date());
  const server = await startServing(
    { DATABASE_URL: door.url },
    { limits: { cost: 20_000_000 }, database: { statementTimeout: 120 } },
  );
  try {
    const questions = await timeQuestions(asker(server.url, key), customers);
    return { questions, memory: peakMemory(server.pid) };
  } finally {
    await server.terminate();
    door.close();
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/** Seconds of what is done once a day. */
async function measureRuns({ job }: BenchDatabase): Promise<Measured['runs']> {
  const now = { ...job, now: new Date() };
  return {
    'enrichment, all attributes': await seconds(() => runEnrich(now, { asOf: lastVolumeDay })),
    'snapshot of one day': await seconds(() => runSnapshot(now, { from: lastVolumeDay, to: lastVolumeDay })),
    validation: await seconds(() => runValidation(now)),
  };
}

async function measure(size: Size): Promise<Measured> {
  const database = await openBenchDatabase();
  try {
    const filling = await seconds(() => fillGrowth(database, size));
    console.error(`${size.customers} customers × ${size.days} days made in ${filling.toFixed(0)} s`);
    const bytes = await readBytes(database.client);
    const server = await measureServer(database, size);
    console.error('asked');
    return { size, ...server, runs: await measureRuns(database), bytes };
  } finally {
    await database.drop();
  }
}

/** Curves of what things take over the number of customers, ratios first. */
export async function growth({ customers = '10000,100000', days = '30' }: GrowthOptions): Promise<void> {
  const sizes = customers.split(',').map((text) => ({ customers: Number(text), days: Number(days) }));
  for (const size of sizes)
    if (!(Number.isInteger(size.customers) && size.customers >= 1000 && Number.isInteger(size.days) && size.days >= 1))
      throw new Error('--customers takes whole numbers from 1000, with commas between, and --days one from 1.');
  const measured: Measured[] = [];
  for (const size of sizes) measured.push(await measure(size));
  printCurves(measured);
}

/** What the bench is told. */
export interface GrowthOptions {
  /** Numbers of customers with commas between. */
  readonly customers?: string | undefined;
  /** Days of snapshots. */
  readonly days?: string | undefined;
}
