import { changeCatalogue } from '../src/catalogue/changeCatalogue.js';
import type { Sql } from '../src/db/client.js';
import { openGraph } from '../test/support/graph.js';
import { openBenchDatabase } from './database.js';

const customers = 50_000;
const saved = 100;
const day = '2026-03-01';

/** Customers with a snapshot of a day, order lines and targetings. */
async function fill(client: Sql): Promise<void> {
  await changeCatalogue(
    client,
    () => [
      { kind: 'add' as const, alias: 'TIER', dataType: 'text' as const, description: 'A tier.' },
      { kind: 'add' as const, alias: 'SALES', dataType: 'decimal' as const, description: 'Sales.' },
    ],
    { today: '2026-03-02' },
  );
  await client.unsafe(`
    select facet.ensure_partitions('customer_profiles', '${day}', '${day}');
    insert into facet.loads (load_id, kind, started_at, code_version) overriding system value
    values (1, 'snapshot', now(), 'bench');
    insert into facet.profile_days (profile_date, load_id, rows, complete) values ('${day}', 1, ${customers}, true);
    insert into facet.customers (customer_id, country, source_records, email_completion, load_id)
    select 'C' || lpad(n::text, 7, '0'), (array['DE', 'AT', 'FR', 'US'])[1 + n % 4], 1, n % 2, 0 from generate_series(1, ${customers}) as n;
    insert into facet.customer_profiles (customer_id, profile_date, load_id, str1, field1)
    select customer_id, '${day}', 1, (array['gold', 'silver', 'none'])[1 + n % 3], n % 1000
    from (select customer_id, substr(customer_id, 2)::bigint as n from facet.customers) as c;
    insert into facet.unified_itemized_transactions (customer_id, order_id, line_id, order_datetime, item_revenue, item_quantity,
      is_return, is_cancellation, load_id)
    select 'C' || lpad((1 + n::bigint * 7919 % ${customers})::text, 7, '0'), 'O' || n / 2, n::text,
      timestamptz '2026-02-28' - n % 700 * interval '1 day', n % 300, 1, false, false, 0 from generate_series(1, ${customers * 3}) as n;
    insert into facet.campaign_targetings (customer_id, execution_date, plan_id, plan_detail_id, last_updated_time, load_id)
    select 'C' || lpad((1 + n::bigint * 104729 % ${customers})::text, 7, '0'), date '2026-03-01' - n % 300, 'P' || n % 50,
      case when n % 5 > 0 then 'P' || n % 50 || '-2' end, now(), 0 from generate_series(1, ${customers * 2}) as n on conflict do nothing`);
  await client.unsafe('vacuum analyze');
}

/** The definition of the n-th saved segment: three conditions on columns and attributes, and one or two on orders, campaigns or others. */
function definitionOf(n: number): unknown {
  const sets: readonly unknown[] = [
    { purchase: { behaviour: 'HAS_PURCHASED', date: { gte: `${30 + n} days ago` } } },
    { purchase: { behaviour: 'HAS_NOT_PURCHASED', date: { gte: '90 days ago' } } },
    { campaign: { states: ['TARGETED'], executed: { gte: '60 days ago' } } },
  ];
  const conditions = [
    { attribute: { name: 'TIER', text: { in: n % 2 === 0 ? ['gold'] : ['gold', 'silver'] } } },
    { attribute: { name: 'SALES', number: { gt: n * 5 } } },
    { column: { name: 'country', text: { in: ['DE', 'AT'] } } },
    sets[n % 3],
    ...(n > 50 && n % 4 === 0 ? [{ segment: { id: `s-${n - 50}` } }] : []),
  ];
  return { include: { groups: [{ conditions }] } };
}

async function save(client: Sql, from: number, to: number): Promise<void> {
  for (let n = from; n < to; n += 1) {
    const definition = JSON.stringify(definitionOf(n));
    await client`
      insert into facet.segments (segment_id, name, version, created_by, created_at, updated_by, updated_at)
      values (${`s-${n}`}, ${`Segment ${n}`}, 1, 'bench', now(), 'bench', now())`;
    await client`
      insert into facet.segment_versions (segment_id, version, name, definition, sentence, created_by, created_at)
      values (${`s-${n}`}, 1, ${`Segment ${n}`}, ${definition}::text::jsonb, '', 'bench', now())`;
  }
}

interface Measured {
  /** The least milliseconds of some tries. */
  readonly time: number;
  readonly statements: number;
}

async function measure(client: Sql, source: string): Promise<Measured> {
  const graph = await openGraph({ client }, '2026-03-02');
  let measured: Measured = { time: Number.POSITIVE_INFINITY, statements: 0 };
  for (let round = 0; round < 10; round += 1) {
    const began = performance.now();
    const { errors, statements } = await graph.ask(source);
    if (errors.length > 0) throw new Error(errors[0]?.message);
    measured = { time: Math.min(measured.time, performance.now() - began), statements: statements.length };
  }
  return measured;
}

const pages = {
  'without segments': '{ customers(first: 50) { edges { node { id address { country } } } } }',
  'with their segments': '{ customers(first: 50) { edges { node { id address { country } segments { id } } } } }',
} as const;

/** What it costs to tell of 50 customers which of 1 or 100 saved segments they are in. */
export async function memberships(): Promise<void> {
  const database = await openBenchDatabase();
  try {
    await fill(database.client);
    for (const count of [1, saved]) {
      await save(database.client, count === 1 ? 0 : 1, count);
      for (const [name, source] of Object.entries(pages)) {
        const { time, statements } = await measure(database.client, source);
        console.log(`${count} saved, a page of 50 customers ${name}: ${time.toFixed(1)} ms, ${statements} statements`);
      }
    }
  } finally {
    await database.drop();
  }
}
