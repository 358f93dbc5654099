import { indexAttribute } from '../../src/catalogue/attributeIndex.js';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import { addDays } from '../../src/lib/time/days.js';
import { fillEvents, lastVolumeDay } from '../activityVolume.js';
import type { BenchDatabase } from '../database.js';

/** How much of a company there is. */
export interface Size {
  readonly customers: number;
  /** Days of snapshots of every customer, up to the day before `lastVolumeDay`. */
  readonly days: number;
}

/** Events of web activity and order lines that each customer has, on the average. */
export const eventsEach = 10;
const linesEach = 5;

/** Aliases with the SQL of their values, of a customer's number `n` and a day's number `d`. */
const attributes = [
  ['VISITS', 'integer', '(n * 7919 + d) % 100000'],
  ['SCORE', 'integer', '(n * 31 + d) % 1000'],
  ['AMOUNT', 'decimal', '((n * 17 + d) % 100000) * 0.01'],
  ['AVERAGE', 'decimal', '((n * 13 + d) % 9000) * 0.01'],
  ['SHARE', 'float', '(n % 1000) * 0.001'],
  ['ORDERS', 'integer', 'n % 40'],
  ['UNITS', 'integer', 'n % 300'],
  ['LABEL', 'text', "'label ' || n % 40"],
  ['STORE', 'text', "'store ' || n % 500"],
  ['MEMBER', 'boolean', "case when n % 2 = 0 then 'yes' else 'no' end"],
  ['LAST_ORDER', 'date', "date '2026-01-01' + (n % 140)::int"],
  ['LAST_VISIT', 'datetime', "timestamptz '2026-05-01T00:00:00Z' - (n % 5000000) * interval '1 second'"],
] as const;

const people = (customers: number): string => `
  insert into facet.loads (kind, started_at, finished_at, code_version) values ('snapshot', now(), now(), 'bench');
  insert into facet.customers (customer_id, given_name, surname, full_name, email, city, country, source_records, load_id)
  select 'C' || lpad(n::text, 7, '0'), 'Given ' || n % 500, 'Surname ' || n, 'Given ' || n % 500 || ' Surname ' || n,
    'c' || n || '@example.com', 'City ' || n % 100, (array['DE', 'AT', 'CH', 'FR'])[1 + n % 4], 1, 1
  from generate_series(0, ${customers - 1}) as n;
  insert into facet.customer_identifiers (customer_id, system, value, load_id)
  select customer_id, system, system || '-' || substr(customer_id, 2), 1
  from facet.customers, unnest(array['crm', 'shop']) as system`;

const orders = (customers: number): string => `
  insert into facet.unified_itemized_transactions (customer_id, order_id, line_id, product_id, order_datetime, is_return,
    is_cancellation, item_quantity, item_revenue, item_list_price, currency, purchase_channel, load_id)
  select 'C' || lpad((n % ${customers})::text, 7, '0'), 'O' || n, '1', 'P' || n % 5000,
    timestamptz '2026-05-30' - (n * 37 % 1000) * interval '1 day', n % 50 = 0, false, 1, 9.5, 10, 'EUR',
    case when n % 2 = 0 then 'web' else 'store' end, 1
  from generate_series(0, ${customers * linesEach - 1}) as n;
  insert into facet.unified_transactions (customer_id, order_id, order_datetime, order_quantity, order_revenue,
    order_returned_quantity, order_returned_revenue, order_canceled_quantity, order_canceled_revenue, net_order_revenue, lines,
    currency, purchase_channel, load_id)
  select customer_id, order_id, order_datetime, 1, item_revenue, 0, 0, 0, 0, item_revenue, 1, currency, purchase_channel, 1
  from facet.unified_itemized_transactions`;

async function writeDay({ client }: BenchDatabase, day: string, number: number): Promise<void> {
  const slots = await client<{ alias: string; slot: string }[]>`select alias, slot from facet.customer_profile_fields`;
  const slotOf = new Map(slots.map(({ alias, slot }) => [alias, slot]));
  await client`select facet.ensure_partitions('customer_profiles', ${day}, ${day})`;
  const { count } = await client.unsafe(`
    insert into facet.customer_profiles (customer_id, profile_date, load_id, ${attributes.map(([alias]) => slotOf.get(alias)).join(', ')})
    select customer_id, '${day}', 1, ${attributes.map(([, , sql]) => sql).join(', ')}
    from (select customer_id, substr(customer_id, 2)::bigint as n, ${number} as d from facet.customers) as c`);
  await client`
    insert into facet.profile_days (profile_date, load_id, rows, complete) values (${day}, 1, ${count}, true)`;
}

/** Fills an empty database with customers, two identifiers of each, days of snapshots, events and order lines: the same ones for the same size. */
export async function fillGrowth(database: BenchDatabase, { customers, days }: Size): Promise<void> {
  const { client, job } = database;
  const definitions = attributes.map(([alias, dataType]) => ({ alias, dataType, description: 'A value.' }));
  await changeCatalogue(client, () => definitions.map((definition) => ({ kind: 'add' as const, ...definition })), {
    today: lastVolumeDay,
  });
  await client.unsafe(people(customers));
  await client.unsafe(orders(customers));
  for (let back = days; back > 0; back -= 1) await writeDay(database, addDays(lastVolumeDay, -back), days - back);
  await indexAttribute(job, 'VISITS');
  await fillEvents(client, { customers, events: customers * eventsEach });
  await client.unsafe('vacuum (analyze) facet.customers, facet.customer_identifiers');
  await client.unsafe('vacuum (analyze) facet.unified_itemized_transactions, facet.unified_transactions');
  await client.unsafe('vacuum facet.customer_profiles');
  await client.unsafe('analyze facet.customer_profiles (customer_id, profile_date)');
}
