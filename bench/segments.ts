import { sql } from 'drizzle-orm';
import { readCatalogue } from '../src/catalogue/readCatalogue.js';
import { changeCatalogue } from '../src/catalogue/changeCatalogue.js';
import type { Sql } from '../src/db/client.js';
import { compile, type Statement } from '../src/db/sql.js';
import { checkDefinition } from '../src/segments/definition/checkDefinition.js';
import { prepareSegments, type SegmentStore } from '../src/segments/prepareSegments.js';
import { segmentMembers } from '../src/segments/segmentMembers.js';
import { momentOf } from '../src/segments/SegmentMoment.js';
import { openScope } from '../test/support/scope.js';
import { openBenchDatabase } from './database.js';
import { segmentCases, type SegmentCase } from './segmentCases.js';

const customers = 200_000;
const lines = 1_000_000;
const day = '2026-03-01';

const aliases = [
  ['SEGMENT_NAME', 'text'],
  ['REVENUE_12M', 'decimal'],
  ['ORDERS_12M', 'integer'],
  ['LAST_VISIT', 'date'],
] as const;

/** Customers with a snapshot, consent, orders, targetings, metrics and a list. */
async function fill(client: Sql): Promise<void> {
  await changeCatalogue(
    client,
    () => aliases.map(([alias, dataType]) => ({ kind: 'add' as const, alias, dataType, description: 'A value.' })),
    { today: '2026-03-02' },
  );
  await client.unsafe(`
    select facet.ensure_partitions('customer_profiles', '${day}', '${day}');
    insert into facet.loads (load_id, kind, started_at, code_version) overriding system value
    values (1, 'snapshot', now(), 'bench');
    insert into facet.profile_days (profile_date, load_id, rows, complete) values ('${day}', 1, ${customers}, true);
    insert into facet.customers (customer_id, given_name, surname, full_name, email, phone, city, country, account_id, create_dt,
      source_records, email_completion, phone_completion, address_completion, load_id)
    select 'C' || lpad(n::text, 7, '0'), 'Ann' || n % 900, 'Lee' || n % 7000, 'Ann' || n % 900 || ' Lee' || n % 7000,
      case when n % 10 < 8 then 'p' || n || '@example.org' end, case when n % 10 < 5 then '+49 ' || n end, 'City ' || n % 300,
      (array['DE', 'AT', 'CH', 'FR', 'IT', 'NL', 'PL', 'ES'])[1 + n % 8], 'A' || n % 20000,
      timestamptz '2020-01-01' + n * interval '15 minutes', 1, (n % 10 < 8)::int, (n % 10 < 5)::int, case when n % 3 = 0 then 4 else 2 end, 0
    from generate_series(0, ${customers - 1}) as n;
    insert into facet.customer_profiles (customer_id, profile_date, load_id, str1, field1, field2, date1)
    select customer_id, '${day}', 1, 'group ' || n % 40, case when n % 4 > 0 then (n * 7919) % 1000 end, n % 13, date '2026-03-01' - (n * 31 % 700)::int
    from (select customer_id, substr(customer_id, 2)::bigint as n from facet.customers) as c;
    insert into facet.email_opt_status (customer_id, email, is_email_opted_in, load_id)
    select customer_id, email, substr(customer_id, 2)::bigint % 4 > 0, 0 from facet.customers where email is not null;
    insert into facet.accounts (account_id, account_name) select 'A' || n, 'A' || n from generate_series(0, 19999) as n;
    insert into facet.metric_definitions (metric_name, description, levels, across_entities, across_time, load_id)
    values ('arr', 'Revenue.', '{ACCOUNT}', 'sum', 'none', 0), ('score', 'Score.', '{CUSTOMER}', 'none', 'none', 0);
    insert into facet.metric_values (level, entity_id, app, metric_name, effective_date, value, load_id)
    select 'ACCOUNT', 'A' || n, 'default', 'arr', date '2025-12-01' + m * interval '1 month', (n * 37) % 5000, 0
    from generate_series(0, 19999) as n, generate_series(0, 2) as m;
    insert into facet.metric_values (level, entity_id, app, metric_name, effective_date, value, load_id)
    select 'CUSTOMER', customer_id, 'default', 'score', '2026-02-01', substr(customer_id, 2)::bigint * 13 % 100, 0 from facet.customers;
    insert into facet.segment_list_members (customer_id, list_id, load_id)
    select customer_id, 'vip', 0 from facet.customers where substr(customer_id, 2)::bigint % 5 = 0;
    insert into facet.campaign_targetings (customer_id, plan_id, plan_detail_id, execution_date, last_updated_time, load_id)
    select 'C' || lpad((n * 3 % ${customers})::text, 7, '0'), 'P' || n % 9, 'P' || n % 9 || '-2', date '2026-03-02' - (n / 7000), now(), 0
    from generate_series(0, 399999) as n;
    insert into facet.unified_itemized_transactions (customer_id, order_id, line_id, product_id, order_datetime, is_return,
      is_cancellation, item_quantity, item_revenue, currency, purchase_channel, load_id)
    select 'C' || lpad(((n / 8) * 7 % ${customers})::text, 7, '0'), 'O' || n / 4, n::text, 'P' || n % 5000,
      timestamptz '2024-03-02' + (n / 4) * interval '4 minutes', n % 50 = 0, false, 1, 9.5, 'EUR', case when n % 2 = 0 then 'web' else 'store' end, 0
    from generate_series(0, ${lines - 1}) as n`);
  await client.unsafe('vacuum analyze');
}

interface Counted {
  /** The least milliseconds of some tries. */
  readonly time: number;
  readonly count: number;
}

type Count = () => Promise<readonly { readonly count: string }[]>;

/** Counts by two statements in turns. */
async function inTurns(ours: Count, byHand: Count, tries = 5): Promise<readonly [Counted, Counted]> {
  const least = async (count: Count, before: Counted): Promise<Counted> => {
    const began = performance.now();
    const [row] = await count();
    return { time: Math.min(before.time, performance.now() - began), count: Number(row?.count) };
  };
  let [mine, theirs]: Counted[] = [];
  const none = { time: Number.POSITIVE_INFINITY, count: 0 };
  for (let round = 0; round < tries; round += 1) {
    mine = await least(ours, mine ?? none);
    theirs = await least(byHand, theirs ?? none);
  }
  return [mine ?? none, theirs ?? none];
}

/** The statement that counts the members of a segment. */
async function countStatement(client: Sql, { definition }: SegmentCase): Promise<Statement> {
  const now = new Date('2026-03-02T12:00:00Z');
  const scope = openScope({ client }, { catalogue: await readCatalogue(client), now });
  const store: SegmentStore = {
    definitions: () => Promise.resolve(new Map()),
    lists: (ids) => Promise.resolve(new Set(ids)),
  };
  const checked = checkDefinition(definition);
  const context = await prepareSegments(scope, store, [checked], momentOf(scope, null, day));
  return compile(sql`select count(*) from (${segmentMembers(context, checked)}) as members`);
}

/** What it costs to count the members of segments of 200,000 customers, against the same SQL written by hand. */
export async function segments(): Promise<void> {
  const database = await openBenchDatabase();
  try {
    await fill(database.client);
    await measureSegments(database.client);
  } finally {
    await database.drop();
  }
}

/** Measures segments on a database that has their data. */
async function measureSegments(client: Sql): Promise<void> {
  const connection = await client.reserve();
  try {
    console.log('| segment | members | ms | by hand | |\n| --- | --- | --- | --- | --- |');
    for (const one of segmentCases) {
      const { text, values } = await countStatement(client, one);
      const ours: Count = () => connection.unsafe<{ count: string }[]>(text, [...values] as never[]);
      const byHand: Count = async () => {
        await connection.unsafe(`set enable_nestloop = ${one.isHashed === true ? 'off' : 'on'}`);
        const rows = await connection.unsafe<{ count: string }[]>(one.byHand);
        await connection.unsafe('set enable_nestloop = on');
        return rows;
      };
      const [mine, theirs] = await inTurns(ours, byHand);
      const members = mine.count === theirs.count ? mine.count : `${mine.count}, by hand ${theirs.count}`;
      const ratio = (mine.time / theirs.time).toFixed(2);
      console.log(`| ${one.name} | ${members} | ${mine.time.toFixed(0)} | ${theirs.time.toFixed(0)} | ${ratio} × |`);
    }
  } finally {
    connection.release();
  }
}
