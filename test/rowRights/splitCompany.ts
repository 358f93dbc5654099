import type { Sql } from '../../src/db/client.js';

/** Tables with an application, by what decides of it; several rows of one customer may be of several. */
const ofApps: Readonly<Record<string, string>> = {
  customers: 'customer_id',
  customer_identifiers: 'customer_id',
  customer_profiles: 'customer_id',
  unified_customers: 'customer_id',
  metric_values: 'entity_id',
  metric_base_rows: 'entity_id',
  accounts: 'account_id',
  contracts: 'contract_id',
  companies: 'company_id',
  industries: 'industry_id',
  segments: 'segment_id',
  campaigns: 'plan_id',
  planned_campaigns: 'campaign_id',
  campaign_targetings: 'customer_id',
  campaign_recipients: 'customer_id',
  coupon_redemptions: 'customer_id',
  unified_transactions: 'customer_id || order_id',
  unified_itemized_transactions: 'customer_id || order_id',
  email_opt_status: 'customer_id',
  sms_opt_status: 'customer_id',
};

/** Tables with a brand, by what decides of it. */
const ofBrands: Readonly<Record<string, string>> = {
  campaigns: 'plan_id',
  planned_campaigns: 'campaign_id',
  campaign_targetings: 'plan_id',
  campaign_recipients: 'campaign_id',
  coupon_redemptions: 'plan_id',
  unified_transactions: 'order_id',
  unified_itemized_transactions: 'order_id',
};

/** Tables that have brands in the demo company already. */
const withBrands = ['email_opt_status', 'sms_opt_status'];

/** Rows of tables without an application of their own, by the row that they belong to. */
const parts: Readonly<Record<string, readonly [of: string, by: string]>> = {
  activity_visits: ['customers', 'customer_id'],
  campaign_actions: ['campaigns', 'plan_id'],
  campaign_action_channels: ['campaigns', 'plan_id'],
  planned_campaign_versions: ['planned_campaigns', 'campaign_id'],
  segment_versions: ['segments', 'segment_id'],
};

/** What tells of the whole company. */
const ofCompany = [
  'campaign_deliveries',
  'campaign_assignments',
  'delivery_parts',
  'delivery_batches',
  'delivery_rows',
  'validation_runs',
  'validation_results',
  'validation_thresholds',
  'segment_lists',
  'segment_list_members',
  'segment_members',
  'segment_days',
];

/** Makes two applications of a company, `alpha` with three of five rows and `beta`, and brands `one`, `two` and none. */
export async function splitCompany(client: Sql): Promise<void> {
  for (const [table, key] of Object.entries(ofApps))
    await client.unsafe(
      `update facet.${table} set app = case when abs(hashtext(${key})) % 5 < 3 then 'alpha' else 'beta' end`,
    );
  for (const [table, key] of Object.entries(ofBrands))
    await client.unsafe(
      `update facet.${table} set brand = case abs(hashtext(${key} || 'b')) % 4 when 0 then 'two' when 1 then null else 'one' end`,
    );
  for (const table of withBrands)
    await client.unsafe(
      `update facet.${table} set brand = 'one' where brand = (select min(brand) from facet.${table} where brand <> '')`,
    );
}

/** Takes away all rows that are not of the application, and where one is given of the brand. */
export async function keepOnly(client: Sql, app: string, brand?: string): Promise<void> {
  // An account of one application may be part of a contract of another.
  const references = await client<{ name: string; relation: string }[]>`
    select quote_ident(conname) as name, conrelid::regclass::text as relation from pg_constraint
    where connamespace = 'facet'::regnamespace and contype = 'f'`;
  for (const { name, relation } of references) await client.unsafe(`alter table ${relation} drop constraint ${name}`);
  for (const table of Object.keys(ofApps)) await client`delete from ${client(`facet.${table}`)} where app <> ${app}`;
  if (brand !== undefined)
    for (const table of [...Object.keys(ofBrands), ...withBrands])
      await client`delete from ${client(`facet.${table}`)} where brand is distinct from ${brand}`;
  for (const [table, [of, by]] of Object.entries(parts))
    await client.unsafe(`delete from facet.${table} where ${by} not in (select ${by} from facet.${of})`);
  await client.unsafe(`truncate ${ofCompany.map((table) => `facet.${table}`).join(', ')} cascade`);
}
