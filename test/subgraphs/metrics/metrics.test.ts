import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../../src/lib/relay/globalId.js';
import { addDefinitions, addTree, addValues } from '../../levels/sampleLevels.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { openGraph } from '../../support/graph.js';

const accounts = 120;
const metrics = 12;
const months = 24;
const accountId = (n: number): string => `A${String(n).padStart(3, '0')}`;

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

/**
 * 120 accounts, 40 in each of three contracts of two companies (K0 and K1 in C0, K2 in C1) of one industry; 5 customers of A000
 * and A001 each. Metric m<k> of account n in month t is n + 1000 × k + t / 100.
 */
beforeAll(async () => {
  database = await cloneDatabase();
  const { client } = database;
  await addTree(database, {
    industries: ['I0'],
    companies: [
      ['C0', 'I0'],
      ['C1', 'I0'],
    ],
    contracts: [
      ['K0', 'C0'],
      ['K1', 'C0'],
      ['K2', 'C1'],
    ],
    accounts: Array.from({ length: accounts }, (_, n) => [accountId(n), `K${Math.floor(n / 40)}`] as const),
    customers: Array.from({ length: 10 }, (_, n) => [`P${n}`, accountId(n % 2)] as const),
  });
  await addTree(database, { customers: [['P99', null]] });
  await client`update facet.customers set given_name = 'Name of ' || customer_id`;
  await client`update facet.accounts set is_key_account = true, n_employees = 7 where account_id = 'A001'`;
  await client`update facet.companies set country = 'FR', n_employees = 300 where company_id = 'C0'`;
  await addDefinitions(
    database,
    Array.from({ length: metrics }, (_, k) => ({
      name: `m${String(k).padStart(2, '0')}`,
      unit: k === 0 ? 'euros' : 'count',
      levels: ['ACCOUNT'] as const,
      entities: k === 1 ? ('none' as const) : ('sum' as const),
      time: k === 0 ? ('sum' as const) : ('none' as const),
    })),
  );
  await addDefinitions(database, [
    { name: 'visits', unit: 'count', levels: ['CUSTOMER', 'COMPANY'], entities: 'sum', time: 'last' },
    { name: 'share', unit: 'percent', entities: 'weighted_average', weight: 'visits' },
  ]);
  await client`
    insert into facet.metric_values (level, entity_id, app, metric_name, effective_date, value, load_id)
    select 'ACCOUNT', account_id, 'default', 'm' || lpad(k::text, 2, '0'), '2024-01-01'::date + make_interval(months => t),
      (right(account_id, 3)::numeric + 1000 * k + t * 0.01), 0
    from facet.accounts cross join generate_series(0, ${metrics - 1}) as k cross join generate_series(0, ${months - 1}) as t`;
  await addValues(database, [
    { level: 'CUSTOMER', id: 'P0', name: 'visits', day: '2024-01-01', value: '3' },
    { level: 'CUSTOMER', id: 'P2', name: 'visits', day: '2024-01-01', value: '4' },
    { level: 'CUSTOMER', id: 'P0', name: 'visits', day: '2024-01-01', value: '50', app: 'OTHER' },
  ]);
  const apps = [
    { name: 'default', timeZone: 'UTC', isDefault: true },
    { name: 'OTHER', timeZone: 'Asia/Tokyo', isDefault: false },
  ];
  graph = await openGraph(database, '2026-01-15', 'UTC', apps);
});
afterAll(() => database?.drop());

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: Readonly<Record<string, unknown>> }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

describe('statements', () => {
  const page = (
    first: number,
    below = 'metrics { name value effectiveDate valueFormatted definition { description } }',
  ) =>
    graph.ask(
      `query ($first: Int) { metricsForEntities(level: ACCOUNT, first: $first) { edges { node { meta { accountId customerIndustry } ${below} } } } }`,
      { first },
    );

  it('are as many for 100 accounts with 12 metrics of 24 months as for one', async () => {
    const one = await page(1);
    const hundred = await page(100);
    expect(hundred.errors).toEqual([]);
    const { edges } = hundred.data['metricsForEntities'] as Page;
    expect(edges).toHaveLength(100);
    const values = edges.flatMap(({ node }) => node['metrics'] as { value: string }[]);
    // A000 has the visits of its customers too.
    expect(values).toHaveLength(100 * metrics * months + 1);
    expect(values.at(-1)).toMatchObject({ name: 'm11', effectiveDate: '2025-12-01', value: '11099.23' });
    expect(hundred.statements).toHaveLength(3);
    expect(one.statements.map(({ text }) => text)).toEqual(hundred.statements.map(({ text }) => text));
  });

  it('of metrics are none where only attributes are asked', async () => {
    const { statements, data } = await page(2, 'entity { ... on Account { isKeyAccount nEmployees } }');
    expect((data['metricsForEntities'] as Page).edges.map(({ node }) => node)).toEqual([
      { meta: { accountId: 'A000', customerIndustry: 'I0' }, entity: { isKeyAccount: false, nEmployees: null } },
      { meta: { accountId: 'A001', customerIndustry: 'I0' }, entity: { isKeyAccount: true, nEmployees: 7 } },
    ]);
    expect(statements).toHaveLength(1);
    expect(statements[0]?.text).not.toContain('metric_values');
    const none = await graph.ask(
      '{ metrics(level: ACCOUNT, entityId: "A000", names: []) { metrics { name } } other: metrics(level: ACCOUNT, entityId: "A000", effectiveDates: []) { metrics { name } } }',
    );
    expect(none.data).toEqual({ metrics: { metrics: [] }, other: { metrics: [] } });
    expect(none.statements).toHaveLength(1);
  });

  it('are fixed for lists of customers with accounts and metrics, and for entities within entities', async () => {
    const people = (first: number) =>
      graph.ask(
        `query ($first: Int) { customers(first: $first) { edges { node { id metrics(names: ["visits"]) { value origin }
          account { name isKeyAccount contract { name company { name industry { name } } } metrics(names: ["visits"]) { value origin } } } } } }`,
        { first },
      );
    const [one, ten] = [await people(1), await people(11)];
    expect(ten.errors).toEqual([]);
    expect(ten.statements).toHaveLength(8);
    expect(one.statements).toHaveLength(8);
    const nodes = (ten.data['customers'] as Page).edges.map(({ node }) => node);
    expect(nodes[0]).toEqual({
      id: 'P0',
      metrics: [{ value: '3', origin: 'STORED' }],
      account: {
        name: 'A000',
        isKeyAccount: false,
        contract: { name: 'K0', company: { name: 'C0', industry: { name: 'I0' } } },
        metrics: [{ value: '7', origin: 'ROLLED_UP' }],
      },
    });
    expect(nodes.at(-1)).toEqual({ id: 'P99', metrics: [], account: null });
    const down = await graph.ask(`{ metrics(level: INDUSTRY, entityId: "I0") { entity { ... on Industry { companies {
      edges { node { id contracts { edges { node { id accounts(first: 2) { edges { node { id customers(first: 2) {
        totalCount edges { node { id givenName } } pageInfo { hasNextPage } } } } pageInfo { hasNextPage } } } } } } } } } } } }`);
    expect(down.errors).toEqual([]);
    expect(down.statements).toHaveLength(6);
    expect(JSON.stringify(down.data)).toContain(
      '{"id":"K0","accounts":{"edges":[{"node":{"id":"A000","customers":{"totalCount":5,"edges":[{"node":{"id":"P0","givenName":"Name of P0"}},{"node":{"id":"P2","givenName":"Name of P2"}}],"pageInfo":{"hasNextPage":true}}}}',
    );
  });
});

describe('metrics', () => {
  const sums = (n: number, of: number) => n * of;

  it('of any level are found, rolled up where they must be', async () => {
    const { data, errors } = await graph.ask(`{
      contract: metrics(level: CONTRACT, entityId: " K1 ", names: ["m00", "m01"], effectiveDates: ["2024-01-01"]) {
        level app meta { contractId contractName customerIndustry companyId } metrics { name value origin children childrenWithValue valueFormatted } }
      company: metrics(level: COMPANY, entityId: "C0", names: ["m00"], effectiveDates: ["2024-01-01"]) {
        meta { companyName country nEmployees } metrics { value childrenWithValue } }
      industry: metrics(level: INDUSTRY, entityId: "I0", names: ["m00"], effectiveDates: ["2024-01-01"]) {
        meta { industryName } metrics { value childrenWithValue } } }`);
    expect(errors).toEqual([]);
    // Accounts 40 to 79 have their own numbers as values in the first month.
    const sum = (to: number) => sums(to, to - 1) / 2;
    expect(data['contract']).toEqual({
      level: 'CONTRACT',
      app: 'default',
      meta: { contractId: 'K1', contractName: 'K1', customerIndustry: 'I0', companyId: null },
      metrics: [
        {
          name: 'm00',
          value: expect.stringMatching(new RegExp(`^${sum(80) - sum(40)}\\.0+$`)),
          origin: 'ROLLED_UP',
          children: 40,
          childrenWithValue: 40,
          valueFormatted: '€2,380',
        },
      ],
    });
    expect(data['company']).toMatchObject({
      meta: { companyName: 'C0', country: 'FR', nEmployees: 300 },
      metrics: [{ value: expect.stringMatching(/^3160\.0+$/), childrenWithValue: 2 }],
    });
    expect(data['industry']).toMatchObject({
      meta: { industryName: 'I0' },
      metrics: [{ value: expect.stringMatching(/^7140\.0+$/), childrenWithValue: 2 }],
    });
  });

  it('of a customer come with all that is known of it, also through the entity', async () => {
    const { data, statements } = await graph.ask(`{ metrics(level: CUSTOMER, entityId: "P2") {
      meta { customerId } entity { __typename ... on Customer { id givenName account { id } } } metrics { name value unit } } }`);
    expect(data['metrics']).toEqual({
      meta: { customerId: 'P2' },
      entity: { __typename: 'Customer', id: 'P2', givenName: 'Name of P2', account: { id: 'A000' } },
      metrics: [{ name: 'visits', value: '4', unit: 'count' }],
    });
    expect(statements).toHaveLength(4);
  });

  it('are null for an unknown entity, and those of an application are its own', async () => {
    const { data } = await graph.ask(`{ unknown: metrics(level: ACCOUNT, entityId: "a000") { level }
      other: metrics(level: ACCOUNT, entityId: "A000", app: "OTHER") { app metrics { name value } } }`);
    expect(data).toEqual({ unknown: null, other: { app: 'OTHER', metrics: [{ name: 'visits', value: '50' }] } });
  });

  it('are written in the language asked for', async () => {
    const { data } =
      await graph.ask(`{ metrics(level: ACCOUNT, entityId: "A001", names: ["m00"], effectiveDates: ["2025-12-01"]) {
      metrics { value en: valueFormatted fr: valueFormatted(locale: "fr") none: valueFormatted(locale: null) } } }`);
    const [{ fr, ...rest } = { fr: '' }] = (data['metrics'] as { metrics: { fr: string }[] }).metrics;
    expect([rest, fr.replaceAll(/\s/g, ' ')]).toEqual([{ value: '1.23', en: '€1.23', none: '€1.23' }, '1,23 €']);
  });

  it.each([
    [
      'metrics(level: ACCOUNT, entityId: "A000", app: "OTHERS") { level }',
      'UNKNOWN_APP',
      'There is no application "OTHERS", only default, OTHER. Did you mean "OTHER"?',
    ],
    ['metrics(level: ACCOUNT, entityId: "A\\u0000") { level }', 'BAD_USER_INPUT', '"entityId" holds a NUL'],
    [
      'metrics(level: ACCOUNT, entityId: "A000", names: ["\\u0000"]) { level }',
      'BAD_USER_INPUT',
      '"names[0]" holds a NUL',
    ],
    [
      'metrics(level: ACCOUNT, entityId: "A000", names: ["m00"]) { metrics { valueFormatted(locale: "xx") } }',
      'BAD_USER_INPUT',
      '"xx" is no language',
    ],
    [
      'metricsForEntities(level: ACCOUNT, first: 101) { edges { cursor } }',
      'PAGE_SIZE_EXCEEDED',
      '"first" is 101, and 100 is the most.',
    ],
  ])('%s is refused', async (field, code, message) => {
    const { errors } = await graph.ask(`{ ${field} }`);
    expect(errors[0]).toMatchObject({ code, message: expect.stringContaining(message) });
  });

  it('of too many names or entities are refused before anything runs', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, n) => `x${n}`);
    const names = await graph.ask(
      'query ($names: [String!]) { metrics(level: ACCOUNT, entityId: "A000", names: $names) { level } }',
      { names: many(501) },
    );
    const ids = await graph.ask(
      'query ($ids: [ID!]) { metricsForEntities(level: ACCOUNT, entityIds: $ids) { edges { cursor } } }',
      { ids: many(1001) },
    );
    expect([names, ids].map(({ errors }) => errors[0])).toMatchObject([
      { code: 'TOO_MANY_ENTRIES', message: '"names" has 501 entries, and 500 are the most.' },
      { code: 'TOO_MANY_ENTRIES', message: '"entityIds" has 1001 entries, and 1000 are the most.' },
    ]);
    expect([...names.statements, ...ids.statements]).toEqual([]);
  });
});

describe('metricsForEntities', () => {
  const walk = async (entityIds: readonly string[] | null, first: number) => {
    const found: unknown[][] = [];
    for (let after: string | null = null, more = true; more;) {
      const { data, errors } = await graph.ask(
        `query ($ids: [ID!], $first: Int, $after: String) { metricsForEntities(level: ACCOUNT, entityIds: $ids, first: $first, after: $after) {
          edges { cursor node { meta { accountId } } } pageInfo { hasNextPage endCursor } } }`,
        { ids: entityIds, first, after },
      );
      expect(errors).toEqual([]);
      const { edges, pageInfo } = data['metricsForEntities'] as Page;
      found.push(edges.map(({ node }) => (node['meta'] as { accountId: string }).accountId));
      ({ hasNextPage: more, endCursor: after } = pageInfo);
    }
    return found;
  };

  it('gives pages in the order asked, without unknown entities', async () => {
    const ids = ['A100', 'nobody', 'A003', 'A100', ' A050 ', 'A001', 'A002', 'nothing'];
    expect(await walk(ids, 2)).toEqual([['A100', 'A003'], ['A050', 'A001'], ['A002']]);
    expect(await walk([], 2)).toEqual([[]]);
  });

  it('gives pages of all entities in the order of their keys', async () => {
    const pages = await walk(null, 50);
    expect(pages.map(({ length }) => length)).toEqual([50, 50, 20]);
    expect(pages.flat()).toEqual(Array.from({ length: accounts }, (_, n) => accountId(n)));
  });

  it('refuses the cursor of another question', async () => {
    const { data } = await graph.ask('{ metricsForEntities(level: ACCOUNT, first: 1) { pageInfo { endCursor } } }');
    const after = (data['metricsForEntities'] as Page).pageInfo.endCursor;
    const { errors } = await graph.ask(
      'query ($after: String) { metricsForEntities(level: CONTRACT, after: $after) { edges { cursor } } }',
      { after },
    );
    expect(errors[0]).toMatchObject({ code: 'INVALID_CURSOR' });
  });
});

describe('a made-up cursor whose key holds a NUL', () => {
  const forged = (name: string, ...question: string[]) =>
    Buffer.from(JSON.stringify([name, ...question, 'a\u0000'])).toString('base64url');

  it.each([
    ['accounts', 'metrics(level: CONTRACT, entityId: "K1") { entity { ... on Contract { accounts', 'ACCOUNT'],
    [
      'customers',
      'metrics(level: ACCOUNT, entityId: "A000") { entity { ... on Account { customers',
      'customers of an account',
    ],
  ])('is refused by %s', async (_, path, name) => {
    const { errors } = await graph.ask(`{ ${path}(after: "${forged(name, '')}") { edges { node { id } } } } } } }`);
    expect(errors).toMatchObject([{ code: 'INVALID_CURSOR' }]);
  });

  it('is refused by metricsForEntities', async () => {
    const ask = async (after: string | null) =>
      graph.ask(
        'query ($after: String) { metricsForEntities(level: ACCOUNT, first: 1, after: $after) { pageInfo { endCursor } } }',
        { after },
      );
    const { data } = await ask(null);
    const cursor = (data['metricsForEntities'] as Page).pageInfo.endCursor ?? '';
    const [name, question] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as [string, string];
    expect((await ask(forged(name, question))).errors).toMatchObject([{ code: 'INVALID_CURSOR' }]);
  });
});

describe('metricDefinitions', () => {
  const list = async (args: string, selection = 'name') =>
    (await graph.ask(`{ metricDefinitions(${args}) { ${selection} } }`)).data['metricDefinitions'] as Record<
      string,
      unknown
    >[];

  it('finds metrics by level, names and words', async () => {
    const names = async (args: string) => (await list(args)).map(({ name }) => name);
    expect(await names('level: CUSTOMER')).toEqual(['share', 'visits']);
    expect(await names('level: CONTRACT, search: "about M0"')).toEqual(
      Array.from({ length: 10 }, (_, k) => `m0${k}`).filter((name) => name !== 'm01'),
    );
    expect(await names('names: ["share", "m01", "nothing"]')).toEqual(['m01', 'share']);
    expect(await names('search: "percent share"')).toEqual(['share']);
  });

  it('tells what a metric allows, and where and when there are values', async () => {
    const [share, visits] = await list(
      'names: ["visits", "share"]',
      `name levels storedLevels grains acrossEntities acrossTime weight { name } baseName
       availability { level app effectiveDates }`,
    );
    const all = ['CUSTOMER', 'ACCOUNT', 'CONTRACT', 'COMPANY', 'INDUSTRY'];
    expect(share).toEqual({
      name: 'share',
      levels: all,
      storedLevels: all,
      grains: ['MONTH'],
      acrossEntities: 'WEIGHTED_AVERAGE',
      acrossTime: 'NONE',
      weight: { name: 'visits' },
      baseName: null,
      availability: [],
    });
    expect(visits).toEqual({
      name: 'visits',
      levels: all,
      storedLevels: ['CUSTOMER', 'COMPANY'],
      grains: ['MONTH', 'QUARTER', 'YEAR'],
      acrossEntities: 'SUM',
      acrossTime: 'LAST',
      weight: null,
      baseName: null,
      availability: [
        { level: 'CUSTOMER', app: 'OTHER', effectiveDates: ['2024-01-01'] },
        { level: 'CUSTOMER', app: 'default', effectiveDates: ['2024-01-01'] },
      ],
    });
    const { statements } = await graph.ask('{ metricDefinitions { name weight { name } availability { level } } }');
    expect(statements).toHaveLength(2);
  });
});

describe('entities', () => {
  it('are nodes of the graph', async () => {
    const ids = [
      toGlobalId('Account', 'A001'),
      toGlobalId('Company', 'C1'),
      toGlobalId('Customer', 'P1'),
      toGlobalId('Industry', 'I9'),
    ];
    const { data, errors } = await graph.ask(
      `query ($ids: [ID!]!) { nodes(nodeIds: $ids) { __typename nodeId ... on Account { name customers { totalCount } }
        ... on Company { contracts { edges { node { id } } } } ... on Customer { givenName } } }`,
      { ids },
    );
    expect(errors).toEqual([]);
    expect(data['nodes']).toEqual([
      { __typename: 'Account', nodeId: ids[0], name: 'A001', customers: { totalCount: 5 } },
      { __typename: 'Company', nodeId: ids[1], contracts: { edges: [{ node: { id: 'K2' } }] } },
      { __typename: 'Customer', nodeId: ids[2], givenName: 'Name of P1' },
      null,
    ]);
    const bad = await graph.ask('query ($id: ID!) { node(nodeId: $id) { nodeId } }', {
      id: toGlobalId('MetricDefinition', 'm00'),
    });
    expect(bad.errors[0]).toMatchObject({ code: 'INVALID_NODE_ID' });
  });

  it('answer by their keys alone, as another router asks', async () => {
    const representations = [
      { __typename: 'Account', id: ' A002 ' },
      { __typename: 'Account', id: 'A9' },
      { __typename: 'Customer', id: 'P3' },
      { __typename: 'MetricDefinition', name: 'm00' },
    ];
    const { data, errors } = await graph.ask(
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Account { id name customers { totalCount }
        metrics(names: ["m00"], effectiveDates: ["2024-01-01"]) { value } } ... on Customer { givenName account { id } }
        ... on MetricDefinition { unit } } }`,
      { r: representations },
    );
    expect(errors).toEqual([]);
    expect(data['_entities']).toEqual([
      {
        id: 'A002',
        name: 'A002',
        customers: { totalCount: 0 },
        metrics: [{ value: expect.stringMatching(/^2\.0+$/) }],
      },
      null,
      { givenName: 'Name of P3', account: { id: 'A001' } },
      { unit: 'euros' },
    ]);
  });
});

describe('a question for more values than one answer should hold', () => {
  it('is refused', async () => {
    await database.client`
      insert into facet.metric_values (level, entity_id, metric_name, effective_date, value, load_id)
      select 'COMPANY', 'C1', 'visits', '1500-01-01'::date + n, n, 0 from generate_series(0, 30000) as n`;
    const ask = (below: string) =>
      graph.ask(`{ metrics(level: COMPANY, entityId: "C1", ${below}) { metrics { value } } }`);
    const { errors } = await ask('names: ["visits"]');
    expect(errors[0]).toMatchObject({
      code: 'TOO_MANY_VALUES',
      message: expect.stringContaining('more than 30000 values (entities: 1)'),
    });
    const { data } = await ask('names: ["visits"], effectiveDates: ["1500-01-08", "1500-01-02"]');
    expect(data).toEqual({ metrics: { metrics: [{ value: '1' }, { value: '7' }] } });
  });
});
