import type { Sql } from '../../src/db/client.js';
import { personalTables } from '../../src/forgetting/personalTables.js';
import { canaryOf, described, insertCanary, type Canary } from './fillPerson.js';

export const alpha = canaryOf('alphabird', '7000001');
export const beta = canaryOf('betabird', '8000002');

/** What checks bind to each other, by table. */
const bound = ({ id, name, phone }: Canary): Readonly<Record<string, object>> => ({
  validation_results: {
    status: 'PASSED',
    severity: 'WARNING',
    key_columns: ['customer_id', 'order_id'],
    sample_keys: [
      [id, 'O1'],
      ['somebody', 'O2'],
    ],
    columns: [],
    check_id: id.slice(0, 5),
    table_name: 'customers',
    title: '',
    fails_when: '',
    remedy: '',
    query: '',
    sources: {},
  },
  segment_members: { left_on: null },
  segments: { status: 'ACTIVE', segment_id: id.slice(0, 5), app: 'default', created_by: 'x', updated_by: 'x' },
  segment_versions: { segment_id: id.slice(0, 5), created_by: 'x' },
  segment_lists: { list_id: id.slice(0, 5), system: 'id', uploaded_by: 'x' },
  planned_campaigns: {
    campaign_id: id.slice(0, 5),
    status: 'DRAFT',
    type: 'ONE_TIME',
    labels: [],
    salt: 's',
    scheduled_by: 'x',
    brand: 'b',
    created_by: 'x',
    updated_by: 'x',
  },
  planned_campaign_versions: { campaign_id: id.slice(0, 5), created_by: 'x' },
  campaign_deliveries: {
    delivery_id: id.slice(0, 5),
    campaign_id: id.slice(0, 5),
    state: 'DUE',
    scheduled_by: 'x',
    counts: {},
  },
  delivery_parts: {
    delivery_id: id.slice(0, 5),
    sub_audience_id: 'x',
    treatment_id: 'x',
    destination_id: 'x',
    name: 'x',
    attributes: {},
    state: 'planned',
    shrunk: {},
  },
  delivery_batches: {
    delivery_id: id.slice(0, 5),
    idempotency_key: id.slice(0, 5),
    state: 'waiting',
    rows: 3,
    content_hash: 'x',
    location: 'x',
  },
  delivery_rows: { delivery_id: id.slice(0, 5) },
  unified_customers: { foreign_keys: { shop: `shop ${phone}` }, is_linked: false },
  loads: { kind: 'import', code_version: '0' },
  // What makes a row one of others beside its customer stays: numbers of orders, campaigns and deliveries.
  unified_itemized_transactions: { order_id: 'O1', line_id: '1' },
  unified_transactions: { order_id: 'O1' },
  campaign_targetings: { plan_id: 'P1' },
  campaign_assignments: { drop_reason: null, delivery_id: 'D1', sub_audience_id: 'S1', brand: `Brand of ${name}` },
  metric_base_rows: { base_name: 'b' },
});

/** A row in each table that may hold something of a person, with the canary in each column that may. */
export async function addPerson(client: Sql, canary: Canary): Promise<void> {
  const more = bound(canary);
  for (const [table, treatments] of Object.entries(personalTables)) {
    if (table === 'audit_log' || !described.has(table) || treatments.every(({ way }) => way === 'keep')) continue;
    await insertCanary(client, table, canary, more[table]);
  }
  await client`insert into facet.metric_values values ('COMPANY', 'C1', ${canary.id.slice(0, 5)}, 'm', '2026-03-01', 10, 1)`;
  await insertCanary(client, 'metric_base_rows', canary, {
    level: 'COMPANY',
    entity_id: 'C1',
    item: canary.id,
    base_name: 'b',
  });
  await client`
    insert into facet.activity_values (customer_id, note) values (${canary.id}, ${canary.name})`;
  await client`
    insert into facet.day_values (customer_id, note) values (${canary.id}, ${canary.name})`;
  await client`
    insert into facet.enriched_customers (customer_id, full_name) values (${canary.id}, ${canary.name})`;
  await client`
    insert into facet.audit_log (at, entry_id, kind, door, customers, persons)
    values ('2026-03-30T00:00:00Z', gen_random_uuid(), 'READ', 'graphql', 1, array[facet.person_hash('id ' || ${canary.id}::text)])`;
}

/** Two persons with rows everywhere, on one day that is complete. */
export async function addTwo(client: Sql): Promise<void> {
  for (const table of ['activity', 'customer_profiles', 'audit_log'])
    await client`select facet.ensure_partitions(${table}, '2026-03-30', '2026-03-30')`;
  await client`
    insert into facet.metric_definitions (metric_name, description, load_id) values ('m', 'Of a test', 1)`;
  await client`create table facet.activity_values (customer_id text primary key, note text)`;
  await client`create unlogged table facet.day_values (customer_id text, note text)`;
  await client`create table facet.enriched_customers (customer_id text, full_name text)`;
  for (const canary of [alpha, beta]) await addPerson(client, canary);
  await client`insert into facet.profile_days values ('2026-03-30', 1, 2, true), ('2026-03-29', 1, 0, true)`;
}

/** All rows of all tables with a text in them, as texts. */
export async function rowsWith(client: Sql, text: string): Promise<string[]> {
  const rows: string[] = [];
  for (const table of Object.keys(personalTables)) {
    const found = await client.unsafe<{ row: string }[]>(
      `select t::text as row from facet."${table}" as t where strpos(t::text, $1) > 0`,
      [text],
    );
    rows.push(...found.map(({ row }) => `${table} ${row}`));
  }
  return rows.toSorted();
}
