import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import type { Sql } from '../../src/db/client.js';
import { attributes, filledOnOrdinaryDays } from './attributes.js';
import {
  firstAccountMonth,
  firstCustomerMonth,
  firstHistoryDay,
  lastDay,
  lastMonth,
  metricNames,
  ordinaryDays,
  volume,
  wideDay,
} from './volume.js';

/** SQL of a whole number from 0 that depends on the expression and the seed alone. */
const draw = (of: string, seed: number): string => `(hashint8extended((${of})::bigint, ${seed}) & 2147483647)`;

const valueSql: Readonly<Record<string, (drawn: string) => string>> = {
  integer: (drawn) => `${drawn} % 10000`,
  decimal: (drawn) => `(${drawn} % 1000000) * 0.01`,
  float: (drawn) => `(${drawn} % 10000) * 0.0001`,
  text: (drawn) => `'label ' || ${drawn} % 40`,
  date: (drawn) => `'2026-01-01'::date + (${drawn} % 300)::int`,
  datetime: (drawn) => `'2026-01-01T00:00:00Z'::timestamptz + ${drawn} % 20000000 * interval '1 second'`,
};

async function addAttributes(client: Sql): Promise<void> {
  await changeCatalogue(
    client,
    () => attributes.map(({ alias, dataType }) => ({ kind: 'add', alias, dataType, description: 'A value.' })),
    { today: lastDay },
  );
}

/** Writes a snapshot of every `every`-th customer, in which the first attributes are filled. */
async function addDay(client: Sql, day: string, { every, filled }: { every: number; filled: number }): Promise<void> {
  const slots = await client<{ alias: string; slot: string }[]>`select alias, slot from facet.customer_profile_fields`;
  const slotOf = new Map(slots.map(({ alias, slot }) => [alias, slot]));
  const written = attributes.slice(0, filled);
  const columns = written.map(({ alias }) => slotOf.get(alias));
  const values = written.map(({ dataType }, n) =>
    valueSql[dataType]?.(draw(`n::bigint * 100000 + ('${day}'::date - '2026-01-01'::date)`, n + 1)),
  );
  await client`select facet.ensure_partitions('customer_profiles', ${day}, ${day})`;
  const { count } = await client.unsafe(`
    insert into facet.customer_profiles (customer_id, profile_date, load_id, ${columns.join(', ')})
    select 'C' || lpad(n::text, 7, '0'), '${day}', 1, ${values.join(', ')}
    from generate_series(${every}, ${volume.customers}, ${every}) as numbers (n)`);
  await client`insert into facet.profile_days (profile_date, load_id, rows, complete) values (${day}, 1, ${count}, true)`;
}

async function addDays(client: Sql): Promise<void> {
  await addDay(client, wideDay, { every: 1, filled: attributes.length });
  const days = await client<{ day: string }[]>`
    select day::date from generate_series(${firstHistoryDay}::date, ${lastDay}::date, '1 day') as days (day)`;
  for (const { day } of days) {
    const every = ordinaryDays.includes(day) ? 1 : volume.historyEvery;
    await addDay(client, day, { every, filled: filledOnOrdinaryDays });
  }
}

const people = `
  insert into facet.loads (load_id, kind, started_at, finished_at, code_version) overriding system value
  values (1, 'snapshot', '${lastDay}T23:00:00Z', '${lastDay}T23:10:00Z', 'bench');
  insert into facet.industries (industry_id, industry_name)
  select 'I' || lpad(n::text, 2, '0'), 'Industry ' || n from generate_series(1, ${volume.industries}) as numbers (n);
  insert into facet.companies (company_id, company_name, industry_id, country, n_employees)
  select 'O' || lpad(n::text, 4, '0'), 'Company ' || n, 'I' || lpad((1 + n % ${volume.industries})::text, 2, '0'), 'DE', n
  from generate_series(1, ${volume.companies}) as numbers (n);
  insert into facet.contracts (contract_id, contract_name, company_id)
  select 'K' || lpad(n::text, 4, '0'), 'Contract ' || n, 'O' || lpad((1 + n % ${volume.companies})::text, 4, '0')
  from generate_series(1, ${volume.contracts}) as numbers (n);
  insert into facet.accounts (account_id, account_name, contract_id, n_employees)
  select 'A' || lpad(n::text, 5, '0'), 'Account ' || n, 'K' || lpad((1 + n % ${volume.contracts})::text, 4, '0'), n
  from generate_series(1, ${volume.accounts}) as numbers (n);
  insert into facet.customers (customer_id, given_name, surname, full_name, email, city, country, account_id,
    source_records, create_dt, update_dt, load_id)
  select 'C' || lpad(n::text, 7, '0'), 'Given ' || n % 500, 'Surname ' || n, 'Given ' || n % 500 || ' Surname ' || n,
    'c' || n || '@example.com', 'City ' || n % 100, 'DE', 'A' || lpad((1 + n % ${volume.accounts})::text, 5, '0'),
    1 + n % 3, '2025-01-01T00:00:00Z', '${lastDay}T00:00:00Z', 1
  from generate_series(1, ${volume.customers}) as numbers (n);`;

const campaigns = `
  insert into facet.campaigns (plan_id, campaign_name, campaign_type, campaign_type_name, target_group_id,
    target_group_name, target_group_priority, marketing_action_name, status, tag_names, execution_start_date)
  select 1000 + n, 'Campaign ' || n, 1, 'Test/Control', 300 + n, 'Group ' || n, 1 + n % 5, 'Action ' || n,
    'Delivered', array['tag ' || n % 7], '2026-01-01'
  from generate_series(1, ${volume.campaigns}) as numbers (n);
  insert into facet.campaign_actions (plan_id, plan_detail_id, campaign_action_id, campaign_action_name)
  select 1000 + n, (1000 + n) || '0' || variant, variant, case variant when 1 then 'DN' else 'Test' end
  from generate_series(1, ${volume.campaigns}) as numbers (n), generate_series(1, 2) as variant;
  insert into facet.campaign_action_channels (plan_id, plan_detail_id, plan_detail_channel_id, channel_id, channel_name)
  select 1000 + n, (1000 + n) || '02', (1000 + n) || '021', 1, 'Email'
  from generate_series(1, ${volume.campaigns}) as numbers (n);
  insert into facet.campaign_targetings (customer_id, execution_date, plan_id, plan_detail_id, lifecycle_stage,
    last_updated_time, load_id)
  select 'C' || lpad(n::text, 7, '0'), '${lastDay}'::date - (k * 6 + ${draw('n * 100 + k', 901)} % 6)::int, plan,
    case when ${draw('n * 100 + k', 902)} % 10 > 0 then plan || '0' || 1 + least(1, ${draw('n * 100 + k', 903)} % 10) end,
    (array['New', 'Active', 'VIP', 'Churn'])[1 + ${draw('n', 904)} % 4], '${lastDay}T06:30:00Z', 1
  from generate_series(1, ${volume.customers}) as numbers (n), generate_series(0, ${volume.targetingsEach - 1}) as k,
    lateral (select (1001 + ${draw('n * 100 + k', 905)} % ${volume.campaigns})::text as plan) as plans
  order by 1, 2`;

const metrics = `
  insert into facet.metric_definitions (metric_name, description, unit, across_entities, across_time, load_id)
  select unnest(array['${metricNames.join("', '")}']), 'A figure.', 'count', 'sum', 'sum', 1;
  insert into facet.metric_values (level, entity_id, metric_name, effective_date, value, load_id)
  select 'CUSTOMER', 'C' || lpad(n::text, 7, '0'), name, month::date, (${draw('n * 100 + m', 911)} % 1000000) * 0.01, 1
  from generate_series(1, ${volume.customers}) as numbers (n),
    unnest(array['${metricNames.slice(0, volume.customerMetrics).join("', '")}']) with ordinality as names (name, m),
    generate_series('${firstCustomerMonth}'::timestamp, '${lastMonth}', '1 month') as month;
  insert into facet.metric_values (level, entity_id, metric_name, effective_date, value, load_id)
  select 'ACCOUNT', 'A' || lpad(n::text, 5, '0'), name, month::date,
    (hashint8extended(n * 100 + m, extract(epoch from month)::bigint) & 1048575) * 0.01, 1
  from generate_series(1, ${volume.accounts}) as numbers (n),
    unnest(array['${metricNames.join("', '")}']) with ordinality as names (name, m),
    generate_series('${firstAccountMonth}'::timestamp, '${lastMonth}', '1 month') as month`;

/** The tables as PostGraphile shows them: relations and keys are told by smart tags, attributes have their names. */
async function addPeerViews(client: Sql): Promise<void> {
  const slots = await client<{ alias: string; slot: string }[]>`
    select lower(alias) as alias, lower(slot) as slot from facet.customer_profile_fields order by field_id`;
  await client.unsafe(`
    create schema peers;
    create view peers.customers as select customer_id, full_name, email, city, country from facet.customers;
    comment on view peers.customers is E'@primaryKey customer_id';
    create view peers.profiles as select customer_id, profile_date, ${slots
      .map(({ alias, slot }) => `${slot} as ${alias}`)
      .join(', ')} from facet.customer_profiles;
    comment on view peers.profiles is
      E'@primaryKey customer_id,profile_date\\n@foreignKey (customer_id) references peers.customers (customer_id)|@fieldName customer|@foreignFieldName profiles';
    create view peers.campaigns as select plan_id, campaign_name, status from facet.campaigns;
    comment on view peers.campaigns is E'@primaryKey plan_id';
    create view peers.targetings as
      select customer_id, execution_date, plan_id, plan_detail_id, lifecycle_stage from facet.campaign_targetings;
    comment on view peers.targetings is
      E'@primaryKey customer_id,execution_date,plan_id\\n@foreignKey (customer_id) references peers.customers (customer_id)|@fieldName customer|@foreignFieldName targetings\\n@foreignKey (plan_id) references peers.campaigns (plan_id)|@fieldName campaign';
    create view peers.customer_metrics as
      select entity_id as customer_id, metric_name, effective_date, value from facet.metric_values
      where level = 'CUSTOMER' and app = 'default';
    comment on view peers.customer_metrics is
      E'@primaryKey customer_id,metric_name,effective_date\\n@foreignKey (customer_id) references peers.customers (customer_id)|@fieldName customer|@foreignFieldName metrics';
    create view peers.accounts as select account_id, account_name from facet.accounts;
    comment on view peers.accounts is E'@primaryKey account_id';
    create view peers.account_metrics as
      select entity_id as account_id, metric_name, effective_date, value from facet.metric_values
      where level = 'ACCOUNT' and app = 'default';
    comment on view peers.account_metrics is
      E'@primaryKey account_id,metric_name,effective_date\\n@foreignKey (account_id) references peers.accounts (account_id)|@fieldName account|@foreignFieldName metrics';
    create view peers.industry_metrics as
      select metric_name, effective_date, value, industry_id from facet.metric_values
      join facet.accounts on account_id = entity_id join facet.contracts using (contract_id)
      join facet.companies using (company_id)
      where level = 'ACCOUNT' and metric_values.app = 'default'`);
}

/** Fills a migrated database, always with the same rows; tells the step that it is at. */
export async function fillBench(client: Sql, tell: (step: string) => void): Promise<void> {
  tell('people');
  await client.unsafe(people);
  tell('campaigns');
  await client.unsafe(campaigns);
  tell('metrics');
  await client.unsafe(metrics);
  await addAttributes(client);
  tell('snapshots');
  await addDays(client);
  await addPeerViews(client);
  tell('statistics');
  // As much as a run of Facet counts of a wide table.
  await client.unsafe('vacuum facet.customer_profiles');
  await client.unsafe('analyze facet.customer_profiles (customer_id, profile_date)');
  await client.unsafe(
    `vacuum analyze ${['customers', 'campaigns', 'campaign_targetings', 'metric_values', 'metric_definitions', 'accounts', 'contracts', 'companies', 'profile_days', 'customer_profile_fields'].map((table) => `facet.${table}`).join(', ')}`,
  );
  await client.unsafe('checkpoint');
}
