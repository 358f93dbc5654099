import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publish } from '../gateway/documents/documentServer.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { addCustomers } from '../support/sample.js';
import { openPartner, posted, type Attacker, type PartnerServer, type Sent } from './openPartner.js';

let database: TestDatabase;
let server: PartnerServer;

beforeAll(async () => {
  database = await cloneDatabase();
  await addCustomers(database, [
    { id: 'A', givenName: 'Wanda', email: 'wanda@example.org' },
    { id: 'B', givenName: 'Victor', email: 'victor@example.org' },
  ]);
  await database.client`update facet.customers set app = case customer_id when 'A' then 'shop' else 'web' end`;
  await publish(database, 'own', 'query Own { customer(id: "A") { id email } }');
  server = await openPartner(database);
});
afterAll(async () => {
  await server?.stop();
  await database?.drop();
});

const times = (count: number, part: (n: number) => string, between = ' '): string =>
  Array.from({ length: count }, (_, n) => part(n)).join(between);
const asked = (query: string, variables?: object): Sent => posted({ query, variables });
const customers = (given: string, asks = 'edges { node { id } }'): Sent => asked(`{ customers(${given}) { ${asks} } }`);
/** A filter within others, so many levels deep. */
const nested = (levels: number): object => (levels === 0 ? { id: { is: 'A' } } : { and: [nested(levels - 1)] });
const filtered = (filter: object): Sent =>
  asked('query ($filter: CustomerFilter) { customers(filter: $filter) { edges { node { id } } } }', { filter });
const cursor = (...values: readonly unknown[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');
const form = 'application/x-www-form-urlencoded';

/** By whom, what is sent, and the status and the code that it is refused with; the code is null where Node refuses before us. */
const attacks: Readonly<Record<string, readonly [Attacker, Sent, number, string | null]>> = {
  'aliases of a field that costs nothing': [
    'explorer',
    asked(`{ ${times(101, (n) => `a${n}: __typename`)} }`),
    200,
    'MAX_ALIASES_LIMIT',
  ],
  'aliases of a list': [
    'explorer',
    asked(`{ ${times(101, (n) => `a${n}: metricDefinitions { name }`)} }`),
    200,
    'MAX_ALIASES_LIMIT',
  ],
  'aliases in fragments': [
    'explorer',
    asked(
      `{ ${times(20, (n) => `...f${n}`)} } ${times(20, (n) => `fragment f${n} on Query { ${times(6, (m) => `a${n}_${m}: __typename`)} }`)}`,
    ),
    200,
    'MAX_ALIASES_LIMIT',
  ],
  directives: [
    'explorer',
    asked(`{ ${times(10, (n) => `a${n}: __typename @skip(if: false)`)} }`),
    200,
    'MAX_DIRECTIVES_LIMIT',
  ],
  'directives that are none': ['explorer', asked(`{ __typename ${'@aa'.repeat(10)} }`), 200, 'MAX_DIRECTIVES_LIMIT'],
  fragments: [
    'explorer',
    asked(`{ ${times(150, (n) => `...f${n}`)} } ${times(150, (n) => `fragment f${n} on Query { __typename }`)}`),
    200,
    'TOKEN_LIMIT_EXCEEDED',
  ],
  'one field many times': ['explorer', asked(`{ ${times(1300, () => '__typename')} }`), 200, 'TOKEN_LIMIT_EXCEEDED'],
  'fragments that double at each step': [
    'explorer',
    // 2^12 customers of one.
    asked(
      `{ customers { edges { node { ...f0 } } } } ${times(12, (n) => `fragment f${n} on Customer { x${n}: orders { edges { node { customer { ...f${n + 1} } } } } y${n}: orders { edges { node { customer { ...f${n + 1} } } } } }`)} fragment f12 on Customer { id }`,
    ),
    200,
    'MAX_DEPTH_LIMIT',
  ],
  'a circle of fragments': [
    'explorer',
    asked('{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }'),
    200,
    'GRAPHQL_VALIDATION_FAILED',
  ],
  'a deep document': [
    'explorer',
    asked(
      '{ customers { edges { node { orders { edges { node { customer { orders { edges { node { id } } } } } } } } } } }',
    ),
    200,
    'MAX_DEPTH_LIMIT',
  ],
  'deep fragments': [
    'explorer',
    asked(`{ customers { edges { node { ...c } } } } fragment c on Customer { orders { edges { node { ...o } } } }
      fragment o on Order { customer { orders { edges { node { id } } } } }`),
    200,
    'MAX_DEPTH_LIMIT',
  ],
  'a long page by a variable': [
    'explorer',
    asked('query ($n: Int) { customers(first: $n) { edges { node { id } } } }', { n: 1000 }),
    200,
    'MAX_LIST_SIZE_LIMIT',
  ],
  'a long list by a variable': [
    'explorer',
    asked('query ($ids: [ID!]!) { nodes(nodeIds: $ids) { __typename } }', {
      ids: Array.from({ length: 101 }, () => 'x'),
    }),
    200,
    'MAX_LIST_SIZE_LIMIT',
  ],
  'a list of operations': [
    'explorer',
    posted(Array.from({ length: 10 }, () => ({ query: 'query cop { __typename }' }))),
    400,
    'BAD_REQUEST',
  ],
  'an input in itself': ['explorer', filtered(nested(21)), 200, 'FILTER_TOO_LARGE'],
  'an input in itself, deeper than JSON may be': ['explorer', filtered(nested(60)), 400, 'JSON_TOO_DEEP'],
  'an input in itself, in the document': [
    'explorer',
    customers(`filter: ${'{ and: ['.repeat(100)}${'] }'.repeat(100)}`),
    200,
    'FILTER_TOO_LARGE',
  ],
  'a number of those with a masked value': [
    'explorer',
    customers('filter: { email: { startsWith: "w" } }', 'totalCount'),
    200,
    'VALUE_NOT_READABLE',
  ],
  'a number of those with a refused value': [
    'explorer',
    customers('filter: { givenName: { is: "Wanda" } }', 'totalCount'),
    200,
    'VALUE_NOT_READABLE',
  ],
  'a number of one': ['explorer', customers('filter: { id: { is: "A" } }', 'totalCount'), 200, 'GROUP_TOO_SMALL'],
  'an order by a masked value': ['explorer', customers('orderBy: [{ column: EMAIL }]'), 200, 'VALUE_NOT_READABLE'],
  'an order by a refused value': ['explorer', customers('orderBy: [{ column: SURNAME }]'), 200, 'VALUE_NOT_READABLE'],
  'a forged cursor in an order by a masked value': [
    'explorer',
    customers(`orderBy: [{ column: EMAIL }], after: "${cursor('customers', 'v', 'A')}"`),
    200,
    'INVALID_CURSOR',
  ],
  'a forged cursor with more values than the order has': [
    'explorer',
    customers(`after: "${cursor('customers', 'v@example.org', 'A')}"`),
    200,
    'INVALID_CURSOR',
  ],
  'a page elsewhere, by GET': [
    'explorer',
    { path: '/graphql?query={__typename}', headers: { 'sec-fetch-site': 'cross-site', 'content-type': undefined } },
    403,
    'CSRF_BLOCKED',
  ],
  'a page elsewhere, by a simple POST': [
    'explorer',
    { ...asked('{ __typename }'), headers: { 'content-type': 'text/plain', origin: 'https://evil.example' } },
    403,
    'CSRF_BLOCKED',
  ],
  'a text': [
    'explorer',
    { ...asked('{ __typename }'), headers: { 'content-type': 'text/plain' } },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  'a form': [
    'explorer',
    { method: 'POST', body: 'query=%7B__typename%7D', headers: { 'content-type': form } },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  'a form of several parts': [
    'explorer',
    { method: 'POST', body: '--x--', headers: { 'content-type': 'multipart/form-data; boundary=x' } },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  'a mutation by GET': ['explorer', { path: '/graphql?query=mutation%7B__typename%7D' }, 405, 'BAD_REQUEST'],
  'a change by a key that may read': [
    'explorer',
    asked('mutation { archiveSegment(id: "a") { __typename } }'),
    200,
    'READ_ONLY_KEY',
  ],
  'a text beside the id of a document': [
    'partner',
    posted({ documentId: 'own', query: '{ __typename }' }),
    400,
    'BAD_REQUEST',
  ],
  'a text with the hash of another': [
    'partner',
    posted({ query: '{ __typename }', extensions: { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } } }),
    400,
    'BAD_REQUEST',
  ],
  'a body that is too long': ['explorer', asked('{ __typename }', { a: 'x'.repeat(1_000_000) }), 413, 'BODY_TOO_LARGE'],
  'headers that are too long': ['explorer', { headers: { 'x-long': 'a'.repeat(20_000) } }, 431, null],
  'an address that is too long': ['explorer', { path: `/graphql?query={${'a'.repeat(20_000)}}` }, 431, null],
  'a method that echoes': ['explorer', { method: 'TRACE' }, 405, 'METHOD_NOT_ALLOWED'],
};

describe('a partner is refused', () => {
  it.each(Object.entries(attacks))('%s', async (_, [attacker, sent, status, code]) => {
    const answer = await server.send(attacker, sent);
    expect([answer.status, answer.codes[0] ?? null, answer.data ?? null]).toEqual([status, code, null]);
    expect(answer.headers).not.toHaveProperty('set-cookie');
  });

  it.each([
    ['a cookie', (key: string) => ({ cookie: `authorization=Bearer ${key}; token=${key}` })],
    [
      'the header of a proxy',
      () => ({ 'x-user-id': 'explorer', 'x-forwarded-user': 'explorer', 'x-real-ip': '127.0.0.1' }),
    ],
    [
      'an address of this machine',
      () => ({ 'x-forwarded-for': '127.0.0.1', forwarded: 'for=127.0.0.1;host=localhost' }),
    ],
    [
      'another scheme',
      (key: string) => ({ authorization: `Basic ${Buffer.from(`explorer:${key}`).toString('base64')}` }),
    ],
  ])('by %s in place of a key', async (_, headers) => {
    const shown = { authorization: undefined, ...headers(server.keyOf('explorer')) };
    const { status, codes, data } = await server.send('explorer', { ...asked('{ __typename }'), headers: shown });
    expect([status, codes, data]).toEqual([401, ['UNAUTHENTICATED'], undefined]);
  });

  it('with a token that nobody has signed', async () => {
    const now = Math.floor(Date.now() / 1000);
    const claims = { sub: 'eve', role: 'explorer', exp: now + 60 };
    const signed = await server.issuer.sign(claims);
    const ask = (token: string) =>
      server.send('explorer', { ...asked('{ __typename }'), headers: { authorization: `Bearer ${token}` } });
    expect((await ask(signed)).data).toEqual({ __typename: 'Query' });
    const header = Buffer.from('{"alg":"none"}').toString('base64url');
    const refused = await ask(`${header}.${signed.split('.')[1]}.`);
    expect([refused.status, refused.codes, refused.data]).toEqual([401, ['UNAUTHENTICATED'], undefined]);
  });
});

describe('a partner who asks well', () => {
  it('is answered, so that what is refused above is refused for what it is', async () => {
    const own = { customer: { id: 'A', email: 'w***@masked.invalid' } };
    expect((await server.send('explorer', asked('{ customer(id: "A") { id email } }'))).data).toEqual(own);
    expect((await server.send('partner', posted({ documentId: 'own' }))).data).toEqual(own);
    expect((await server.send('explorer', filtered(nested(10)))).data).toMatchObject({ customers: {} });
  });
});

describe('a refusal tells nothing', () => {
  const told = async (query: string, name: string): Promise<string> => {
    const { status, text } = await server.send('explorer', asked(query));
    return `${status} ${text}`.replaceAll(name, '…');
  };

  it('of a customer of another application: it is answered as one that is not there', async () => {
    const asks = (id: string) => told(`{ customer(id: "${id}") { id email } }`, id);
    expect(await asks('B')).toBe(await asks('Z'));
    expect(await asks('B')).toContain('"customer":null');
  });

  it('of a field that the role may not read: it is refused as one that never was', async () => {
    const asks = (name: string) => told(`{ customer(id: "A") { ${name} } }`, name);
    expect(await asks('givenName')).toBe(await asks('givenWord'));
    expect(await asks('givenName')).toContain('GRAPHQL_VALIDATION_FAILED');
  });

  it('of names that are near', async () => {
    for (const query of [
      '{ custmer(id: "A") { id } }',
      '{ customer(id: "A") { emial } }',
      '{ customer(idd: "A") { id } }',
    ]) {
      const { codes, text } = await server.send('explorer', asked(query));
      expect(codes).toContain('GRAPHQL_VALIDATION_FAILED');
      expect(text).not.toContain('Did you mean');
    }
  });

  it('to the log of what was sent: no value and no secret', () => {
    const log = server.lines.join('');
    for (const secret of ['wanda', 'Wanda', 'facet_', 'evil', 'eyJ']) expect(log).not.toContain(secret);
  });
});
