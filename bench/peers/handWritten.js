import Fastify from 'fastify';
import { askedCount, connect, fieldName, readAttributes } from './connection.js';
import { tellPort } from './tellPort.js';

// Each text is planned once: planning anew for each day would cost more than it saves.
const sql = connect({ plan_cache_mode: 'force_generic_plan' });
const attributes = await readAttributes(sql);
const slotOf = new Map(attributes.map(({ alias, slot }) => [alias, slot]));

/** The select list of attributes under their names; decimals are texts, as they are to Facet's clients. */
const columns = (list) =>
  list
    .map(({ alias, slot, dataType }) => `p.${slot}${dataType === 'decimal' ? '::text' : ''} as "${fieldName(alias)}"`)
    .join(', ');

const asked = columns(attributes.slice(0, askedCount));
const all = columns(attributes);
const newestDay = '(select max(profile_date) from facet.profile_days where complete)';
const profile = (fields) =>
  `json_build_object('date', p.profile_date, 'fields', (select row_to_json(f) from (select ${fields}) as f))`;
const customer = (fields) =>
  `json_build_object('id', c.customer_id, 'fullName', c.full_name, 'profile', case when p.customer_id is not null then ${profile(fields)} end)`;
const edges = (node, order) =>
  `json_build_object('edges', coalesce(json_agg(json_build_object('node', ${node}) order by ${order}), '[]'))`;

const one = (fields, day) => `
  select json_build_object('data', json_build_object('customer', (
    select ${customer(fields)} from facet.customers c
    left join facet.customer_profiles p on p.customer_id = c.customer_id and p.profile_date = ${day}
    where c.customer_id = $1)))::text as answer`;

const page = `
  with page as materialized (
    select customer_id, full_name from facet.customers where customer_id > $1 order by customer_id limit 50
  ), newest as materialized (
    select t.* from page cross join lateral (
      select customer_id, execution_date, plan_id, plan_detail_id, lifecycle_stage from facet.campaign_targetings
      where customer_id = page.customer_id order by execution_date desc, plan_id limit 5
    ) as t
  ), targetings as (
    select t.customer_id, ${edges(
      `json_build_object('executionDate', t.execution_date, 'planDetailId', t.plan_detail_id, 'lifecycleStage', t.lifecycle_stage,
        'campaign', json_build_object('planId', g.plan_id, 'name', g.campaign_name))`,
      't.execution_date desc, t.plan_id',
    )} as list
    from newest as t left join facet.campaigns g on g.plan_id = t.plan_id
    group by t.customer_id
  ), metrics as (
    select entity_id as customer_id, json_agg(json_build_object('name', metric_name, 'value', value::text,
      'effectiveDate', effective_date) order by metric_name) as list
    from page join facet.metric_values on entity_id = customer_id
    where level = 'CUSTOMER' and app = 'default' and metric_name = any($3::text[]) and effective_date = $4
    group by entity_id
  )
  select json_build_object('data', json_build_object('customers', ${edges(
    `json_build_object('id', c.customer_id, 'fullName', c.full_name,
      'profile', case when p.customer_id is not null then ${profile(asked)} end,
      'campaignTargetings', coalesce(t.list, '{"edges":[]}'), 'metrics', coalesce(m.list, '[]'))`,
    'c.customer_id',
  )}))::text as answer
  from page c
  left join facet.customer_profiles p on p.customer_id = c.customer_id and p.profile_date = $2
  left join targetings t on t.customer_id = c.customer_id
  left join metrics m on m.customer_id = c.customer_id`;

const history = `
  select json_build_object('data', json_build_object('customer', json_build_object('id', c.customer_id, 'profiles', (
    select ${edges(profile(asked), 'p.profile_date')} from facet.customer_profiles p
    where p.customer_id = c.customer_id and p.profile_date between $2 and $3))))::text as answer
  from facet.customers c where c.customer_id = $1`;

const sorted = `
  select json_build_object('data', json_build_object('customers', ${edges(
    `json_build_object('id', c.customer_id, 'fullName', c.full_name, 'profile', json_build_object('date', p.profile_date,
      'fields', json_build_object('shopRevenue', p.filtered::text, 'webOrders', p.ordered)))`,
    'p.ordered desc, p.customer_id desc',
  )}))::text as answer
  from (
    select customer_id, profile_date, ${slotOf.get('SHOP_REVENUE')} as filtered, ${slotOf.get('WEB_ORDERS')} as ordered
    from facet.customer_profiles where profile_date = $2 and ${slotOf.get('SHOP_REVENUE')} > $1
    order by ${slotOf.get('WEB_ORDERS')} desc, customer_id desc limit 50
  ) as p join facet.customers c on c.customer_id = p.customer_id`;

const metrics = `
  select json_build_object('data', json_build_object('accounts', ${edges(
    `json_build_object('entity', json_build_object('id', a.account_id, 'name', a.account_name), 'metrics', m.list)`,
    'a.account_id',
  )}))::text as answer
  from facet.accounts a
  cross join lateral (
    select coalesce(json_agg(json_build_object('name', metric_name, 'value', value::text, 'effectiveDate', effective_date)
      order by metric_name, effective_date), '[]') as list
    from facet.metric_values
    where level = 'ACCOUNT' and entity_id = a.account_id and app = 'default' and metric_name = any($2::text[])
  ) as m
  where a.account_id = any($1::text[])`;

const entities = `
  select json_build_object('data', json_build_object('_entities', json_agg(${customer(asked)} order by place)))::text as answer
  from unnest($1::text[]) with ordinality as wanted (id, place)
  left join facet.customers c on c.customer_id = wanted.id
  left join facet.customer_profiles p on p.customer_id = c.customer_id and p.profile_date = ${newestDay}`;

const groups = `
  select json_build_object('data', json_build_object('metricsAggregate', json_build_object('edges', coalesce(json_agg(
    json_build_object('node', json_build_object('keys',
      json_build_array(json_build_object('value', industry_id), json_build_object('value', effective_date)),
      'values', json_build_array(json_build_object('value', total::text)))) order by industry_id, effective_date), '[]'))))::text
    as answer
  from (
    select industry_id, effective_date, sum(value) as total from facet.metric_values
    join facet.accounts on account_id = entity_id join facet.contracts using (contract_id)
    join facet.companies using (company_id)
    where level = 'ACCOUNT' and metric_values.app = 'default' and metric_name = $1 and effective_date >= $2
    group by industry_id, effective_date
  ) as g`;

const statements = {
  page: [page, ({ after, day, names, month }) => [after, day, names, month]],
  served: [page, ({ after, day, names, month }) => [after, day, names, month]],
  key: [one(asked, newestDay), ({ id }) => [id]],
  history: [history, ({ id, from, to }) => [id, from, to]],
  sort: [sorted, ({ least, day }) => [least, day]],
  metrics: [metrics, ({ ids, names }) => [ids, names]],
  entities: [entities, ({ representations }) => [representations.map(({ id }) => id)]],
  groups: [groups, ({ name, from }) => [name, from]],
  narrow: [one(asked, '$2'), ({ id, day }) => [id, day]],
  wide: [one(asked, '$2'), ({ id, day }) => [id, day]],
  widesort: [sorted, ({ least, day }) => [least, day]],
  all: [one(all, '$2'), ({ id, day }) => [id, day]],
};

const server = Fastify();
server.post('/', async ({ body: { query, variables } }, reply) => {
  const [text, valuesOf] = statements[query];
  const [{ answer }] = await sql.unsafe(text, valuesOf(variables), { prepare: true });
  return reply.type('application/json').send(answer);
});
await server.listen({ port: 0, host: '127.0.0.1' });
tellPort(server.server.address().port);
