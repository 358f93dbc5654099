import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import DataLoader from 'dataloader';
import { and, asc, desc, eq, getTableColumns, gt, gte, inArray, max, sql } from 'drizzle-orm';
import { date, numeric, pgSchema, text, timestamp, boolean } from 'drizzle-orm/pg-core';
import { drizzle } from 'drizzle-orm/postgres-js';
import { GraphQLScalarType } from 'graphql';
import { connect, fieldName, readAttributes } from './connection.js';
import { tellPort } from './tellPort.js';

const client = connect();
const attributes = await readAttributes(client);
const db = drizzle(client);

const facet = pgSchema('facet');
const columnTypes = {
  text: text,
  decimal: numeric,
  integer: (name) => numeric(name, { mode: 'number' }),
  float: (name) => numeric(name, { mode: 'number' }),
  date: (name) => date(name, { mode: 'string' }),
  datetime: (name) => timestamp(name, { withTimezone: true }),
};
const graphqlTypes = {
  text: 'String',
  decimal: 'Decimal',
  integer: 'Int',
  float: 'Float',
  date: 'Date',
  datetime: 'DateTime',
};

const customers = facet.table('customers', { id: text('customer_id'), fullName: text('full_name') });
const profiles = facet.table('customer_profiles', {
  customerId: text('customer_id'),
  date: date('profile_date', { mode: 'string' }),
  ...Object.fromEntries(attributes.map(({ alias, slot, dataType }) => [fieldName(alias), columnTypes[dataType](slot)])),
});
const profileDays = facet.table('profile_days', {
  date: date('profile_date', { mode: 'string' }),
  complete: boolean('complete'),
});
const targetings = facet.table('campaign_targetings', {
  customerId: text('customer_id'),
  executionDate: date('execution_date', { mode: 'string' }),
  planId: text('plan_id'),
  planDetailId: text('plan_detail_id'),
  lifecycleStage: text('lifecycle_stage'),
});
const campaigns = facet.table('campaigns', { planId: text('plan_id'), name: text('campaign_name') });
const metricValues = facet.table('metric_values', {
  level: text('level'),
  entityId: text('entity_id'),
  app: text('app'),
  name: text('metric_name'),
  effectiveDate: date('effective_date', { mode: 'string' }),
  value: numeric('value'),
});
const accounts = facet.table('accounts', {
  id: text('account_id'),
  name: text('account_name'),
  contractId: text('contract_id'),
});
const contracts = facet.table('contracts', { id: text('contract_id'), companyId: text('company_id') });
const companies = facet.table('companies', { id: text('company_id'), industryId: text('industry_id') });

const typeDefs = `
  scalar Date
  scalar DateTime
  scalar Decimal
  scalar _Any
  type Query {
    customer(id: ID!): Customer
    customers(filter: CustomerFilter, orderBy: [CustomerOrder!], asOf: Date, first: Int = 20): CustomerConnection!
    metricsForEntities(level: AggregationLevel!, entityIds: [ID!]!, names: [String!]!, first: Int = 20): EntityMetricsConnection!
    metricsAggregate(level: AggregationLevel!, names: [String!]!, from: Date, groupBy: [MetricGrouping!], grain: TimeGrain, first: Int): GroupConnection!
    _entities(representations: [_Any!]!): [_Entity]!
  }
  input CustomerFilter { id: TextFilter, attributes: [AttributeFilter!] }
  input TextFilter { gt: String }
  input AttributeFilter { name: String!, number: NumberFilter }
  input NumberFilter { gt: Decimal }
  input CustomerOrder { attribute: String!, direction: SortDirection }
  enum SortDirection { ASC DESC }
  enum AggregationLevel { ACCOUNT }
  enum MetricGrouping { INDUSTRY_ID }
  enum TimeGrain { MONTH }
  union _Entity = Customer
  union Entity = Account
  type CustomerConnection { edges: [CustomerEdge!]! }
  type CustomerEdge { node: Customer! }
  type Customer {
    id: ID!
    fullName: String
    profile(date: Date): Profile
    profiles(from: Date, to: Date, first: Int): ProfileConnection!
    campaignTargetings(first: Int = 20): TargetingConnection!
    metrics(names: [String!], effectiveDates: [Date!]): [Metric!]!
  }
  type ProfileConnection { edges: [ProfileEdge!]! }
  type ProfileEdge { node: Profile! }
  type Profile { date: Date!, fields: ProfileFields! }
  type ProfileFields { ${attributes.map(({ alias, dataType }) => `${fieldName(alias)}: ${graphqlTypes[dataType]}`).join(', ')} }
  type TargetingConnection { edges: [TargetingEdge!]! }
  type TargetingEdge { node: Targeting! }
  type Targeting { executionDate: Date!, planDetailId: ID, lifecycleStage: String, campaign: Campaign }
  type Campaign { planId: ID!, name: String! }
  type Metric { name: String!, value: Decimal, effectiveDate: Date! }
  type EntityMetricsConnection { edges: [EntityMetricsEdge!]! }
  type EntityMetricsEdge { node: EntityMetrics! }
  type EntityMetrics { entity: Entity!, metrics: [Metric!]! }
  type Account { id: ID!, name: String! }
  type GroupConnection { edges: [GroupEdge!]! }
  type GroupEdge { node: Group! }
  type Group { keys: [GroupKey!]!, values: [GroupValue!]! }
  type GroupKey { value: String }
  type GroupValue { value: Decimal }
`;

const inOrder = (keys, rows, keyOf) => {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => byKey.get(key) ?? null);
};
const inGroups = (keys, rows, keyOf) => {
  const byKey = Map.groupBy?.(rows, keyOf) ?? groupBy(rows, keyOf);
  return keys.map((key) => byKey.get(key) ?? []);
};
function groupBy(rows, keyOf) {
  const groups = new Map();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}

async function readMetrics(level, ids, { names, effectiveDates }) {
  const rows = await db
    .select()
    .from(metricValues)
    .where(
      and(
        eq(metricValues.level, level),
        eq(metricValues.app, 'default'),
        inArray(metricValues.entityId, ids),
        inArray(metricValues.name, names),
        effectiveDates === undefined ? undefined : inArray(metricValues.effectiveDate, effectiveDates),
      ),
    )
    .orderBy(asc(metricValues.name), asc(metricValues.effectiveDate));
  return inGroups(ids, rows, ({ entityId }) => entityId);
}

/** Loaders of one request; those whose rows depend on arguments are made for each set of arguments. */
function createLoaders() {
  const byArguments = (make) => {
    const made = new Map();
    return (args) => {
      const key = JSON.stringify(args);
      if (!made.has(key)) made.set(key, make(args));
      return made.get(key);
    };
  };
  let newestDay;
  return {
    newestDay: () =>
      (newestDay ??= db
        .select({ day: max(profileDays.date) })
        .from(profileDays)
        .where(eq(profileDays.complete, true))
        .then(([{ day }]) => day)),
    customer: new DataLoader(async (ids) =>
      inOrder(ids, await db.select().from(customers).where(inArray(customers.id, ids)), ({ id }) => id),
    ),
    profile: byArguments(
      (day) =>
        new DataLoader(async (ids) =>
          inOrder(
            ids,
            await db
              .select()
              .from(profiles)
              .where(and(inArray(profiles.customerId, ids), eq(profiles.date, day))),
            ({ customerId }) => customerId,
          ),
        ),
    ),
    targetings: new DataLoader(async (ids) =>
      inGroups(
        ids,
        await db
          .select()
          .from(targetings)
          .where(inArray(targetings.customerId, ids))
          .orderBy(desc(targetings.executionDate), asc(targetings.planId)),
        ({ customerId }) => customerId,
      ),
    ),
    campaign: new DataLoader(async (ids) =>
      inOrder(ids, await db.select().from(campaigns).where(inArray(campaigns.planId, ids)), ({ planId }) => planId),
    ),
    metrics: byArguments((args) => new DataLoader((ids) => readMetrics('CUSTOMER', ids, args))),
  };
}

const edges = (rows) => ({ edges: rows.map((node) => ({ node })) });

const columnOf = (name) => getTableColumns(profiles)[fieldName(name)];

async function readByAttributes({ filter, orderBy, asOf, first }) {
  const conditions = filter.attributes.map(({ name, number }) => gt(columnOf(name), number.gt));
  const order = orderBy.map(({ attribute, direction }) => (direction === 'DESC' ? desc : asc)(columnOf(attribute)));
  const rows = await db
    .select({ id: customers.id, fullName: customers.fullName })
    .from(profiles)
    .innerJoin(customers, eq(customers.id, profiles.customerId))
    .where(and(eq(profiles.date, asOf), ...conditions))
    .orderBy(...order, desc(customers.id))
    .limit(first);
  return rows;
}

async function readGroups({ names: [name], from }) {
  const rows = await db
    .select({
      industryId: companies.industryId,
      effectiveDate: metricValues.effectiveDate,
      total: sql`sum(${metricValues.value})`,
    })
    .from(metricValues)
    .innerJoin(accounts, eq(accounts.id, metricValues.entityId))
    .innerJoin(contracts, eq(contracts.id, accounts.contractId))
    .innerJoin(companies, eq(companies.id, contracts.companyId))
    .where(
      and(
        eq(metricValues.level, 'ACCOUNT'),
        eq(metricValues.app, 'default'),
        eq(metricValues.name, name),
        gte(metricValues.effectiveDate, from),
      ),
    )
    .groupBy(companies.industryId, metricValues.effectiveDate);
  return rows.map(({ industryId, effectiveDate, total }) => ({
    keys: [{ value: industryId }, { value: effectiveDate }],
    values: [{ value: total }],
  }));
}

const resolvers = {
  DateTime: new GraphQLScalarType({ name: 'DateTime', serialize: (value) => value.toISOString() }),
  Query: {
    customer: (_, { id }, { loaders }) => loaders.customer.load(id),
    customers: async (_, args) => {
      if (args.filter.attributes !== undefined) return edges(await readByAttributes(args));
      const { filter, first } = args;
      return edges(
        await db.select().from(customers).where(gt(customers.id, filter.id.gt)).orderBy(asc(customers.id)).limit(first),
      );
    },
    metricsForEntities: async (_, { entityIds, names, first }) => {
      const rows = await db
        .select()
        .from(accounts)
        .where(inArray(accounts.id, entityIds))
        .orderBy(asc(accounts.id))
        .limit(first);
      const metrics = await readMetrics(
        'ACCOUNT',
        rows.map(({ id }) => id),
        { names },
      );
      return edges(rows.map((entity, n) => ({ entity, metrics: metrics[n] })));
    },
    metricsAggregate: async (_, args) => edges(await readGroups(args)),
    _entities: (_, { representations }, { loaders }) => representations.map(({ id }) => loaders.customer.load(id)),
  },
  _Entity: { __resolveType: () => 'Customer' },
  Entity: { __resolveType: () => 'Account' },
  Customer: {
    profile: async ({ id }, { date }, { loaders }) => loaders.profile(date ?? (await loaders.newestDay())).load(id),
    profiles: async ({ id }, { from, to, first }) =>
      edges(
        await db
          .select()
          .from(profiles)
          .where(and(eq(profiles.customerId, id), gte(profiles.date, from), sql`${profiles.date} <= ${to}`))
          .orderBy(asc(profiles.date))
          .limit(first),
      ),
    campaignTargetings: async ({ id }, { first }, { loaders }) =>
      edges((await loaders.targetings.load(id)).slice(0, first)),
    metrics: ({ id }, args, { loaders }) => loaders.metrics(args).load(id),
  },
  Profile: { fields: (profile) => profile },
  Targeting: { campaign: ({ planId }, _, { loaders }) => loaders.campaign.load(planId) },
};

const server = new ApolloServer({ typeDefs, resolvers });
const { url } = await startStandaloneServer(server, {
  listen: { port: 0, host: '127.0.0.1' },
  context: async () => ({ loaders: createLoaders() }),
});
tellPort(new URL(url).port);
