import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { startSubgraph, type RunningSubgraph } from '../support/federation/startSubgraph.js';
import { addCustomers } from '../support/sample.js';
import { loyalty, tierOf } from './loyalty.js';
import { openGateway, type TestGateway } from './openGateway.js';

let database: TestDatabase;
let remote: RunningSubgraph;
let gateway: TestGateway;
let alone: TestGateway;

const ids = Array.from({ length: 1300 }, (_, n) => `C${n}`);
const tenCustomers = ids.slice(0, 10);

beforeAll(async () => {
  database = await cloneDatabase();
  await addCustomers(
    database,
    ids.map((id) => ({ id, givenName: `Name of ${id}`, city: 'Rennes' })),
  );
  remote = await startSubgraph(loyalty);
  gateway = await openGateway(database, {
    subgraphs: [{ name: 'loyalty', url: remote.url, headers: { forward: ['x-tenant'] } }],
  });
  alone = await openGateway(database, undefined);
});
afterAll(async () => {
  await gateway.stop();
  await alone.stop();
  await remote.stop();
  await database.drop();
});

const page = (first: number, fields: string) => `{ customers(first: ${first}) { edges { node { ${fields} } } } }`;
const nodesOf = ({ data }: { readonly data?: unknown }) =>
  (data as { customers: { edges: { node: Record<string, unknown> }[] } }).customers.edges.map(({ node }) => node);

describe('an operation that this server answers alone', () => {
  const questions = [
    page(50, 'id givenName fullName orders(first: 2) { edges { node { id } } }'),
    'query One($id: ID!) { customer(id: $id) { id fullName profile { date } } metricDefinitions { edges { node { name } } } }',
    '{ customer(id: "nobody") { id } }',
    '{ customer(id: "C1") { profile(date: "no day") { date } } }',
    'query ($day: Date) { customer(id: "C1") { profile(date: $day) { date } } }',
    '{ customer(id: "C1") { givenName orders(first: 10000) { edges { node { id } } } } }',
    '{ __typename }',
  ];
  it.each(questions)('has the same answer and statements as without a gateway, and asks nobody: %s', async (query) => {
    const before = remote.requests.length;
    const [mine, theirs] = [gateway.statements.length, alone.statements.length];
    const variables = { id: 'C7', day: 'no day' };
    for (let n = 0; n < 3; n += 1) {
      const answers = [await gateway.ask(query, variables), await alone.ask(query, variables)];
      const [joined, plain] = answers.map(({ status, data, errors }) => ({ status, data, errors }));
      expect(joined).toEqual(plain);
    }
    expect(gateway.statements.slice(mine)).toEqual(alone.statements.slice(theirs));
    expect(remote.requests.length).toBe(before);
  });

  it('may be kept by its client as without a gateway', async () => {
    const query = '{ customer(id: "C7") { givenName } }';
    const [joined, plain] = [await gateway.get(query), await alone.get(query)];
    expect(joined.headers.get('cache-control')).toBe('private, no-cache');
    expect(joined.headers.get('etag')).toBe(plain.headers.get('etag'));
    const again = await gateway.get(query, { 'if-none-match': joined.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });
});

describe('an operation over several subgraphs', () => {
  it('of 50 customers is one request to the remote, and one statement for each loader', async () => {
    const query = page(50, 'id givenName tier points');
    const before = remote.requests.length;
    const [mine, theirs] = [gateway.statements.length, alone.statements.length];
    const answer = await gateway.ask(query);
    expect(answer.errors).toBeUndefined();
    const nodes = nodesOf(answer);
    expect(nodes).toHaveLength(50);
    for (const { id, givenName, tier, points } of nodes)
      expect([givenName, tier, points]).toEqual([`Name of ${String(id)}`, tierOf(String(id)), String(id).length * 10]);
    const asked = remote.requests.slice(before);
    expect(asked).toHaveLength(1);
    expect((Object.values(asked[0]?.variables ?? {})[0] as unknown[]).length).toBe(50);
    await alone.ask(page(50, 'id givenName'));
    expect(gateway.statements.length - mine).toBe(alone.statements.length - theirs);
  });

  it('of 1,300 members of the remote is one request, and two statements for our fields: a thousand and the rest', async () => {
    const before = remote.requests.length;
    const mine = gateway.statements.length;
    const answer = await gateway.ask('{ members(first: 1300) { id tier givenName } }');
    expect(answer.errors).toBeUndefined();
    const { members } = answer.data as { members: { id: string; givenName: string; tier: string }[] };
    expect(members.map(({ id, givenName, tier }) => [id, givenName, tier])).toEqual(
      ids.map((id) => [id, `Name of ${id}`, tierOf(id)]),
    );
    expect(remote.requests.length - before).toBe(1);
    expect(gateway.statements.length - mine).toBe(2);
  });

  it('shares the loaders of the operation between calls of this server', async () => {
    const mine = gateway.statements.length;
    const [id] = tenCustomers as [string];
    // The customer is asked for at once, and again as the member that the remote gives.
    const { data, errors } = await gateway.ask(
      `{ customer(id: "${id}") { givenName } members(first: 1) { givenName tier } }`,
    );
    expect(errors).toBeUndefined();
    const givenName = `Name of ${id}`;
    expect(data).toEqual({ customer: { givenName }, members: [{ givenName, tier: tierOf(id) }] });
    expect(gateway.statements.length - mine).toBe(1);
  });

  it('hands on the headers that are named and the id of the request, and shares no call between requests', async () => {
    const before = remote.requests.length;
    const ask = (tenant: string) => gateway.ask('{ loyaltyStatus }', {}, { 'x-tenant': tenant, cookie: 'theirs' });
    const answers = await Promise.all([ask('one'), ask('two'), ask('one')]);
    const got = remote.requests.slice(before).map(({ headers }) => headers);
    const sorted = (texts: readonly unknown[]) => texts.map(String).toSorted((a, b) => (a < b ? -1 : 1));
    expect(sorted(got.map((headers) => headers['x-tenant']))).toEqual(['one', 'one', 'two']);
    expect(sorted(got.map((headers) => headers['x-request-id']))).toEqual(
      sorted(answers.map(({ headers }) => headers.get('x-request-id'))),
    );
    expect(got.some(({ cookie }) => cookie !== undefined)).toBe(false);
  });

  it('answers under any name that a client chooses', async () => {
    const query = `{ constructor: loyaltyStatus toString: loyaltyStatus __proto__: loyaltyStatus
      hasOwnProperty: customer(id: "C1") { valueOf: tier __proto__: givenName then: points id: tier } }`;
    const { text } = await gateway.get(query);
    expect(text.trim()).toBe(
      '{"data":{"constructor":"open","toString":"open","__proto__":"open",' +
        '"hasOwnProperty":{"valueOf":"tier of C1","__proto__":"Name of C1","then":20,"id":"tier of C1"}}}',
    );
  });

  it('is kept by nobody', async () => {
    const { headers, status } = await gateway.get('{ loyaltyStatus }', { 'if-none-match': '"x"' });
    expect([status, headers.get('cache-control'), headers.get('etag')]).toEqual([200, 'no-store', null]);
  });

  it('may be a mutation of the remote with our fields, which is sent once', async () => {
    const before = remote.requests.length;
    const { data, errors } = await gateway.ask('mutation { grantPoints(id: "C3", points: 5) { id givenName points } }');
    expect(errors).toBeUndefined();
    expect(data).toEqual({ grantPoints: { id: 'C3', givenName: 'Name of C3', points: 20 } });
    expect(remote.requests.slice(before).filter(({ query }) => query.includes('mutation'))).toHaveLength(1);
  });

  it('tells its own errors as without a gateway, beside what the remote says', async () => {
    const answer = await gateway.ask('{ members(first: 1) { tier orders(first: 10000) { edges { node { id } } } } }');
    const own = await alone.ask('{ customer(id: "C0") { orders(first: 10000) { edges { node { id } } } } }');
    // Neither orders nor members may be null.
    expect(answer.data).toBeNull();
    const [told, plain] = [answer, own].map(({ errors = [] }) =>
      errors.map(({ message, extensions: { code } }) => ({ message, code })),
    );
    expect(told).toEqual(plain);
    expect(answer.errors?.map(({ path }) => path)).toEqual([['members', 0, 'orders']]);
  });

  it('keeps the limits of requests', async () => {
    const nested = (depth: number): string =>
      depth === 0 ? 'tier' : `orders { edges { node { customer { ${nested(depth - 1)} } } } }`;
    const deep = `{ members(first: 1) { ${nested(4)} } }`;
    expect((await gateway.ask(deep)).errors?.[0]?.extensions['code']).toBe('MAX_DEPTH_LIMIT');
    expect((await gateway.ask('{ members(first: 1) { nothing } }')).errors?.[0]?.extensions['code']).toBe(
      'GRAPHQL_VALIDATION_FAILED',
    );
    expect((await gateway.ask('{ _service { sdl } }')).errors?.[0]?.message).toContain('Cannot query field "_service"');
  });
});

describe('introspection', () => {
  it('shows one schema of both, without what joins them', async () => {
    const { data } = await gateway.ask('{ __schema { types { name } } __type(name: "Customer") { fields { name } } }');
    const { __schema: schema, __type: type } = data as {
      __schema: { types: { name: string }[] };
      __type: { fields: { name: string }[] };
    };
    expect(type.fields.map(({ name }) => name)).toEqual(expect.arrayContaining(['givenName', 'tier', 'points']));
    expect(
      schema.types.map(({ name }) => name).filter((name) => /^(join__|link__|_Entity|_Service|_Any)/.test(name)),
    ).toEqual([]);
  });
});

describe('an operation that asks for the schema too', () => {
  const type = '__type(name: $name) { name }';
  it.each([
    [
      `query ($name: String!) { loyaltyStatus ${type} customer(id: "C1") { givenName } }`,
      ['loyaltyStatus', '__type', 'customer'],
    ],
    [
      `query ($name: String!) { ...Q } fragment Q on Query { a: ${type} ... on Query { b: loyaltyStatus } }`,
      ['a', 'b'],
    ],
    [`query ($name: String!) { x: __typename ${type} }`, ['x', '__type']],
    [`query ($name: String!) { loyaltyStatus ... @skip(if: true) { ${type} } }`, ['loyaltyStatus']],
    [`query ($name: String!) { ... @include(if: false) { loyaltyStatus } ${type} }`, ['__type']],
  ])('has its fields in their order: %s', async (query, names) => {
    for (let n = 0; n < 2; n += 1) {
      const { data, errors } = await gateway.ask(query, { name: 'Customer' });
      expect(errors).toBeUndefined();
      expect(Object.keys(data ?? {})).toEqual(names);
      for (const [name, value] of Object.entries(data ?? {}))
        expect([name, value]).toEqual([
          name,
          {
            __type: { name: 'Customer' },
            a: { name: 'Customer' },
            b: 'open',
            loyaltyStatus: 'open',
            x: 'Query',
            customer: { givenName: 'Name of C1' },
          }[name],
        ]);
    }
  });

  it('is ended where it would take too much, as without a gateway', async () => {
    const many = (count: number, make: (n: number) => string) =>
      Array.from({ length: count }, (_, n) => make(n)).join(' ');
    const query = `{ loyaltyStatus ${many(12, (n) => `s${n}: __schema { types { ...T } }`)} }
      fragment T on __Type { ${many(40, (n) => `f${n}: fields { name args { name } }`)} }`;
    const began = performance.now();
    const { errors, data } = await gateway.ask(query);
    expect(data).toBeUndefined();
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['TOO_MANY_VALUES']);
    expect(performance.now() - began).toBeLessThan(25_000);
  });

  it('is refused for a bad variable as without a gateway', async () => {
    const { data, errors } = await gateway.ask(`query ($name: String!) { loyaltyStatus ${type} }`, { name: 7 });
    expect(data).toBeUndefined();
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });
});

describe('/health/ready', () => {
  it('tells how the remote does', async () => {
    const { status, body } = await gateway.health();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'ready',
      supergraph: 'current',
      subgraphs: [{ name: 'loyalty', state: 'closed', failures: 0 }],
    });
    expect((await alone.health()).body).not.toHaveProperty('subgraphs');
  });
});
