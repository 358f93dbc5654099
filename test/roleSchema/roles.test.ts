import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../src/lib/relay/globalId.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openForRoles, type RoleAnswer, type RoleServer } from './openForRoles.js';
import { addPersonalRows, secrets } from './personalRows.js';

let database: TestDatabase;
let server: RoleServer;

const some = { apps: 'all', scopes: 'all', policies: 'all' };
const all = (policy: string) => ({ IDENTITY: policy, CONTACT: policy, LOCATION: policy, DEMOGRAPHIC: policy });
const access = {
  roles: {
    masked: { ...some, pii: all('mask') },
    hidden: { ...some, pii: all('hide') },
    refused: { ...some, contract: false },
    contract: { ...some },
    mixed: { ...some, pii: { IDENTITY: 'mask', CONTACT: 'show', LOCATION: 'hide', DEMOGRAPHIC: 'mask' } },
    quiet: { ...some, pii: all('show'), unclassified: 'show', introspection: false },
    orders: { ...some, pii: all('show'), subgraphs: ['orders'] },
    noOrders: { ...some, pii: all('show'), fields: { not: ['Order.*'] } },
    mistyped: { ...some, fields: { not: ['Customer.emial', 'Customer.email'] } },
    few: { ...some, pii: all('show'), fields: { only: ['Query.customer', 'Customer.id', 'Customer.email'] } },
  },
};

beforeAll(async () => {
  database = await cloneDatabase();
  await addPersonalRows(database);
  server = await openForRoles(database, { access });
});
afterAll(async () => {
  await server?.stop();
  await database?.drop();
});

const question = `{
  customer(id: "A") {
    id title givenName fullName email phone birthdate gender company loyaltyId
    address { line1 city }
  }
}`;

const secretsIn = ({ text }: RoleAnswer): string[] => Object.values(secrets).filter((one) => text.includes(one));
/** The names of all types that introspection gave. */
const typesIn = ({ data }: RoleAnswer): string[] =>
  (data as { __schema: { types: { name: string }[] } }).__schema.types.map(({ name }) => name);
const codesOf = ({ errors = [] }: RoleAnswer) => errors.map(({ extensions }) => extensions.code);

/** What a customer is answered as, by the rules of masks: texts of names begin as they do, addresses stay addresses, of days the year. */
const maskedCustomer = {
  id: 'A',
  title: 'P***',
  givenName: 'W***',
  fullName: 'W***',
  email: 'w***@masked.invalid',
  phone: '***21',
  birthdate: '1980-01-01',
  gender: '***',
  company: 'Z***',
  loyaltyId: 'L***',
  address: { line1: '***', city: '***' },
};
const maskedPaths = [
  'address.city',
  'address.line1',
  'birthdate',
  'company',
  'email',
  'fullName',
  'gender',
  'givenName',
  'loyaltyId',
  'phone',
  'title',
].map((path) => `customer.${path}`);

// From the second time on a document is executed by a plan that is kept.
describe.each(['once', 'twice', 'three times'])('a document that is asked %s', () => {
  it('is answered as it is to who sees everything', async () => {
    const records = 'records { edges { node { key } } } identifiers { edges { node { value } } }';
    const answer = await server.ask('full', question.replace('id title', `id title ${records}`));
    expect(secretsIn(answer)).toEqual(Object.values(secrets));
    expect(answer.extensions).toBeUndefined();
  });
  it('has masked values where they are masked, and says so', async () => {
    const answer = await server.ask('masked', question);
    expect(answer.data).toEqual({ customer: maskedCustomer });
    expect(answer.extensions).toEqual({ masked: maskedPaths });
    expect(secretsIn(answer)).toEqual([]);
  });
  it('has null where they are hidden, and the columns are not read', async () => {
    const answer = await server.ask('hidden', question);
    expect(answer.data?.['customer']).toEqual({
      ...Object.fromEntries(Object.keys(maskedCustomer).map((name) => [name, null])),
      id: 'A',
      address: { line1: null, city: null },
    });
    expect(answer.extensions).toBeUndefined();
    const ofCustomers = answer.statements.map(({ text }) => text).filter((text) => text.includes('facet.customers'));
    expect(ofCustomers.filter((text) => /given_name|full_name|phone|gender/.test(text))).toEqual([]);
  });
  it('is not answered with lists whose cursors hold names of persons, masked or hidden', async () => {
    for (const list of ['identifiers { edges { node { value } } }', 'records { edges { node { key email } } }'])
      for (const name of ['masked', 'hidden']) {
        const answer = await server.ask(name, `{ customer(id: "A") { id ${list} } }`);
        expect([list, name, codesOf(answer)]).toEqual([list, name, ['VALUE_NOT_READABLE']]);
        expect(secretsIn(answer)).toEqual([]);
      }
  });
  it('is refused where they are refused, once for each field', async () => {
    const answer = await server.ask('refused', question);
    expect(answer.data).toBeUndefined();
    expect(new Set(codesOf(answer))).toEqual(new Set(['FIELD_NOT_READABLE']));
    expect(answer.errors).toHaveLength(11);
    expect(answer.errors?.[0]?.message).toBe(
      '"Customer.title" is personal (IDENTITY): the role "refused" may not read it.',
    );
    expect(answer.statements).toEqual([]);
  });
  it('knows no such fields in a contract, and suggests none', async () => {
    const answer = await server.ask('contract', question.replace('title', 'titel'));
    expect(new Set(codesOf(answer))).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED']));
    expect(answer.errors?.map(({ message }) => message)).toContain('Cannot query field "email" on type "Customer".');
    expect(answer.text).not.toContain('Did you mean');
  });
  it('has each class as the role has it', async () => {
    const answer = await server.ask('mixed', question);
    expect(secretsIn(answer)).toEqual([secrets.email, secrets.phone]);
    expect(answer.data?.['customer']).toMatchObject({
      givenName: 'W***',
      email: secrets.email,
      gender: '***',
      address: { line1: null, city: null },
    });
  });
});

it('values are masked under aliases and in fragments, whatever they are called', async () => {
  const answer = await server.ask(
    'masked',
    `query { customer(id: "A") { id: email email: id ...F ... on Customer { b: phone } } } fragment F on Customer { city: surname }`,
  );
  expect(answer.data).toEqual({
    customer: { id: 'w***@masked.invalid', email: 'A', b: '***21', city: 'Q***' },
  });
  expect(answer.extensions?.masked).toEqual(['customer.b', 'customer.city', 'customer.id']);
});

it('rights hold in lists, for nodes and for entities', async () => {
  const nodeId = toGlobalId('Customer', 'A');
  const fields = '... on Customer { email givenName }';
  const asked = `query ($id: ID!, $r: [_Any!]!) {
    customers(first: 3) { edges { node { email givenName } } }
    node(nodeId: $id) { ${fields} }
    nodes(nodeIds: [$id, $id]) { ${fields} }
    _entities(representations: $r) { ${fields} ... on CustomerIdentifier { value customer { email } } }
  }`;
  const variables = {
    id: nodeId,
    r: [
      { __typename: 'Customer', id: 'A', email: secrets.email },
      { __typename: 'CustomerIdentifier', system: 'email', value: secrets.email },
    ],
  };
  const customer = { email: 'w***@masked.invalid', givenName: 'W***' };
  const answer = await server.ask('masked', asked, variables);
  expect(answer.data).toEqual({
    customers: { edges: [{ node: customer }] },
    node: customer,
    nodes: [customer, customer],
    _entities: [customer, { value: 'w***', customer: { email: customer.email } }],
  });
  expect(answer.extensions?.masked).toEqual([
    '_entities.customer.email',
    '_entities.email',
    '_entities.givenName',
    '_entities.value',
    'customers.edges.node.email',
    'customers.edges.node.givenName',
    'node.email',
    'node.givenName',
    'nodes.email',
    'nodes.givenName',
  ]);
  const refused = await server.ask('refused', asked, variables);
  expect(codesOf(refused)).toEqual(Array.from({ length: 3 }, () => 'FIELD_NOT_READABLE'));
});

describe('a role without the fields of a type', () => {
  it('gets no objects of it, not by their identifiers and not as entities', async () => {
    const asked = `query ($id: ID!, $r: [_Any!]!) { node(nodeId: $id) { nodeId __typename } _entities(representations: $r) { __typename } }`;
    const variables = { id: toGlobalId('Order', 'A', 'o1'), r: [{ __typename: 'Order', customerId: 'A', id: 'o1' }] };
    const answer = await server.ask('noOrders', asked, variables);
    expect(answer.data).toEqual({ node: null, _entities: [null] });
    expect(codesOf(answer)).toEqual(expect.arrayContaining(['INVALID_NODE_ID', 'BAD_REPRESENTATION']));
    expect(answer.statements).toEqual([]);
  });
  it('does not meet it in introspection', async () => {
    const answer = await server.ask(
      'noOrders',
      '{ order: __type(name: "Order") { name } __schema { types { name } } }',
    );
    expect(answer.data?.['order']).toBeNull();
    const names = typesIn(answer);
    expect(names).toContain('Customer');
    expect(names.filter((name) => /^Order(Connection|Edge|Filter)?$/.test(name))).toEqual([]);
  });
});

it('a role of some subgraphs asks their root fields alone, and nobody else tells it of the rest', async () => {
  expect((await server.ask('orders', '{ products(first: 1) { edges { node { id } } } }')).errors).toBeUndefined();
  for (const query of [
    '{ customers { edges { node { id } } } }',
    '{ node(nodeId: "x") { nodeId } }',
    'mutation { addFieldAlias(input: {}) { __typename } }',
    '{ _entities(representations: []) { __typename } }',
  ])
    expect(['GRAPHQL_VALIDATION_FAILED', 'OPERATION_NOT_SUPPORTED']).toContain(
      codesOf(await server.ask('orders', query))[0],
    );
});

it('a mistyped coordinate is told in the log', async () => {
  await server.ask('mistyped', '{ __typename }');
  expect(server.lines.filter((line) => line.includes('Customer.emial'))).toHaveLength(1);
});

it('a role of some fields has those, and what is needed for them', async () => {
  expect((await server.ask('few', '{ customer(id: "A") { id email } }')).data).toEqual({
    customer: { id: 'A', email: secrets.email },
  });
  const own = typesIn(await server.ask('few', '{ __schema { types { name } } }')).filter(
    (name) => !name.startsWith('__') && /^[A-Z]/.test(name),
  );
  expect(own.toSorted()).toEqual(['Boolean', 'Customer', 'EmailAddress', 'FacetPiiClass', 'ID', 'Query', 'String']);
});

describe('what tells of the schema', () => {
  const questions = [
    '{ __schema { types { name } } }',
    '{ a: __type(name: "Customer") { name } }',
    'query { ...F } fragment F on Query { ... { b: __schema { types { name } } } }',
    '{ _service { sdl } }',
  ];
  it.each(questions)('is refused to a role without introspection: %s', async (query) => {
    const answer = await server.ask('quiet', query);
    expect(codesOf(answer)).toEqual(['INTROSPECTION_DISABLED']);
    expect(answer.data).toBeUndefined();
  });
  it('leaves __typename', async () =>
    expect((await server.ask('quiet', '{ __typename customer(id: "A") { __typename } }')).data).toEqual({
      __typename: 'Query',
      customer: { __typename: 'Customer' },
    }));
  it('is not the whole SDL for who does not see all of it', async () => {
    expect(codesOf(await server.ask('refused', '{ _service { sdl } }'))).toEqual(['FIELD_NOT_READABLE']);
    expect(codesOf(await server.ask('contract', '{ _service { sdl } }'))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect((await server.ask('full', '{ _service { sdl } }')).text).toContain('@pii');
  });
  it('is no sentence about what may have been meant', async () => {
    const questionsOfNames = [
      '{ custome(id: "A") { id } }',
      '{ customer(id: "A") { profile { attributes(names: ["AG"]) { value } } } }',
      '{ customers(filter: { citi: { is: "x" } }) { edges { node { id } } } }',
      '{ customers(orderBy: [{ column: CITI }]) { edges { node { id } } } }',
    ];
    for (const query of questionsOfNames) {
      expect((await server.ask('quiet', query)).text).not.toContain('Did you mean');
    }
    const filter = { citi: { is: 'x' } };
    const variable = 'query ($filter: CustomerFilter) { customers(filter: $filter) { edges { node { id } } } }';
    expect((await server.ask('full', variable, { filter })).text).toContain('Did you mean');
    expect((await server.ask('quiet', variable, { filter })).text).not.toContain('Did you mean');
  });
});

it('who is not admitted is told that alone, whatever was asked', async () => {
  for (const query of [question, '{ nonsense }', '{ syntax']) {
    const answer = await server.ask('nobody', query);
    expect([answer.status, codesOf(answer)]).toEqual([401, ['UNAUTHENTICATED']]);
  }
});

it('roles follow a changed schema, and requests of one role at the same time share what answers', async () => {
  const before = await Promise.all(
    Array.from({ length: 8 }, () => server.ask('mixed', '{ customer(id: "A") { email } }')),
  );
  expect(new Set(before.map(({ text }) => text)).size).toBe(1);
  await server.reload();
  const answer = await server.ask('masked', '{ customer(id: "A") { email } }');
  expect(answer.data).toEqual({ customer: { email: 'w***@masked.invalid' } });
});
