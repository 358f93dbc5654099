import type { Sql } from '../src/db/client.js';
import { readTableColumns } from '../src/validation/configured/readTableColumns.js';
import type { Check } from '../src/validation/definitions/Check.js';
import type { CheckRows } from '../src/validation/definitions/CheckRows.js';
import { ownChecks } from '../src/validation/ownChecks.js';
import { neededColumns } from '../src/validation/readiness/neededColumns.js';
import { planPasses } from '../src/validation/run/planPasses.js';
import { passStatement } from '../src/validation/run/passStatement.js';
import { runValidation } from '../src/validation/runValidation.js';
import { openBenchDatabase, type BenchDatabase } from './database.js';

const lines = 1_000_000;

/** Order lines, eight to an order and 40 to a customer, one of 50 returned, and their orders. */
async function fill(client: Sql): Promise<void> {
  await client.unsafe(`
    insert into facet.unified_itemized_transactions (customer_id, order_id, line_id, product_id, order_datetime, is_return,
      is_cancellation, item_quantity, item_revenue, item_list_price, item_discount_amount, item_cost, item_profit, currency,
      purchase_channel, store_id, load_id)
    select 'C' || n / 40, 'O' || n / 8, n::text, 'P' || n % 5000, timestamptz '2024-01-01' + (n / 8) * interval '8 minutes',
      n % 50 = 0, false, case when n % 50 = 0 then -1 else 1 + n % 3 end, case when n % 50 = 0 then -9.5 else 9.5 end,
      case when n % 50 = 0 then -10 else 10 end, case when n % 50 = 0 then -0.5 else 0.5 end, 6, 3.5, 'EUR',
      case when n % 2 = 0 then 'web' else 'store' end, case when n % 2 = 1 then 'S' || n % 40 end, 0
    from generate_series(0, ${lines - 1}) as n`);
  await client.unsafe(`
    insert into facet.unified_transactions (customer_id, order_id, order_datetime, order_quantity, order_revenue,
      order_returned_quantity, order_returned_revenue, order_canceled_quantity, order_canceled_revenue, net_order_revenue, lines,
      currency, purchase_channel, load_id)
    select customer_id, order_id, min(order_datetime), 8, 76, 0, 0, 0, 0, 76, 8, 'EUR', 'web', 0
    from facet.unified_itemized_transactions group by customer_id, order_id`);
  await client`vacuum analyze facet.unified_itemized_transactions`;
  await client`vacuum analyze facet.unified_transactions`;
}

/** The least seconds of five tries. */
async function seconds(work: () => Promise<unknown>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round += 1) {
    const began = performance.now();
    await work();
    least = Math.min(least, (performance.now() - began) / 1000);
  }
  return least;
}

/** The predicates of the checks of some rows as somebody would write them by hand: one statement, nothing but the counts. */
const byHand = (of: CheckRows, checks: readonly Check[]): string =>
  `select ${checks
    .filter(({ rows }) => rows.name === of.name)
    .flatMap(({ evaluated = 'true', fails }) => [
      `count(*) filter (where ${evaluated})`,
      `count(*) filter (where (${evaluated}) and (${fails}))`,
    ])
    .join(', ')} from ${of.from} as t`;

async function measure({ client, job }: BenchDatabase): Promise<void> {
  const checks = ownChecks({ keys: job.config.validation, now: job.now });
  const passes = planPasses(checks, neededColumns(await readTableColumns(client))).filter(({ rows }) =>
    ['unified_itemized_transactions', 'unified_transactions'].includes(rows.table),
  );
  const hand = (isTable: boolean): Promise<number> =>
    seconds(async () => {
      for (const { rows } of passes) if (rows.isTable === isTable) await client.unsafe(byHand(rows, checks));
    });
  await client.unsafe("set work_mem = '64MB'");
  const scans = await hand(true);
  const all = scans + (await hand(false));
  console.log('| what | seconds | of scans | of scans and groups |\n| --- | --- | --- | --- |');
  const row = (what: string, taken: number): void =>
    console.log(`| ${what} | ${taken.toFixed(2)} | ${(taken / scans).toFixed(2)} × | ${(taken / all).toFixed(2)} × |`);
  row('scans: the predicates on rows of lines and orders by hand, one scan of each', scans);
  row('scans and groups: those on rows that are grouped too, one statement for each grouping', all);
  for (const pass of passes) {
    await client.unsafe(`set enable_sort = ${pass.rows.isTable ? 'off' : 'on'}`);
    row(`pass: ${pass.rows.name}`, await seconds(() => client.unsafe(passStatement(pass, job.config.timeZone))));
  }
  row('facet validate, whole', await seconds(() => runValidation(job)));
}

/** What a validation of a million order lines costs against one scan with the same predicates written by hand. */
export async function validation(): Promise<void> {
  const database = await openBenchDatabase();
  try {
    await fill(database.client);
    await measure(database);
  } finally {
    await database.drop();
  }
}
