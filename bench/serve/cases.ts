import { graphqlName } from '../../src/lib/text/graphqlName.js';
import { askedAttributes, attributes, type BenchAttribute } from './attributes.js';
import { createDraws, shuffled } from './random.js';
import {
  accountKey,
  customerKey,
  firstHistoryDay,
  lastDay,
  lastMonth,
  metricNames,
  ordinaryDays,
  volume,
  wideDay,
} from './volume.js';

/**
 * Who is measured. `limit` is a hand-written statement for each case, which gives the answer's JSON; `restricted` is Facet, asked by a viewer
 * of one application.
 */
export const contestants = ['facet', 'restricted', 'limit', 'postgraphile', 'apollo'] as const;

/** One of those who are measured. */
export type Contestant = (typeof contestants)[number];

/** The variables of one request. */
export type Variables = Readonly<Record<string, unknown>>;

/** One request of a contestant: its document but for `limit`, which knows the case. */
export interface Asked {
  readonly query?: string;
  readonly variables: Variables;
}

/** A question that all contestants are asked. */
export interface ServeCase {
  readonly name: string;
  readonly title: string;
  readonly clients: number;
  /** The requests of one of several streams, which ends or not; no two streams of a case ask for the same days where `isCold`. */
  readonly stream: (seed: number, streams: number) => Iterable<Variables>;
  /** Requests that are made before anything is measured: all that will be asked. */
  readonly pool?: readonly Variables[];
  /** The document, or why the contestant cannot answer. `limit` and `apollo` have Facet's names. */
  readonly documents: { readonly facet: string; readonly postgraphile: string | { readonly cannot: string } };
  /** Values of an answer at least: fewer are a fault of the data set or of a question. */
  readonly values: number;
  /** Cases of one name here are compared with each other, and measured in turns. */
  readonly together?: string;
  /** Whether it is asked too at half of the highest rate. */
  readonly atHalfRate?: boolean;
  /** Another form of the answer where the neutral one differs between contestants. */
  readonly read?: (contestant: Contestant, neutral: unknown) => unknown;
}

const names = (list: readonly BenchAttribute[]): string => list.map(({ alias }) => graphqlName(alias)).join(' ');
const asked = names(askedAttributes);
const all = names(attributes);

/** Without end, from a function of the draws. */
export function* drawn(seed: number, make: (draw: (below: number) => number) => Variables): Generator<Variables> {
  const draw = createDraws(seed);
  for (;;) yield make((below) => Math.floor(draw() * below));
}

/** The key of any customer. */
export const drawCustomer = (draw: (below: number) => number): string => customerKey(1 + draw(volume.customers));

const pageLength = 50;
const pagesOfDay = volume.customers / pageLength;

const pageOf = (cell: number): Variables => ({
  after: customerKey((cell % pagesOfDay) * pageLength),
  day: ordinaryDays[Math.floor(cell / pagesOfDay)],
  names: metricNames.slice(0, volume.customerMetrics),
  month: lastMonth,
});

const pages = shuffled(pagesOfDay * ordinaryDays.length, 1);

/** Of the pages that are asked again and again. */
const servedPages = 100;

const page = {
  facet: `query ($after: String!, $day: Date!, $names: [String!]!, $month: Date!) {
    customers(filter: { id: { gt: $after } }, first: ${pageLength}) { edges { node { id fullName
      profile(date: $day) { date fields { ${asked} } }
      campaignTargetings(first: 5) { edges { node { executionDate planDetailId lifecycleStage campaign { planId name } } } }
      metrics(names: $names, effectiveDates: [$month]) { name value effectiveDate } } } } }`,
  postgraphile: `query ($after: String!, $day: Date!, $names: [String!]!, $month: Date!) {
    customers: allCustomers(filter: { customerId: { greaterThan: $after } }, first: ${pageLength}, orderBy: CUSTOMER_ID_ASC) {
      nodes { id: customerId fullName
        profile: profiles(condition: { profileDate: $day }, first: 1) { nodes { date: profileDate ${asked} } }
        campaignTargetings: targetings(first: 5, orderBy: [EXECUTION_DATE_DESC, PLAN_ID_ASC]) {
          nodes { executionDate planDetailId lifecycleStage campaign { planId name: campaignName } } }
        metrics(filter: { metricName: { in: $names }, effectiveDate: { equalTo: $month } }, orderBy: METRIC_NAME_ASC) {
          nodes { name: metricName value effectiveDate } } } } }`,
};

const dayOfCustomer = (fields: string) => ({
  facet: `query ($id: ID!, $day: Date!) { customer(id: $id) { id fullName profile(date: $day) { date fields { ${fields} } } } }`,
  postgraphile: `query ($id: String!, $day: Date!) { customer: customerByCustomerId(customerId: $id) { id: customerId fullName
    profile: profiles(condition: { profileDate: $day }, first: 1) { nodes { date: profileDate ${fields} } } } }`,
});

const [filtered, ordered] = ['SHOP_REVENUE', 'WEB_ORDERS'] as const;
const sorted = {
  facet: `query ($least: Decimal!, $day: Date!) {
    customers(filter: { attributes: [{ name: "${filtered}", number: { gt: $least } }] },
      orderBy: [{ attribute: "${ordered}", direction: DESC }], asOf: $day, first: ${pageLength}) { edges { node { id fullName
      profile(date: $day) { date fields { ${graphqlName(filtered)} ${graphqlName(ordered)} } } } } } }`,
  postgraphile: `query ($least: BigFloat!, $day: Date!) {
    profiles: allProfiles(filter: { profileDate: { equalTo: $day }, ${graphqlName(filtered)}: { greaterThan: $least } },
      orderBy: [${ordered}_DESC, CUSTOMER_ID_DESC], first: ${pageLength}) { nodes {
      date: profileDate ${graphqlName(filtered)} ${graphqlName(ordered)} customer { id: customerId fullName } } } }`,
};

/** The customers of the sorted page: PostGraphile begins at the profiles. */
function readSorted(contestant: Contestant, neutral: unknown): unknown {
  if (contestant !== 'postgraphile') return neutral;
  const { profiles } = neutral as { profiles: ({ customer: object } & Record<string, unknown>)[] };
  return { customers: profiles.map(({ customer, ...profile }) => ({ ...customer, profile })) };
}

const drawLeast = (draw: (below: number) => number): string => String(draw(9000));

/** Groups as industry, month and sum, in the order of these. */
function readGroups(contestant: Contestant, neutral: unknown): unknown {
  type Facet = { keys: { value: string }[]; values: { value: string }[] };
  type Graphile = { keys: string[]; sum: { value: string } };
  const groups =
    contestant === 'postgraphile'
      ? (neutral as { groups: { groupedAggregates: Graphile[] } }).groups.groupedAggregates.map(({ keys, sum }) => [
          ...keys,
          sum.value,
        ])
      : (neutral as { metricsAggregate: Facet[] }).metricsAggregate.map(({ keys, values }) => [
          ...keys.map(({ value }) => value),
          values[0]?.value ?? '',
        ]);
  return groups.map((group) => group.join(' ')).toSorted();
}

/** All questions. The page comes first: no day of a customer has been served before. */
export const serveCases: readonly ServeCase[] = [
  {
    name: 'page',
    title: '50 customers × 19 fields + 5 targetings with campaign + 3 metrics',
    clients: 8,
    stream: (seed, streams) => {
      const length = Math.floor((pages.length - servedPages) / streams);
      const first = servedPages + (seed % streams) * length;
      return pages.slice(first, first + length).map(pageOf);
    },
    documents: page,
    values: 50 * (2 + 20 + 5 * 4 + 3 * 3),
  },
  {
    name: 'served',
    title: 'the same page, its days served before',
    clients: 8,
    stream: (seed) => drawn(seed, (draw) => pageOf(pages[draw(servedPages)] ?? 0)),
    pool: pages.slice(0, servedPages).map(pageOf),
    documents: page,
    values: 50 * (2 + 20 + 5 * 4 + 3 * 3),
  },
  {
    name: 'key',
    title: 'one customer by id, 19 fields',
    clients: 16,
    atHalfRate: true,
    stream: (seed) => drawn(seed, (draw) => ({ id: drawCustomer(draw) })),
    documents: {
      facet: `query ($id: ID!) { customer(id: $id) { id fullName profile { date fields { ${asked} } } } }`,
      postgraphile: `query ($id: String!) { customer: customerByCustomerId(customerId: $id) { id: customerId fullName
        profile: profiles(orderBy: PROFILE_DATE_DESC, first: 1) { nodes { date: profileDate ${asked} } } } }`,
    },
    values: 22,
  },
  {
    name: 'history',
    title: '60 days of one customer, 19 fields',
    clients: 8,
    stream: (seed) =>
      drawn(seed, (draw) => {
        const n = 1 + draw(volume.customers / volume.historyEvery);
        return { id: customerKey(n * volume.historyEvery), from: firstHistoryDay, to: lastDay };
      }),
    documents: {
      facet: `query ($id: ID!, $from: Date!, $to: Date!) { customer(id: $id) { id
        profiles(from: $from, to: $to, first: ${volume.historyDays}) { edges { node { date fields { ${asked} } } } } } }`,
      postgraphile: `query ($id: String!, $from: Date!, $to: Date!) { customer: customerByCustomerId(customerId: $id) { id: customerId
        profiles(filter: { profileDate: { greaterThanOrEqualTo: $from, lessThanOrEqualTo: $to } }, orderBy: PROFILE_DATE_ASC,
          first: ${volume.historyDays}) { nodes { date: profileDate ${asked} } } } }`,
    },
    values: 1 + 60 * 20,
  },
  {
    name: 'sort',
    together: 'sort',
    title: 'filter and sort by an alias over all, 50 customers',
    clients: 4,
    stream: (seed) => drawn(seed, (draw) => ({ least: drawLeast(draw), day: lastDay })),
    documents: sorted,
    values: 50 * 5,
    read: readSorted,
  },
  {
    name: 'metrics',
    title: '100 accounts × 12 metrics × 24 months',
    clients: 2,
    stream: (seed) => {
      const accounts = shuffled(volume.accounts, seed).map((n) => accountKey(n + 1));
      return drawn(seed, (draw) => {
        const first = draw(accounts.length - 100);
        return { ids: accounts.slice(first, first + 100).toSorted(), names: metricNames };
      });
    },
    documents: {
      facet: `query ($ids: [ID!]!, $names: [String!]!) {
        accounts: metricsForEntities(level: ACCOUNT, entityIds: $ids, names: $names, first: 100) { edges { node {
          entity { ... on Account { id name } } metrics { name value effectiveDate } } } } }`,
      postgraphile: `query ($ids: [String!]!, $names: [String!]!) {
        accounts: allAccounts(filter: { accountId: { in: $ids } }, orderBy: ACCOUNT_ID_ASC) { nodes {
          id: accountId name: accountName
          metrics(filter: { metricName: { in: $names } }, orderBy: [METRIC_NAME_ASC, EFFECTIVE_DATE_ASC]) {
            nodes { name: metricName value effectiveDate } } } } }`,
    },
    values: 100 * (2 + 12 * 24 * 3),
    read: (contestant, neutral) =>
      contestant === 'postgraphile'
        ? neutral
        : {
            accounts: (neutral as { accounts: { entity: object; metrics: unknown }[] }).accounts.map(
              ({ entity, metrics }) => ({ ...entity, metrics }),
            ),
          },
  },
  {
    name: 'entities',
    title: '100 `_entities`, 19 fields each',
    clients: 8,
    stream: (seed) =>
      drawn(seed, (draw) => ({
        representations: Array.from({ length: 100 }, () => ({ __typename: 'Customer', id: drawCustomer(draw) })),
      })),
    documents: {
      facet: `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Customer { id fullName
        profile { date fields { ${asked} } } } } }`,
      postgraphile: { cannot: 'has no `_entities`' },
    },
    values: 100 * 22,
  },
  {
    name: 'groups',
    title: 'a metric of 1,000 accounts, summed by industry and month',
    clients: 4,
    stream: (seed) =>
      drawn(seed, (draw) => ({
        name: metricNames[draw(metricNames.length)],
        from: `2025-${String(1 + draw(12)).padStart(2, '0')}-01`,
      })),
    documents: {
      facet: `query ($name: String!, $from: Date!) {
        metricsAggregate(level: ACCOUNT, names: [$name], from: $from, groupBy: [INDUSTRY_ID], grain: MONTH, first: 1000) {
          edges { node { keys { value } values { value } } } } }`,
      postgraphile: `query ($name: String!, $from: Date!) {
        groups: allIndustryMetrics(filter: { metricName: { equalTo: $name }, effectiveDate: { greaterThanOrEqualTo: $from } }) {
          groupedAggregates(groupBy: [INDUSTRY_ID, EFFECTIVE_DATE]) { keys sum { value } } } }`,
    },
    values: 20 * 11,
    read: readGroups,
  },
  {
    name: 'narrow',
    together: 'key of a row',
    title: 'one customer on a day of 40 filled columns, 19 fields',
    clients: 16,
    stream: (seed) => drawn(seed, (draw) => ({ id: drawCustomer(draw), day: lastDay })),
    documents: dayOfCustomer(asked),
    values: 22,
  },
  {
    name: 'wide',
    together: 'key of a row',
    title: 'the same on a day of 400 filled columns',
    clients: 16,
    stream: (seed) => drawn(seed, (draw) => ({ id: drawCustomer(draw), day: wideDay })),
    documents: dayOfCustomer(asked),
    values: 22,
  },
  {
    name: 'widesort',
    together: 'sort',
    title: 'filter and sort over all on a day of 400 filled columns',
    clients: 4,
    stream: (seed) => drawn(seed, (draw) => ({ least: drawLeast(draw), day: wideDay })),
    documents: sorted,
    values: 50 * 5,
    read: readSorted,
  },
  {
    name: 'all',
    title: 'one customer, all 400 columns',
    clients: 8,
    stream: (seed) => drawn(seed, (draw) => ({ id: drawCustomer(draw), day: wideDay })),
    documents: dayOfCustomer(all),
    values: 403,
  },
];

/** What is sent to a contestant, or why it cannot be. */
export function documentFor(
  { documents, name }: ServeCase,
  contestant: Contestant,
): string | { readonly cannot: string } {
  if (contestant === 'postgraphile') return documents.postgraphile;
  return contestant === 'limit' ? name : documents.facet;
}
