import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import { revokeKey } from '../../src/access/keys/keys.js';
import { loyaltyWith } from '../joining/loyalty.js';
import { publish } from '../gateway/documents/documentServer.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { startSubgraph, type RunningSubgraph } from '../support/federation/startSubgraph.js';
import { startIssuer, type TestIssuer } from '../support/issuer.js';
import { addCustomers } from '../support/sample.js';
import { addDay } from '../population/people.js';
import { applyRowRights } from '../../src/db/rowRights/applyRowRights.js';
import { addKey, openForKeys, type Asked, type Keys, type RightsAnswer, type RightsServer } from './rightsServer.js';

let database: TestDatabase;
let remote: RunningSubgraph;
let issuer: TestIssuer;
let server: RightsServer;
const keys: Keys = new Map();

const shown = { IDENTITY: 'show', CONTACT: 'show', LOCATION: 'show', DEMOGRAPHIC: 'show' };
const scoped = (field: string) => {
  const { typeDefs, ...others } = loyaltyWith(field);
  const linked = (typeDefs as string)
    .replace('v2.3", import: ["@key"]', 'v2.5", import: ["@key", "@requiresScopes"]')
    .replace('tier: String', 'tier: String @requiresScopes(scopes: [["unheard-of"]])');
  return { typeDefs: linked, ...others };
};

/** Every door that a request can come by, each of which somebody is shown something at. */
const doors: Readonly<Record<string, Asked>> = {
  'a document': { query: '{ customers { edges { node { id email } } } }' },
  'a document by GET': {
    path: `/graphql?${new URLSearchParams({ query: '{ customer(id: "A") { email } }' }).toString()}`,
  },
  'a change': { query: 'mutation { archiveSegment(id: "none") { id } }' },
  'a subscription': {
    path: `/graphql/stream?${new URLSearchParams({ query: 'subscription { catalogueChanged { version } }' }).toString()}`,
  },
  'a trusted document by its id': { documentId: 'page' },
  'a trusted document by its name': { path: '/documents/Page' },
  'a table in CSV': { path: '/documents/Page.csv' },
  'a field of another team': { query: '{ members(first: 1) { id points } }' },
  introspection: { query: '{ __schema { types { name } } }' },
};

beforeAll(async () => {
  [database, issuer] = await Promise.all([cloneDatabase(), startIssuer()]);
  await addCustomers(database, [{ id: 'A', email: 'seen@example.com' }]);
  await addDay(database, '2026-03-01');
  await database.client`
    insert into facet.customer_profiles (customer_id, profile_date, load_id, str1) values ('A', '2026-03-01', 1, 'brand-new')`;
  await publish(database, 'page', 'query Page { customers { edges { node { id email } } } }');
  await applyRowRights(database.client);
  remote = await startSubgraph(scoped('first'));
  const roles = {
    // What nobody has classified is refused unless told.
    classes: { apps: 'all', pii: shown },
    open: { apps: 'all', pii: shown, contract: false },
    one: { apps: ['default'], pii: shown },
    scopes: { apps: 'all', pii: shown, unclassified: 'show', scopes: ['another'], contract: false },
  };
  const tokens = [
    {
      issuer: issuer.issuer,
      audience: 'facet',
      jwks: issuer.jwks,
      claims: { role: 'role', apps: 'apps' },
      roles: { ours: 'classes' },
    },
  ];
  const day = (n: number) => new Date(Date.now() + n * 86_400_000);
  await addKey(database, keys, 'valid', { role: 'classes', expiresAt: day(1) });
  await addKey(database, keys, 'full', { role: 'full' });
  await addKey(database, keys, 'open', { role: 'open' });
  await addKey(database, keys, 'scopes', { role: 'scopes' });
  await addKey(database, keys, 'of an unknown role', { role: 'gone', expiresAt: day(1) });
  await addKey(database, keys, 'of an unknown app', { role: 'one', apps: ['nowhere'] });
  await addKey(database, keys, 'expired', { role: 'classes', expiresAt: day(-1) });
  await addKey(database, keys, 'revoked', { role: 'classes' });
  await revokeKey(database.client, 'revoked', new Date());
  server = await openForKeys(database, keys, {
    access: { roles, tokens },
    catalogue: { pollSeconds: 1 },
    gateway: { subgraphs: [{ name: 'loyalty', url: remote.url }], pollSeconds: 1 },
  });
}, 60_000);
afterAll(async () => {
  await server?.stop();
  await Promise.all([remote?.stop(), issuer?.stop(), database?.drop()]);
});

const codesOf = ({ errors = [] }: RightsAnswer): string[] => errors.map(({ extensions }) => extensions.code);
const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;
const token = async (claims: object): Promise<string> =>
  `Bearer ${await issuer.sign({ sub: 'ann', role: 'ours', apps: ['default'], iat: inSeconds(-1), exp: inSeconds(60), ...claims })}`;
const key = (name: string): string => `Bearer ${keys.get(name) ?? 'none'}`;

/** Waits until who sees everything is answered with a text. */
async function untilSeen(asked: Asked, text: string): Promise<void> {
  let last = '';
  for (const end = Date.now() + 15_000; !last.includes(text); await delay(50)) {
    if (Date.now() > end) throw new Error(last);
    last = (await server.send(key('full'), asked)).text;
  }
}

/** Credentials that are none, by what is the matter with them. */
const refused: Readonly<Record<string, () => string | undefined | Promise<string>>> = {
  nothing: () => undefined,
  'an empty header': () => '',
  'no scheme': () => keys.get('valid') ?? '',
  'another scheme': () => `Basic ${Buffer.from(`key:${keys.get('valid') ?? ''}`).toString('base64')}`,
  'a key that nobody made': () => `Bearer facet_${'A'.repeat(43)}`,
  'a key and one letter more': () => `${key('valid')}A`,
  'a key and one letter less': () => key('valid').slice(0, -1),
  'a key in capitals': () => key('valid').toUpperCase(),
  'two keys': () => `${key('valid')}, ${key('full')}`,
  'a key of an unknown role': () => key('of an unknown role'),
  'an expired key': () => key('expired'),
  'a revoked key': () => key('revoked'),
  'a token of an unknown role': () => token({ role: 'theirs' }),
  'a token of no role': () => token({ role: undefined }),
  'a token of a role of the config that no word stands for': () => token({ role: 'full' }),
  'a token without applications': () => token({ apps: undefined }),
  'an expired token': () => token({ exp: inSeconds(-60) }),
  'a token for others': () => token({ aud: 'others' }),
  'a token without its signature': async () => (await token({})).replace(/\.[^.]*$/, '.'),
  'half a token': async () => (await token({})).slice(0, 60),
};

describe.each(Object.entries(doors))('%s', (name, asked) => {
  it('is open to a valid key', async () => {
    const answer = await (name === 'a subscription' ? { status: 200, errors: [] } : server.send(key('full'), asked));
    expect([401, 403]).not.toContain(answer.status);
  });
  it.each(Object.entries(refused))('is closed to %s', async (_, credentials) => {
    const answer = await server.send(await credentials(), asked);
    expect([answer.status, codesOf(answer)]).toEqual([401, ['UNAUTHENTICATED']]);
    expect(answer.text).not.toMatch(/seen@|"data"|gone|expired|revoked/);
  });
});

it('a key of an application that there is not sees nothing', async () => {
  const list = await server.send(key('of an unknown app'), {
    query:
      '{ customers { totalCount edges { node { id } } } customer(id: "A") { id } customersAggregate { edges { node { count } } } }',
  });
  expect(list.errors).toBeUndefined();
  expect(list.data).toMatchObject({ customers: { totalCount: 0, edges: [] }, customer: null });
  expect(list.data?.['customersAggregate']).toEqual({ edges: [{ node: { count: 0 } }] });
  const table = await server.send(key('of an unknown app'), { path: '/documents/Page.csv' });
  expect([table.status, table.text]).toEqual([200, 'id,email\r\n']);
});

it('a scope that the role does not have is not had', async () => {
  const asked = { query: '{ customer(id: "A") { tier } }' };
  expect(codesOf(await server.send(key('scopes'), asked))).toEqual(['FIELD_NOT_READABLE']);
  expect((await server.send(key('full'), asked)).data).toEqual({ customer: { tier: 'tier of A' } });
});

describe('a new attribute that nobody has classified', () => {
  beforeAll(async () => {
    const add = { kind: 'add', alias: 'BRAND_NEW', dataType: 'text', description: 'New.' } as const;
    await changeCatalogue(database.client, () => [add], { today: '2026-03-01' });
    const asked = { query: '{ customer(id: "A") { profile { fields { brandNew } } } }' };
    await untilSeen(asked, 'brand-new');
  }, 20_000);
  const profile = (selection: string): Asked => ({ query: `{ customer(id: "A") { profile { ${selection} } } }` });
  const asks: Readonly<Record<string, readonly [Asked, contract: string, open: string]>> = {
    'a field': [profile('fields { brandNew }'), 'GRAPHQL_VALIDATION_FAILED', 'FIELD_NOT_READABLE'],
    'an attribute by name': [
      profile('attributes(names: ["BRAND_NEW"]) { value }'),
      'VALUE_NOT_READABLE',
      'VALUE_NOT_READABLE',
    ],
    'an attribute by slot': [
      profile('attributes(names: ["STR1"]) { value }'),
      'VALUE_NOT_READABLE',
      'VALUE_NOT_READABLE',
    ],
    'a filter': [
      { query: '{ customers(filter: { attributes: [{ name: "BRAND_NEW", text: { is: "x" } }] }) { totalCount } }' },
      'VALUE_NOT_READABLE',
      'VALUE_NOT_READABLE',
    ],
    'an order': [
      { query: '{ customers(orderBy: [{ attribute: "BRAND_NEW" }]) { totalCount edges { cursor } } }' },
      'VALUE_NOT_READABLE',
      'VALUE_NOT_READABLE',
    ],
    'a group': [
      { query: '{ customersAggregate(groupBy: [{ attribute: "BRAND_NEW" }]) { edges { node { count } } } }' },
      'VALUE_NOT_READABLE',
      'VALUE_NOT_READABLE',
    ],
  };
  it.each(Object.entries(asks))('is refused as %s', async (_, [asked, contract, open]) => {
    const [first, second] = await Promise.all([server.send(key('valid'), asked), server.send(key('open'), asked)]);
    expect([codesOf(first), codesOf(second)]).toEqual([[contract], [open]]);
    expect(first.text + second.text).not.toContain('brand-new');
  });
  it('is left out of all attributes, and of the names', async () => {
    const { data } = await server.send(key('valid'), {
      query: '{ customer(id: "A") { profile { attributes { name value } } } fieldAliases { name } }',
    });
    expect(data).toEqual({ customer: { profile: { attributes: [] } }, fieldAliases: [] });
  });
});

it('a new field of another team that nobody has classified is refused', async () => {
  remote.change(scoped('second'));
  const asked = { query: '{ customer(id: "A") { second } }' };
  await untilSeen(asked, '"second":null');
  expect(codesOf(await server.send(key('valid'), asked))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  expect(codesOf(await server.send(key('open'), asked))).toEqual(['FIELD_NOT_READABLE']);
  expect((await server.send(key('open'), { query: '{ members(first: 1) { points } }' })).data ?? null).toBeNull();
});
