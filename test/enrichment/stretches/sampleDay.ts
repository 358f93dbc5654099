import type { Config } from '../../../src/config.js';
import { readConfig } from '../../../src/config.js';
import { runEnrich } from '../../../src/enrichment/runEnrich.js';
import type { EnrichReport } from '../../../src/enrichment/enrichReport.js';
import type { Progress } from '../../../src/lib/process/progress.js';
import type { TestDatabase } from '../../support/database.js';
import { testJob } from '../../support/job.js';

type Database = Pick<TestDatabase, 'client'>;

export const day = '2026-03-31';

/**
 * Customers c1 to cN with web activity, order lines with returns and targetings, made in SQL: every fifth event is anonymous under the
 * client id of a customer, every eleventh order is of nobody, and some customers have nothing.
 */
export async function fillDay({ client }: Database, customers: number, events: number): Promise<void> {
  await client`insert into facet.customers (customer_id, given_name, city, birthdate, create_dt, source_records, load_id)
    select 'c' || n, 'N' || n % 7, 'City ' || n % 5, date '1960-01-01' + n * 97 % 15000,
      timestamptz '2024-01-01' + n * 37 % 800 * interval '1 day', 1, 0
    from generate_series(1, ${customers}::int) as n`;
  await client`select facet.ensure_partitions('activity', date '2025-10-01', date '2026-04-30')`;
  await client`
    insert into facet.activity (customer_id, event_id, time, url, client_id, load_id, loaded_at)
    select case when n % 5 = 0 then '' else 'c' || c end, 'e' || n,
      timestamptz '2025-10-01' + (n / 4 * 7919::bigint % 15724800 + n % 4 * 60) * interval '1 second',
      'https://x.example/' || n % 9 || case when n % 3 = 0 then '?utm_source=s' || n % 4 else '' end, 'k' || c, 0, timestamptz '2026-04-01'
    from (select n, 1 + floor(power(n / 4 * 31::bigint % ${customers}::int, 2) / ${customers}::int)::int as c from generate_series(1, ${events}::int) as n) as n`;
  // Visits that midnight does not split.
  await client`
    insert into facet.activity (customer_id, event_id, time, url, client_id, load_id, loaded_at)
    select 'c' || n, 'm' || n || '-' || half, timestamptz '2026-03-20 23:50:00Z' + half * interval '20 minutes', 'https://x.example/m', 'k' || n,
      0, timestamptz '2026-04-01'
    from generate_series(1, ${customers}::int, 3) as n, generate_series(0, 1) as half`;
  await client`
    insert into facet.unified_itemized_transactions (customer_id, order_id, line_id, product_id, order_datetime, item_quantity,
      item_revenue, item_discount_amount, purchase_channel, is_return, load_id)
    select case when o % 11 = 0 then '' else 'c' || 1 + o * 7 % ${customers}::int end, 'o' || o, 'l' || l, 'p' || o % 6,
      timestamptz '2025-01-01' + o * 100003::bigint % 39000000 * interval '1 second',
      case when l = 3 then -1 else l end, case when l = 3 then -5.5 else 10.25 * l + o % 13 end, o % 3,
      case when o % 2 = 0 then 'web' else 'store' end, l = 3, 0
    from generate_series(1, ${events}::int / 4) as o, generate_series(1, 3) as l where l < 3 or o % 4 = 0`;
  await client`
    insert into facet.campaign_targetings (customer_id, execution_date, plan_id, plan_detail_id, last_updated_time, load_id)
    select 'c' || n, date '2026-03-01' + n % 30, 'P' || n % 3, null, timestamptz '2026-03-31', 0
    from generate_series(1, ${customers}::int, 2) as n`;
}

type Runs = Partial<Config['runs']>;

/** A job on the day after with settings of runs; the defaults compute few customers in one piece. */
export function dayJob(database: Database, runs: Runs, progress?: Progress) {
  const config = readConfig({});
  const job = testJob(database, '2026-04-01T12:00:00Z', { runs: { ...config.runs, ...runs } });
  return progress === undefined ? job : { ...job, progress };
}

/** Enriches the day from the beginning; with `kept` what the last run has kept is used. */
export const enrichDay = (
  database: Database,
  runs: Runs,
  { kept = false, progress }: { readonly kept?: boolean; readonly progress?: Progress } = {},
): Promise<EnrichReport> => runEnrich(dayJob(database, runs, progress), { asOf: day, rebuild: !kept });

const sums = {
  enriched: "select to_jsonb(t) - 'load_id' as row from facet.enriched_customers as t",
  profiles: `select to_jsonb(t) - 'load_id' as row from facet.customer_profiles as t where profile_date = '${day}'`,
  transactions: "select to_jsonb(t) - 'load_id' as row from facet.transaction_attributes_extended as t",
  customers: "select to_jsonb(t) - 'load_id' as row from facet.customer_attributes as t",
  kept: 'select to_jsonb(t) as row from facet.activity_values as t',
  day: `select to_jsonb(t) - 'load_id' as row from facet.profile_days as t where profile_date = '${day}'`,
} as const;

/** The number of rows and a checksum of all values of each table that a day is written to, load ids aside, worked out in SQL. */
export async function checksums({ client }: Database): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const [name, rows] of Object.entries(sums)) {
    const [sum] = await client.unsafe<{ sum: string }[]>(
      `select count(*) || ' ' || coalesce(md5(string_agg(row::text, '' order by row::text)), '') as sum from (${rows}) as r`,
    );
    found[name] = sum?.sum ?? '';
  }
  return found;
}

/** The tables that stretches leave where they are not gone on with. */
export const stretchTables = async ({ client }: Database): Promise<readonly unknown[]> =>
  (
    await client`select relname from pg_class where relnamespace = 'facet'::regnamespace and relname in ('day_values', 'day_stretches')`
  ).map(({ relname }) => relname);
