import { sql } from 'drizzle-orm';
import type { Job } from '../src/db/job.js';
import { run } from '../src/db/runStatement.js';
import { transact } from '../src/db/transact.js';
import { updateRollups } from '../src/enrichment/activity/updateRollups.js';
import { baseAttributes } from '../src/enrichment/definitions/definition.js';
import { createRegistry } from '../src/enrichment/families/registry.js';
import { runEnrich } from '../src/enrichment/runEnrich.js';
import { computeDay } from '../src/enrichment/stretches/dayStretches.js';
import { dropStretches } from '../src/enrichment/stretches/stretchTables.js';
import { computeAll } from '../src/enrichment/values/countedValues.js';
import { planForSets } from '../src/enrichment/values/planForSets.js';
import { fillActivity, lastVolumeDay } from './activityVolume.js';
import { openBenchDatabase } from './database.js';
import { databaseMemory, databaseTime } from './serve/processes.js';

const population = sql`select customer_id from facet.customers`;

/** Three order lines for each of 1.65 orders a customer, spread over two years. */
const fillLines = ({ client }: Job, customers: number): Promise<unknown> =>
  client.unsafe(`
    insert into facet.unified_itemized_transactions (customer_id, order_id, line_id, product_id, order_datetime, item_quantity,
      item_revenue, item_discount_amount, purchase_channel, store_id, load_id)
    select 'C' || lpad((o * 7919 % ${customers})::text, 7, '0'), 'o' || o, 'l' || l, 'p' || (o * 3 + l) % 500,
      timestamptz '2024-06-01' + (o * 104729 % 63072000) * interval '1 second', 1 + l, 5 + o * l % 90, o % 7,
      case when o % 3 = 0 then 'web' else 'store' end, 's' || o % 20, 1
    from generate_series(1::bigint, ${Math.ceil(customers * 1.65)}) as o, generate_series(1::bigint, 3) as l`);

const withRuns = (job: Job, runs: Partial<Job['config']['runs']>): Job => ({
  ...job,
  now: new Date(),
  config: { ...job.config, runs: { ...job.config.runs, ...runs } },
});

/** Computes all values of the day in one statement, with so many parallel workers of PostgreSQL, and throws them away. */
const inOneStatement = (job: Job, workers: number): Promise<void> =>
  transact(job.client, async (db) => {
    await planForSets(db, job.config);
    await db.unsafe(`set local max_parallel_workers_per_gather = ${workers}; set local parallel_setup_cost = 0`);
    const wanted = createRegistry(job.config)
      .families.map((family) => ({ family, attributes: baseAttributes(family) }))
      .filter(({ attributes }) => attributes.length > 0);
    const { timeZone, enrichment } = job.config;
    const values = computeAll(wanted, { days: [lastVolumeDay], timeZone, enrichment, population });
    await run(
      db,
      sql`create unlogged table facet.bench_values as select v.* from (${values}) as v (customer_id, day, "facet visits", "facet owned")`,
    );
    await db`drop table facet.bench_values`;
  });

const inStretches = async (job: Job): Promise<void> => {
  await dropStretches(job.client);
  await computeDay(job, { day: lastVolumeDay, population, ignoreKept: true, keeps: true });
};

/**
 * The values of one day of 200,000 customers in one statement and in stretches, and whole runs of enrichment; or of as many customers
 * as `FACET_BENCH_CUSTOMERS` says.
 */
export async function parallel(): Promise<void> {
  const customers = Number(process.env['FACET_BENCH_CUSTOMERS'] ?? 200_000);
  const database = await openBenchDatabase(10);
  try {
    const { client, job } = database;
    await fillActivity(client, { events: customers * 7.5, customers });
    await fillLines(job, customers);
    await client.unsafe('vacuum analyze facet.unified_itemized_transactions');
    const [server] = await client<{ pid: number }[]>`
      select split_part(pg_read_file('postmaster.pid'), E'\n', 1)::int as pid`;
    await updateRollups(job, createRegistry(job.config), { loadId: '1', last: lastVolumeDay });
    const rows: { name: string; seconds: number; processor: number; memory: number }[] = [];
    const timed = async (name: string, work: () => Promise<unknown>): Promise<void> => {
      const [began, before] = [performance.now(), databaseTime(server?.pid ?? 0)];
      let memory = 0;
      const sampler = setInterval(() => (memory = Math.max(memory, databaseMemory(server?.pid ?? 0).all)), 100);
      await work().finally(() => clearInterval(sampler));
      const seconds = (performance.now() - began) / 1000;
      rows.push({ name, seconds, processor: (databaseTime(server?.pid ?? 0) - before) / 1000, memory });
    };
    const four = { stretchCustomers: Math.ceil(customers / 4) };
    await timed('values, one statement', () => inOneStatement(job, 0));
    await timed('values, one statement, two workers of PostgreSQL', () => inOneStatement(job, 2));
    for (const parallel of [1, 2, 4])
      await timed(`values, 4 stretches, ${parallel} at a time`, () =>
        inStretches(withRuns(job, { ...four, parallel })),
      );
    await dropStretches(client);
    const enrich = (runs: Partial<Job['config']['runs']>) =>
      runEnrich(withRuns(job, runs), { asOf: lastVolumeDay, rebuild: true });
    await enrich({ stretchCustomers: customers });
    await timed('enrich --rebuild, in one piece', () => enrich({ stretchCustomers: customers }));
    for (const parallel of [1, 2])
      await timed(`enrich --rebuild, 4 stretches, ${parallel} at a time`, () => enrich({ ...four, parallel }));
    const [values, , , , , runs] = rows;
    for (const { name, seconds, processor, memory } of rows) {
      const of = name.startsWith('values') ? values : runs;
      console.log(
        `| ${name} | ${(seconds / (of?.seconds ?? 1)).toFixed(2)} × | ${seconds.toFixed(1)} s | ${processor.toFixed(1)} s | ${Math.round(memory)} MB |`,
      );
    }
    console.log(`Node needed ${Math.round(process.resourceUsage().maxRSS / 1024)} MB at most.`);
  } finally {
    await database.drop();
  }
}
