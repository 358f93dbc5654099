import { finishLoad, startLoad, type Job } from '../db/job.js';
import { deriveCustomers, deriveIdentifiers, deriveTransactions, type Derived } from '../ingest/derive/index.js';
import { inTransaction } from '../ingest/derive/inTransaction.js';
import { addDays, isDay } from '../lib/time/days.js';
import { UserError } from '../lib/errors/UserError.js';
import type { DemoRun } from './DemoRun.js';
import { requireEmptyDatabase } from './existingData.js';
import { sendLetter } from './ownCampaigns.js';
import { plantFaults } from './tables/faults.js';
import { insertMetrics } from './tables/metrics.js';
import { insertResponses } from './tables/responses.js';
import { createRandom, dropRandom } from './random.js';
import { sourceSteps, type Step } from './sourceSteps.js';

/** What the demo is to be: the same options give the same data. */
export interface DemoOptions {
  /** A whole number. */
  readonly seed: number;
  /** At least 1. */
  readonly customers: number;
  /** Days of snapshots that will be made: orders reach 365 days further back, page views 60. */
  readonly days: number;
  /** `YYYY-MM-DD` in the configured zone; only scheduled campaigns lie after it. */
  readonly lastDay: string;
}

/**
 * Writes the demo company, a retailer of outdoor goods: source tables, and what is derived from them, all in one
 * transaction; no snapshots. A `UserError` where the database holds customers or other entities, or for a bad option.
 */
export async function generateDemo(job: Job, options: DemoOptions): Promise<void> {
  checkOptions(options);
  await inTransaction(job, async (inner) => {
    // Citus wants its functions made before a statement that reads distributed tables.
    await createRandom(inner.client, options.seed);
    await requireEmptyDatabase(inner);
    const loadId = await startLoad(inner, 'demo sources', { ...options });
    const run = demoRun(inner, options, loadId);
    await runSteps(inner, [...sourceSteps(run), { name: 'planted faults', run: () => plantFaults(run) }]);
    await finishLoad(inner, loadId);
    await inner.client`analyze facet.unified_customers, facet.unified_itemized_transactions`;
    const metrics: Step = { name: 'metrics by month', run: () => insertMetrics(run) };
    const letter: Step = {
      name: 'order lines after a letter',
      run: async () => {
        await sendLetter(inner, options.seed, options.lastDay);
        return insertResponses(run);
      },
    };
    const [customers, identifiers, orders] = derivationSteps(inner);
    await runSteps(inner, [customers, identifiers, letter, orders, metrics]);
    await dropRandom(inner.client);
    await inner.client`
      analyze facet.customers, facet.customer_identifiers, facet.unified_transactions, facet.campaign_targetings,
        facet.campaign_recipients, facet.coupon_redemptions, facet.metric_values, facet.activity (customer_id, time)`;
  });
}

function checkOptions({ seed, customers, days, lastDay }: DemoOptions): void {
  const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 1;
  if (!Number.isSafeInteger(seed)) throw new UserError(`The demo's seed, ${seed}, is not a whole number.`);
  if (!isCount(customers))
    throw new UserError(`The demo cannot have ${customers} customers: give a whole number from 1.`);
  if (!isCount(days)) throw new UserError(`The demo cannot have ${days} days: give a whole number from 1.`);
  if (!isDay(lastDay)) throw new UserError(`The demo's last day, ${lastDay}, is not a day (YYYY-MM-DD).`);
}

const demoRun = ({ client, config }: Job, { customers, days, lastDay }: DemoOptions, loadId: string): DemoRun => ({
  client,
  loadId,
  customers,
  lastDay,
  firstOrderDay: addDays(lastDay, -(days + 365)),
  firstVisitDay: addDays(lastDay, -(days + 60)),
  timeZone: config.timeZone,
  currency: config.orders.currency,
  app: config.apps.find(({ isDefault }) => isDefault)?.name ?? 'default',
  orderDiscount: config.orders.orderDiscount,
});

function derivationSteps(job: Job): readonly [Step, Step, Step] {
  const derivation = (name: string, derive: (job: Job, loadId: string) => Promise<Derived>): Step => ({
    name,
    run: async () => {
      const loadId = await startLoad(job, `derive ${name}`, {});
      const { rows } = await derive(job, loadId);
      await finishLoad(job, loadId);
      return rows;
    },
  });
  return [
    derivation('customers', deriveCustomers),
    derivation('identifiers', deriveIdentifiers),
    derivation('orders', deriveTransactions),
  ];
}

async function runSteps({ progress }: Job, steps: readonly Step[]): Promise<void> {
  for (const { name, run } of steps) {
    progress.update(`Demo: ${name} …`);
    const began = performance.now();
    const rows = await run();
    progress.say(`Demo: ${rows.toLocaleString('en')} ${name} (${((performance.now() - began) / 1000).toFixed(1)} s).`);
  }
}
