import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changeCatalogue } from '../../../src/catalogue/changeCatalogue.js';
import { toGlobalId } from '../../../src/lib/relay/globalId.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { openGraph } from '../../support/graph.js';
import { addCustomers } from '../../support/sample.js';

const customers = 60;
const wideAttributes = 300;
const idOf = (n: number): string => `C${String(n).padStart(3, '0')}`;

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

/** 420 aliased slots, three days of which the last is not complete; FIELD7 holds 1000 × day + customer number. */
beforeAll(async () => {
  database = await cloneDatabase();
  const { client } = database;
  await addCustomers(
    database,
    Array.from({ length: customers }, (_, n) => ({ id: idOf(n), givenName: `Name ${n}`, city: 'Lyon' })),
  );
  const additions = [
    ...Array.from({ length: wideAttributes }, (_, n) => ({ alias: `NUMBER_${n + 1}`, dataType: 'decimal' as const })),
    ...Array.from({ length: 120 }, (_, n) => ({ alias: `TEXT_${n + 1}`, dataType: 'text' as const })),
  ];
  await changeCatalogue(
    client,
    () => additions.map((addition) => ({ kind: 'add' as const, description: 'A value.', ...addition })),
    { today: '2026-03-10' },
  );
  const [load] = await client`
    insert into facet.loads (kind, started_at, finished_at, code_version)
    values ('snapshot', '2026-03-03T01:00:00Z', '2026-03-03T01:02:03.000004Z', 'test') returning load_id`;
  await client`select facet.ensure_partitions('customer_profiles', '2026-03-01', '2026-03-31')`;
  const numbers = Array.from({ length: wideAttributes }, (_, n) => `field${n + 1}`);
  await client.unsafe(`
    insert into facet.customer_profiles (customer_id, profile_date, load_id, str1, ${numbers.join(', ')})
    select customer_id, day, ${load?.['load_id']}, 'text ' || right(customer_id, 3),
      ${numbers.map(() => `extract(day from day) * 1000 + right(customer_id, 3)::int`).join(', ')}
    from facet.customers cross join generate_series('2026-03-01'::date, '2026-03-03', '1 day') as days (day)`);
  await client`
    insert into facet.profile_days (profile_date, load_id, rows, complete)
    select day, ${load?.['load_id']}, ${customers}, day < '2026-03-03'
    from generate_series('2026-03-01'::date, '2026-03-03', '1 day') as days (day)`;
  graph = await openGraph(database, '2026-03-10');
});
afterAll(() => database.drop());

const twentyFields = Array.from({ length: 20 }, (_, n) => `number${n + 1}`).join(' ');

describe('statements', () => {
  const page = `query ($first: Int) { customers(first: $first) { edges { node {
    id givenName profile { date fields { ${twentyFields} } } } } } }`;

  it('are as many for 50 customers as for one', async () => {
    const one = await graph.ask(page, { first: 1 });
    const fifty = await graph.ask(page, { first: 50 });
    expect(one.errors).toEqual([]);
    expect((fifty.data['customers'] as { edges: unknown[] }).edges).toHaveLength(50);
    expect(fifty.statements).toHaveLength(3);
    expect(one.statements.map(({ text }) => text)).toEqual(fifty.statements.map(({ text }) => text));
  });

  it('read only the asked columns of a table with 420 used slots', async () => {
    const { statements } = await graph.ask(page, { first: 50 });
    const slotsRead = statements.flatMap(({ text }) => text.match(/"(str|field|date|time)\d+"/g) ?? []);
    expect(new Set(slotsRead).size).toBe(20);
    expect(statements[0]?.text).not.toContain('surname');
    expect(statements[0]?.text).toContain('"given_name"');
  });

  it('select all 420 attributes without trouble when all are asked', async () => {
    const { data, errors, statements } = await graph.ask(
      `{ customer(id: "C007") { profile { attributes { name value } } } }`,
    );
    expect(errors).toEqual([]);
    const { attributes } = (data['customer'] as { profile: { attributes: { name: string; value: string }[] } }).profile;
    expect(attributes).toHaveLength(420);
    expect(attributes.find(({ name }) => name === 'NUMBER_300')?.value).toBe('2007');
    expect(statements).toHaveLength(3);
  });

  it('refuse a question for more values than one answer should hold', async () => {
    const { errors, statements } = await graph.ask(
      `{ customers(first: 50) { edges { node { profiles(first: 1000) { edges { node { attributes { value } } } } } } } }`,
    );
    expect(errors[0]).toMatchObject({
      code: 'TOO_MANY_VALUES',
      message: expect.stringContaining('up to 21000000 values (customers: 50, days: 1000, attributes: 420)'),
    });
    expect(statements).toHaveLength(1);
  });

  it('are one for several histories, and fixed for profiles of several dates', async () => {
    const history = await graph.ask(`{ customers(first: 5) { edges { node { profiles(first: 1) {
      edges { node { date fields { number7 } } } pageInfo { hasNextPage endCursor } } } } } }`);
    expect(history.errors).toEqual([]);
    expect(history.statements).toHaveLength(2);
    const dates = await graph.ask(`{ customers(first: 5) { edges { node {
      one: profile(date: "2026-03-01") { fields { number7 } } two: profile { fields { number7 } } } } } }`);
    expect(dates.statements).toHaveLength(3);
    expect((dates.data['customers'] as { edges: { node: unknown }[] }).edges[4]?.node).toEqual({
      one: { fields: { number7: '1004' } },
      two: { fields: { number7: '2004' } },
    });
  });
});

describe('customer', () => {
  it('is found by its key, trimmed and case-exact, else null', async () => {
    const { data, errors } = await graph.ask(
      `{ yes: customer(id: " C001 ") { id address { city line1 } email } no: customer(id: "c001") { id } empty: customer(id: "") { id } }`,
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      yes: { id: 'C001', address: { city: 'Lyon', line1: null }, email: null },
      no: null,
      empty: null,
    });
  });

  it('has a profile of the newest complete day on or before the date', async () => {
    const { data } = await graph.ask(`{ customer(id: "C001") {
      newest: profile { date computedAt } before: profile(date: "2026-03-01") { date }
      later: profile(date: "2030-01-01") { date } none: profile(date: "2026-02-28") { date } } }`);
    expect(data['customer']).toEqual({
      newest: { date: '2026-03-02', computedAt: '2026-03-03T01:02:03.000004Z' },
      before: { date: '2026-03-01' },
      later: { date: '2026-03-02' },
      none: null,
    });
  });

  it.each(['2026-02-30', '0000-01-01', '26-1-1', ''])('refuses %j, which is no date', async (date) => {
    const { errors, statements } = await graph.ask(
      `query ($date: Date) { customer(id: "C001") { profile(date: $date) { date } } }`,
      { date },
    );
    expect(errors).toMatchObject([{ message: expect.stringContaining('written YYYY-MM-DD') }]);
    expect(statements).toEqual([]);
  });

  it('says the same of a day in a document or a filter', async () => {
    for (const question of [
      '{ customer(id: "C001") { profile(date: 20260101) { date } } }',
      '{ customers(filter: { birthdate: { is: "01.02.2026" } }) { totalCount } }',
    ]) {
      const { errors, statements } = await graph.ask(question);
      expect(errors).toMatchObject([{ message: expect.stringContaining('written YYYY-MM-DD') }]);
      expect(statements).toEqual([]);
    }
  });
});

describe('customers', () => {
  interface Page {
    edges: { cursor: string; node: { id: string } }[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  }
  const ask = async (variables: Record<string, unknown>) => {
    const answer = await graph.ask(
      `query ($first: Int, $after: String, $last: Int, $before: String) {
        customers(first: $first, after: $after, last: $last, before: $before) {
          edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
      variables,
    );
    return { ...answer, page: answer.data?.['customers'] as Page };
  };

  it.each([
    ['forwards', 'first', 'after', 'endCursor', 'hasNextPage'],
    ['backwards', 'last', 'before', 'startCursor', 'hasPreviousPage'],
  ] as const)('are paged %s, each once, in key order', async (_, size, from, next, more) => {
    const seen: string[][] = [];
    let cursor: string | null = null;
    for (;;) {
      const { page } = await ask({ [size]: 25, [from]: cursor });
      seen.push(page.edges.map(({ node }) => node.id));
      cursor = page.pageInfo[next];
      if (!page.pageInfo[more]) break;
    }
    const all = (size === 'last' ? seen.toReversed() : seen).flat();
    expect(all).toEqual(Array.from({ length: customers }, (_unused, n) => idOf(n)));
  });

  it('have 20 on a page unless told', async () => {
    expect((await ask({})).page.edges).toHaveLength(20);
    expect((await ask({ first: 0 })).page.edges).toEqual([]);
  });

  it.each([
    [{ first: 1001 }, 'PAGE_SIZE_EXCEEDED', '"first" is 1001, and 1000 is the most.'],
    [{ first: -1 }, 'BAD_USER_INPUT', '"first" is -1'],
    [{ first: 1, last: 1 }, 'BAD_USER_INPUT', '"first" and "last" cannot be given together'],
    [{ after: 'nonsense' }, 'INVALID_CURSOR', 'The cursor given as "after" is not a cursor of this server.'],
    [
      { after: Buffer.from('["profiles","","2026-03-01"]').toString('base64url') },
      'INVALID_CURSOR',
      'belongs to another list',
    ],
  ])('refuse %j', async (variables, code, sentence) => {
    const { errors } = await ask(variables);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ code, message: expect.stringContaining(sentence) });
  });
});

describe('attributes', () => {
  const ask = async (names: readonly string[]) => {
    const { data, errors } = await graph.ask(
      `query ($names: [String!]) { customer(id: "C001") { profile { attributes(names: $names) {
        name slot graphqlName type value formatted unit } } } }`,
      { names },
    );
    return {
      errors,
      attributes: (data?.['customer'] as { profile: { attributes: unknown[] } | null } | null)?.profile?.attributes,
    };
  };

  it('answer by alias in any case, and by slot', async () => {
    const number7 = {
      name: 'NUMBER_7',
      slot: 'FIELD7',
      graphqlName: 'number7',
      type: 'DECIMAL',
      value: '2001',
      formatted: '2,001',
      unit: null,
    };
    const { attributes } = await ask(['NUMBER_7', 'number_7', 'FIELD7', 'str1']);
    expect(attributes).toEqual([
      number7,
      number7,
      number7,
      expect.objectContaining({ name: 'TEXT_1', value: 'text 001' }),
    ]);
  });

  it('name an unknown one and what it may have meant', async () => {
    const { errors } = await ask(['NUMBR_7']);
    expect(errors).toEqual([
      expect.objectContaining({
        code: 'UNKNOWN_ATTRIBUTE',
        path: ['customer', 'profile', 'attributes'],
        message: expect.stringMatching(/^There is no attribute "NUMBR_7"\. Did you mean "NUMBER_7"/),
      }),
    ]);
    expect((await ask(['FIELD999'])).errors[0]?.code).toBe('UNKNOWN_ATTRIBUTE');
    expect((await ask(['field1" from facet.customers --'])).errors[0]?.code).toBe('UNKNOWN_ATTRIBUTE');
  });

  it('are 500 at the most', async () => {
    const { errors } = await ask(Array.from({ length: 501 }, () => 'NUMBER_1'));
    expect(errors[0]?.code).toBe('TOO_MANY_ENTRIES');
  });
});

describe('node', () => {
  it('finds customers and profiles again by their global identifiers', async () => {
    const { data } = await graph.ask(`{ customer(id: "C002") { nodeId profile { nodeId } } }`);
    const { nodeId, profile } = data['customer'] as { nodeId: string; profile: { nodeId: string } };
    const missing = toGlobalId('Customer', 'nobody');
    const { data: nodes, statements } = await graph.ask(
      `query ($ids: [ID!]!) { nodes(nodeIds: $ids) { __typename nodeId
        ... on Customer { givenName } ... on CustomerProfile { date fields { number1 } customer { id city: address { city } } } } }`,
      { ids: [profile.nodeId, nodeId, missing, nodeId] },
    );
    expect(nodes['nodes']).toEqual([
      {
        __typename: 'CustomerProfile',
        nodeId: profile.nodeId,
        date: '2026-03-02',
        fields: { number1: '2002' },
        customer: { id: 'C002', city: { city: 'Lyon' } },
      },
      { __typename: 'Customer', nodeId, givenName: 'Name 2' },
      null,
      { __typename: 'Customer', nodeId, givenName: 'Name 2' },
    ]);
    expect(statements.length).toBeLessThanOrEqual(4);
  });

  it('fails for an id that no text can be, and for no other, of customers and profiles', async () => {
    const ids = [
      ['Customer', 'C001'],
      ['Customer', 'C\0'],
      ['CustomerProfile', '\uD800', '2026-03-02'],
    ] as const;
    const { data, errors } = await graph.ask(
      `query ($ids: [ID!]!, $bad: ID!) { nodes(nodeIds: $ids) { ... on Customer { givenName } }
        good: customer(id: "C002") { givenName } bad: customer(id: $bad) { givenName } }`,
      { ids: ids.map(([type, ...key]) => toGlobalId(type, ...key)), bad: 'C\0' },
    );
    expect(data).toEqual({ nodes: [{ givenName: 'Name 1' }, null, null], good: { givenName: 'Name 2' }, bad: null });
    expect(errors.map(({ path }) => path)).toEqual(expect.arrayContaining([['nodes', 1], ['nodes', 2], ['bad']]));
    expect(errors.map(({ code }) => code)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT', 'BAD_USER_INPUT']);
  });

  it('says what is no identifier', async () => {
    const { errors } = await graph.ask(`{ node(nodeId: "x") { nodeId } }`);
    expect(errors[0]).toMatchObject({ code: 'INVALID_NODE_ID' });
  });
});

describe('a slot with a new meaning', () => {
  it('answers by the meaning of the day that is read', async () => {
    await changeCatalogue(
      database.client,
      () => [
        { kind: 'retire', alias: 'NUMBER_9', on: '2026-03-02' },
        { kind: 'add', alias: 'FRESH', slot: 'FIELD9', dataType: 'integer', description: 'New.', from: '2026-03-02' },
        { kind: 'rename', from: 'NUMBER_10', to: 'TENTH' },
      ],
      { today: '2026-03-10' },
    );
    const changed = await openGraph(database, '2026-03-10');
    const fields = '{ number9 fresh number10 tenth }';
    const { data, errors } = await changed.ask(`{ customer(id: "C001") {
      before: profile(date: "2026-03-01") { fields ${fields} attributes(names: ["FIELD9", "NUMBER_10"]) { name value } }
      after: profile(date: "2026-03-02") { fields ${fields} attributes(names: ["FIELD9", "NUMBER_9"]) { name value } } } }`);
    expect(errors).toEqual([]);
    expect(data['customer']).toEqual({
      before: {
        fields: { number9: '1001', fresh: null, number10: '1001', tenth: '1001' },
        attributes: [
          { name: 'NUMBER_9', value: '1001' },
          { name: 'TENTH', value: '1001' },
        ],
      },
      after: {
        fields: { number9: null, fresh: 2001, number10: '2001', tenth: '2001' },
        attributes: [
          { name: 'FRESH', value: '2001' },
          { name: 'NUMBER_9', value: null },
        ],
      },
    });
    const { data: introspected } = await changed.ask(
      `{ __type(name: "ProfileFields") { fields(includeDeprecated: true) { name deprecationReason } } }`,
    );
    const { fields: all } = introspected['__type'] as { fields: { name: string; deprecationReason: string | null }[] };
    expect(all.filter(({ deprecationReason }) => deprecationReason !== null)).toEqual([
      { name: 'number9', deprecationReason: 'Retired: no value from 2026-03-02 on.' },
      { name: 'number10', deprecationReason: 'Renamed: use tenth.' },
    ]);
  });
});
