import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openPartner, posted, type PartnerServer, type Received, type Sent } from './openPartner.js';

let database: TestDatabase;
let server: PartnerServer;

beforeAll(async () => {
  database = await cloneDatabase();
  server = await openPartner(database);
});
afterAll(async () => {
  await server?.stop();
  await database?.drop();
});

const asked = (query: string): Sent => posted({ query, operationName: 'cop' });
const got = (query: string): Sent => ({ path: `/graphql?${new URLSearchParams({ query }).toString()}` });
const safelist = [403, 'QUERY_NOT_IN_SAFELIST'] as const;
const isAnswered = ({ data }: Received): boolean => data !== undefined && data !== null;
const suggests = ({ text }: Received): boolean => text.includes('Did you mean');
const pages = /GraphiQL|GraphQL Playground|graphql-playground|Altair|apollo studio|<html/i;

/**
 * The probes of graphql-cop by their names: what it sends, what it takes for a finding, and the status and code that it gets here. Where
 * a probe sends several requests each of them is one.
 */
const probes: Readonly<Record<string, readonly [Sent, (answer: Received) => boolean, readonly [number, string]]>> = {
  'Alias Overloading': [
    asked(`query cop { ${Array.from({ length: 101 }, (_, n) => `alias${n}:__typename`).join(' ')} }`),
    isAnswered,
    safelist,
  ],
  'Array-based Query Batching': [
    posted(Array.from({ length: 10 }, () => ({ query: 'query cop { __typename }', operationName: 'cop' }))),
    ({ text }) => text.includes('__typename') || (JSON.parse(text) as unknown[]).length >= 10,
    [400, 'BAD_REQUEST'],
  ],
  'Circular Fragment': [
    asked(
      'query cop { __schema { ...A } } fragment A on __Schema { directives { name } ...B } fragment B on __Schema { ...A }',
    ),
    isAnswered,
    safelist,
  ],
  'Circular Introspection': [
    asked(
      'query cop { __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }',
    ),
    isAnswered,
    safelist,
  ],
  'Directive Overloading': [
    asked(`query cop { __typename ${'@aa'.repeat(10)} }`),
    ({ codes }) => codes.length === 10,
    safelist,
  ],
  'Field Duplication': [asked(`query cop { ${'__typename \n'.repeat(500)} }`), isAnswered, safelist],
  'Field Suggestions': [asked('query cop { __schema { directive } }'), suggests, safelist],
  'GET Based Mutation': [got('mutation cop {__typename}'), isAnswered, safelist],
  'GET Method Query Support': [got('query cop {__typename}'), isAnswered, safelist],
  Introspection: [asked('query cop { __schema { types { name fields { name } } } }'), isAnswered, safelist],
  'POST based url-encoded query (possible CSRF)': [
    {
      method: 'POST',
      body: new URLSearchParams({ query: 'query cop { __typename }' }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    },
    isAnswered,
    [415, 'UNSUPPORTED_MEDIA_TYPE'],
  ],
  'POST with the query in the URL': [
    { ...got('query cop { __typename }'), method: 'POST', headers: { 'content-type': undefined } },
    isAnswered,
    [400, 'BAD_REQUEST'],
  ],
  'Trace Mode': [asked('query cop { __typename }'), ({ text }) => /tracing|exception|stacktrace/i.test(text), safelist],
  'Unhandled Errors Detection': [asked('qwerty cop { abc }'), ({ text }) => /exception|stack/i.test(text), safelist],
  'GraphiQL at /graphql': [{ headers: { accept: '*/*' } }, ({ text }) => pages.test(text), [400, 'BAD_REQUEST']],
  'GraphiQL at /graphql, by a browser': [
    { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } },
    ({ text }) => pages.test(text),
    [400, 'BAD_REQUEST'],
  ],
  ...Object.fromEntries(
    ['/graphiql', '/playground', '/console', '/altair', '/v1/graphql'].map((path) => [
      `a page at ${path}`,
      [
        { path, headers: { accept: 'text/html, */*' } },
        ({ text }: Received) => pages.test(text),
        [404, 'NOT_FOUND'] as const,
      ] as const,
    ]),
  ),
};

describe('graphql-cop finds nothing with the key of a partner', () => {
  it.each(Object.entries(probes))('%s', async (_, [sent, isFinding, [status, code]]) => {
    const answer = await server.send('partner', sent);
    expect([isFinding(answer), answer.status, answer.codes]).toEqual([false, status, [code]]);
  });
});

describe('where any document may be sent', () => {
  it.each([
    ['Field Suggestions', 'GRAPHQL_VALIDATION_FAILED'],
    ['Alias Overloading', 'MAX_ALIASES_LIMIT'],
    ['Directive Overloading', 'MAX_DIRECTIVES_LIMIT'],
    ['Circular Fragment', 'GRAPHQL_VALIDATION_FAILED'],
    ['Circular Introspection', 'GRAPHQL_VALIDATION_FAILED'],
    ['Unhandled Errors Detection', 'GRAPHQL_PARSE_FAILED'],
  ])('%s is closed by %s', async (name, code) => {
    const [sent, isFinding] = probes[name] ?? [];
    if (sent === undefined || isFinding === undefined) throw new Error(`There is no probe "${name}"`);
    const answer = await server.send('explorer', sent);
    expect([isFinding(answer), answer.codes[0]]).toEqual([false, code]);
  });
});
