import type { Sql } from '../src/db/client.js';
import type { Job } from '../src/db/job.js';
import { runEnrich } from '../src/enrichment/runEnrich.js';
import { addDays } from '../src/lib/time/days.js';
import { addNextDay, fillActivity, lastVolumeDay, type Volume } from './activityVolume.js';
import { onCopy, openBenchDatabase, type BenchDatabase } from './database.js';
import { compareWithPort, fiveAttributes } from './fiveAttributes.js';
import { databaseTime } from './serve/processes.js';
import { runPort } from './straightforwardPort.js';

/** Seconds of a run, of the processor's time that PostgreSQL needed for it, and of its reading and rolling up. */
interface Times {
  readonly whole: number;
  readonly processor: number;
  readonly rollUp?: number;
}

/** Times work; the processor's time is that of all processes of PostgreSQL, and steadier where others use the machine. */
async function timed<T>(client: Sql, work: () => Promise<T>): Promise<readonly [T, Times]> {
  const [server] = await client<
    { pid: number }[]
  >`select split_part(pg_read_file('postmaster.pid'), E'\n', 1)::int as pid`;
  const [began, before] = [performance.now(), databaseTime(server?.pid ?? 0)];
  const done = await work();
  const processor = (databaseTime(server?.pid ?? 0) - before) / 1000;
  return [done, { whole: (performance.now() - began) / 1000, processor }];
}

async function enrich(job: Job, asOf: string): Promise<Times> {
  const [{ steps }, times] = await timed(job.client, () => runEnrich({ ...job, now: new Date() }, { asOf }));
  return { ...times, rollUp: steps.find(({ step }) => step === 'roll-up')?.seconds ?? Number.NaN };
}

const line = (name: string, { rollUp, whole, processor }: Times, port: Times): string =>
  `| ${name} | ${rollUp === undefined ? '' : `${rollUp.toFixed(1)} s`} | ${whole.toFixed(1)} s | ${(whole / port.whole).toFixed(2)} × | ` +
  `${processor.toFixed(1)} s | ${(processor / port.processor).toFixed(2)} × |`;

/** Rows of the table for one choice of attributes (all of them for `undefined`), and how its results compare. */
async function measure(database: BenchDatabase, volume: Volume, port: Times, only?: string[]): Promise<string[]> {
  const lines: string[] = [];
  await onCopy(database, async ({ client, job }) => {
    const { config } = job;
    const chosen =
      only === undefined ? job : { ...job, config: { ...config, enrichment: { ...config.enrichment, only } } };
    const name = only === undefined ? 'all attributes' : 'the five attributes';
    const full = await enrich(chosen, lastVolumeDay);
    lines.push(line(`${name}, everything`, full, port));
    if (only !== undefined) console.log(await compareWithPort(client));
    console.log(`${await addNextDay(client, volume)} events of the next day`);
    const next = await enrich(chosen, addDays(lastVolumeDay, 1));
    lines.push(line(`${name}, the next day`, next, port));
  });
  return lines;
}

/**
 * Enrichment against the straightforward port in one run: 5 million events of 200,000 customers, or as many events as
 * `FACET_BENCH_EVENTS` says, with a customer for each 25.
 */
export async function enrichment(): Promise<void> {
  const asked = Number(process.env['FACET_BENCH_EVENTS'] ?? 5_000_000);
  const volume = { events: asked, customers: Math.ceil(asked / 25) };
  const end = `${addDays(lastVolumeDay, 1)}T00:00:00Z`;
  const database = await openBenchDatabase();
  try {
    const { client } = database;
    const [version] = await client<{ server_version: string }[]>`show server_version`;
    const began = performance.now();
    const events = await fillActivity(client, volume);
    const filled = (performance.now() - began) / 1000;
    console.log(
      `PostgreSQL ${version?.server_version}; ${events} events, ${volume.customers} customers, made in ${filled.toFixed(1)} s`,
    );
    const [, port] = await timed(client, () => runPort(client, { end, resolved: false }));
    // This one's results stay, for the comparison: Facet too finds customers by their client ids.
    const [, resolvedPort] = await timed(client, () => runPort(client, { end, resolved: true }));
    await client.end();
    const lines = [
      ...(await measure(database, volume, port, fiveAttributes)),
      ...(await measure(database, volume, port)),
    ];
    console.log(`
| run | reading and roll-up | whole | of the port | processor | of the port |
| --- | --- | --- | --- | --- | --- |
${line('port, events with a login', port, port)}
${line('port, customers found by client id', resolvedPort, port)}
${lines.join('\n')}

Node needed ${Math.round(process.resourceUsage().maxRSS / 1024)} MB at most.`);
  } finally {
    await database.drop();
  }
}
