import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../src/lib/relay/globalId.js';
import { loyaltyWith } from '../joining/loyalty.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { startSubgraph, type RunningSubgraph } from '../support/federation/startSubgraph.js';
import { openForRoles, type RoleAnswer, type RoleServer } from './openForRoles.js';
import { addPersonalRows, secrets } from './personalRows.js';

let database: TestDatabase;
let remote: RunningSubgraph;
let server: RoleServer;

const all = (policy: string) => ({ IDENTITY: policy, CONTACT: policy, LOCATION: policy, DEMOGRAPHIC: policy });
const some = { apps: 'all', scopes: 'all', policies: 'all' };
const access = {
  // `tier of A` is somebody's address, say; of `points` and `nickname` nobody has said anything.
  remote: { 'Customer.tier': 'CONTACT', 'Query.*': 'NONE' },
  roles: {
    masked: { ...some, pii: all('mask'), unclassified: 'mask' },
    hidden: { ...some, pii: all('hide'), unclassified: 'hide', contract: false },
    contract: { ...some, pii: all('show') },
    unscoped: { ...some, pii: all('show'), unclassified: 'show', scopes: ['one'], contract: false },
    scoped: { ...some, pii: all('show'), unclassified: 'show', scopes: ['one', 'two'] },
    ours: { ...some, pii: all('show'), unclassified: 'show', subgraphs: ['customers'] },
    theirs: { ...some, pii: all('show'), unclassified: 'show', subgraphs: ['loyalty'] },
  },
};

/** What others say of customers, with a field for some scopes alone. */
const scoped = () => {
  const { typeDefs, ...others } = loyaltyWith('nickname');
  const linked = (typeDefs as string)
    .replace('v2.3", import: ["@key"]', 'v2.5", import: ["@key", "@requiresScopes", "@authenticated"]')
    .replace('nickname: String', 'nickname: String @requiresScopes(scopes: [["one", "two"]])')
    .replace('loyaltyStatus: String', 'loyaltyStatus: String @authenticated');
  return { typeDefs: linked, ...others };
};

beforeAll(async () => {
  database = await cloneDatabase();
  await addPersonalRows(database);
  remote = await startSubgraph(scoped());
  const gateway = { subgraphs: [{ name: 'loyalty', url: remote.url }] };
  server = await openForRoles(database, { access, gateway });
});
afterAll(async () => {
  await server?.stop();
  await remote?.stop();
  await database?.drop();
});

const codesOf = ({ errors = [] }: RoleAnswer) => errors.map(({ extensions }) => extensions.code);
/** What the other team was asked meanwhile. */
async function asked(role: string | undefined, query: string, variables: object = {}) {
  const before = remote.requests.length;
  const answer = await server.ask(role, query, variables);
  const told = remote.requests.slice(before).map((one) => JSON.stringify(one));
  return { answer, told: told.join('\n'), calls: told.length };
}

const mixed = '{ customer(id: "A") { id email givenName tier points } }';

describe('an operation over several subgraphs', () => {
  it('is as it comes for who sees everything', async () => {
    const { answer } = await asked('full', mixed);
    expect(answer.data).toEqual({
      customer: { id: 'A', email: secrets.email, givenName: secrets.givenName, tier: 'tier of A', points: 10 },
    });
    expect(answer.extensions).toBeUndefined();
  });
  it('has masked values of ours and of others, and says so once', async () => {
    const { answer } = await asked(
      'masked',
      `{ a: customer(id: "A") { who: tier email ...F } } fragment F on Customer { points }`,
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ a: { who: '*** A', email: 'w***@masked.invalid', points: null } });
    expect(answer.extensions).toEqual({ masked: ['a.email', 'a.points', 'a.who'] });
  });
  it('does not ask others for what is hidden', async () => {
    const { answer, told, calls } = await asked('hidden', '{ members(first: 2) { id tier points email } }');
    expect(answer.data).toEqual({
      members: [0, 1].map((n) => ({ id: `C${n}`, tier: null, points: null, email: null })),
    });
    expect(calls).toBe(1);
    expect(told).not.toMatch(/tier|points/);
    const alone = await asked('hidden', '{ customer(id: "A") { tier } }');
    expect([alone.answer.data, alone.calls]).toEqual([{ customer: { tier: null } }, 0]);
  });
  it('has only what was classified in a contract', async () => {
    expect((await asked('contract', '{ customer(id: "A") { email tier } }')).answer.data).toEqual({
      customer: { email: secrets.email, tier: 'tier of A' },
    });
    const { answer, calls } = await asked('contract', mixed);
    expect([codesOf(answer), calls]).toEqual([['GRAPHQL_VALIDATION_FAILED'], 0]);
    const fields = '{ __type(name: "Customer") { fields { name } } }';
    const { data } = (await asked('contract', fields)).answer;
    const { __type: type } = data as { __type: { fields: { name: string }[] } };
    const names = type.fields.map(({ name }) => name);
    expect(names).toContain('tier');
    expect(names).not.toContain('points');
  });
  it('has masked values of what was changed', async () => {
    const change = 'mutation { grantPoints(id: "A", points: 1) { tier email points } }';
    const { answer } = await asked('masked', change);
    expect(answer.data).toEqual({ grantPoints: { tier: '*** A', email: 'w***@masked.invalid', points: null } });
  });
  it('is not lied to by a client about the types of objects', async () => {
    const query = `query ($id: ID!) { node(nodeId: $id) {
      facetType: nodeId facetType_: __typename ... on Customer { __typename: tier x: tier email } } }`;
    const { answer } = await asked('masked', query.replace('__typename: tier', 'y: tier'), {
      id: toGlobalId('Customer', 'A'),
    });
    expect(answer.data).toEqual({
      node: {
        facetType: toGlobalId('Customer', 'A'),
        facetType_: 'Customer',
        y: '*** A',
        x: '*** A',
        email: 'w***@masked.invalid',
      },
    });
  });
  it('may ask for the schema too, of which each sees its own', async () => {
    const query = '{ customer(id: "A") { email tier } __type(name: "Customer") { fields { name } } }';
    const { answer } = await asked('masked', query);
    expect(answer.data?.['customer']).toEqual({ email: 'w***@masked.invalid', tier: '*** A' });
    expect(answer.extensions?.masked).toEqual(['customer.email', 'customer.tier']);
    expect(answer.data?.['__type']).not.toBeNull();
  });
});

it('an operation of ours alone is executed by the schema of the role', async () => {
  const query = '{ customer(id: "A") { email givenName } }';
  const { answer, calls } = await asked('masked', query);
  expect([answer.data, calls]).toEqual([{ customer: { email: 'w***@masked.invalid', givenName: 'W***' } }, 0]);
  expect(answer.extensions?.masked).toEqual(['customer.email', 'customer.givenName']);
  const hidden = await asked('hidden', query);
  expect(hidden.answer.data).toEqual({ customer: { email: null, givenName: null } });
  expect(hidden.answer.statements.map(({ text }) => text).join('\n')).not.toMatch(/given_name/);
});

describe('directives of access on fields of others', () => {
  const nickname = '{ members(first: 1) { nickname } }';
  it('ask for scopes', async () => {
    expect(codesOf((await asked('unscoped', nickname)).answer)).toEqual(['FIELD_NOT_READABLE']);
    const { answer } = await asked('scoped', nickname);
    expect([answer.errors, answer.data]).toEqual([undefined, { members: [{ nickname: null }] }]);
  });
  it('ask for a key', async () => {
    expect((await asked('full', '{ loyaltyStatus }')).answer.data).toEqual({ loyaltyStatus: 'open' });
    const { answer, calls } = await asked(undefined, '{ loyaltyStatus }');
    expect([answer.data, answer.errors?.[0]?.extensions.code, calls]).toEqual([undefined, 'FIELD_NOT_READABLE', 0]);
    expect((await asked(undefined, '{ customer(id: "A") { email } }')).answer.data).toEqual({
      customer: { email: secrets.email },
    });
  });
});

it('roles of some subgraphs ask root fields of those, whoever serves them', async () => {
  const members = '{ members(first: 1) { id } }';
  const customer = '{ customer(id: "A") { id } }';
  expect((await asked('theirs', members)).answer.errors).toBeUndefined();
  expect((await asked('ours', customer)).answer.errors).toBeUndefined();
  expect(codesOf((await asked('theirs', customer)).answer)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  expect(codesOf((await asked('ours', members)).answer)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
});
