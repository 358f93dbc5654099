import type { Job } from '../src/db/job.js';
import { runEnrich } from '../src/enrichment/runEnrich.js';
import { addDays } from '../src/lib/days.js';
import { addNextDay, fillActivity, lastVolumeDay, type Volume } from './activityVolume.js';
import { onCopy, openBenchDatabase, type BenchDatabase } from './database.js';
import { compareWithPort, fiveMetrics } from './fiveMetrics.js';
import { runPort } from './straightforwardPort.js';

/** Seconds of a run, and of its reading and rolling up. */
interface Times {
  readonly rollUp: number;
  readonly whole: number;
}

async function enrich(job: Job, asOf: string): Promise<Times> {
  const began = performance.now();
  const { steps } = await runEnrich({ ...job, now: new Date() }, { asOf });
  const whole = (performance.now() - began) / 1000;
  return { whole, rollUp: steps.find(({ step }) => step === 'roll-up')?.seconds ?? Number.NaN };
}

const line = (name: string, { rollUp, whole }: Times, than: Times | undefined, port: number): string =>
  `| ${name} | ${rollUp.toFixed(1)} s | ${whole.toFixed(1)} s | ${(whole / port).toFixed(2)} × | ` +
  (than === undefined ? '| |' : `${(than.rollUp / rollUp).toFixed(1)} × | ${(than.whole / whole).toFixed(1)} × |`);

/** Rows of the table for one choice of metrics (all of them for `undefined`), and how its results compare. */
async function measure(database: BenchDatabase, volume: Volume, port: number, only?: string[]): Promise<string[]> {
  const lines: string[] = [];
  await onCopy(database, async ({ sql, job }) => {
    const { config } = job;
    const chosen =
      only === undefined ? job : { ...job, config: { ...config, enrichment: { ...config.enrichment, only } } };
    const name = only === undefined ? 'all metrics' : 'the five metrics';
    const full = await enrich(chosen, lastVolumeDay);
    lines.push(line(`${name}, everything`, full, undefined, port));
    if (only !== undefined) console.log(await compareWithPort(sql));
    console.log(`${await addNextDay(sql, volume)} events of the next day`);
    const next = await enrich(chosen, addDays(lastVolumeDay, 1));
    lines.push(line(`${name}, the next day`, next, full, port));
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
    const { sql } = database;
    const [version] = await sql<{ server_version: string }[]>`show server_version`;
    const began = performance.now();
    const events = await fillActivity(sql, volume);
    const filled = (performance.now() - began) / 1000;
    console.log(
      `PostgreSQL ${version?.server_version}; ${events} events, ${volume.customers} customers, made in ${filled.toFixed(1)} s`,
    );
    const port = await runPort(sql, { end, resolved: false });
    // This one's results stay, for the comparison: Facet too finds customers by their client ids.
    const resolvedPort = await runPort(sql, { end, resolved: true });
    await sql.end();
    const lines = [...(await measure(database, volume, port, fiveMetrics)), ...(await measure(database, volume, port))];
    console.log(`
| run | reading and roll-up | whole | of the port | roll-up faster by | whole faster by |
| --- | --- | --- | --- | --- | --- |
| port, events with a login | | ${port.toFixed(1)} s | 1.00 × | | |
| port, customers found by client id | | ${resolvedPort.toFixed(1)} s | ${(resolvedPort / port).toFixed(2)} × | | |
${lines.join('\n')}

Node needed ${Math.round(process.resourceUsage().maxRSS / 1024)} MB at most.`);
  } finally {
    await database.drop();
  }
}
