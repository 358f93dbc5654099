import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hashText } from '../../../src/lib/text/hashText.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { startTestServer, type TestServer } from '../testServer.js';
import { admitTo, publish } from './documentServer.js';

let database: TestDatabase;
let server: TestServer;
const known = 'query Known { hello }';
const change = 'mutation Change { change }';
const evil = '{ hello(name: "evil") }';

beforeAll(async () => {
  database = await cloneDatabase();
  await publish(database, 'known', known);
  await publish(database, 'change', change, { type: 'mutation' });
  server = await startTestServer({ admit: admitTo(database, () => undefined) });
});
afterAll(async () => {
  await server.stop();
  await database.drop();
});

const authorization = 'Bearer only';
const json = 'application/json';

interface Attempt {
  readonly search?: string;
  readonly body?: string | undefined;
  readonly type?: string;
}

async function attempt({ search = '', body, type = json }: Attempt): Promise<[number, string, unknown]> {
  const response = await fetch(`${server.endpoint}${search}`, {
    headers: { authorization, ...(body !== undefined && { 'content-type': type }) },
    ...(body !== undefined && { method: 'POST', body }),
  });
  const answer = (await response.json()) as { data?: unknown; errors?: readonly { extensions: { code: string } }[] };
  return [response.status, String(answer.errors?.[0]?.extensions.code), answer.data];
}

const posted = (body: unknown): Attempt => ({ body: JSON.stringify(body) });
const got = (...pairs: [string, string][]): Attempt => ({ search: `?${new URLSearchParams(pairs).toString()}` });
const hash = (sha256Hash: unknown, version: unknown = 1) => ({ persistedQuery: { version, sha256Hash } });

const safe = [403, 'QUERY_NOT_IN_SAFELIST', undefined];
const bad = [400, 'BAD_REQUEST', undefined];
const unknown = [404, 'PERSISTED_QUERY_NOT_FOUND', undefined];
const hashUnknown = [200, 'PERSISTED_QUERY_NOT_FOUND', undefined];

const attempts: readonly [string, Attempt, readonly unknown[]][] = [
  ['a text beside an id', posted({ documentId: 'known', query: evil }), bad],
  ['a text beside an id by GET', got(['documentId', 'known'], ['query', evil]), bad],
  ['a text in the body, an id in the URL', { ...posted({ query: evil }), ...got(['documentId', 'known']) }, safe],
  ['an id in the body, a text in the URL of nothing else', { ...posted({ a: 1 }), ...got(['query', evil]) }, bad],
  ['a list of requests', posted([{ query: evil }]), bad],
  ['a list of ids and texts', posted([{ documentId: 'known' }, { query: evil }]), bad],
  ['a body that is a text', posted(evil), bad],
  ['a text in a list', posted({ query: [evil] }), bad],
  ['a text in a list beside an id', posted({ documentId: 'known', query: [evil] }), bad],
  ['a parsed document', posted({ query: { kind: 'Document', definitions: [] } }), bad],
  ['an id that is a list', posted({ documentId: ['known'], query: evil }), bad],
  ['an id that is a number', posted({ doc_id: 1, query: evil }), bad],
  ['an id that is an object', posted({ documentId: { toString: 'known' }, query: evil }), bad],
  ['an id that is false', posted({ documentId: false, query: evil }), bad],
  ['an empty id', posted({ documentId: '', query: evil }), unknown],
  ['two ids', posted({ documentId: 'known', doc_id: 'change' }), bad],
  ['an id and another hash', posted({ documentId: 'known', extensions: hash(hashText(evil)), query: evil }), bad],
  ['an id twice in a URL', got(['documentId', 'known'], ['documentId', 'change']), bad],
  ['a text twice in a URL', got(['query', known], ['query', evil]), bad],
  ['extensions twice in a URL', got(['query', known], ['extensions', '{}'], ['extensions', '{}']), bad],
  ['another version', posted({ extensions: hash(hashText(evil), 2), query: evil }), bad],
  ['another version with a known text', posted({ extensions: hash(hashText(known), 2), query: known }), bad],
  ['a version that is a text', posted({ extensions: hash(hashText(evil), '1'), query: evil }), bad],
  ['a hash that is a list', posted({ extensions: hash([hashText(known)]), query: evil }), bad],
  ['a persisted query that is a list', posted({ extensions: { persistedQuery: [1] }, query: evil }), bad],
  ['a persisted query that is false', posted({ extensions: { persistedQuery: false }, query: evil }), bad],
  ['extensions that are a text', posted({ extensions: JSON.stringify(hash(hashText(known))), query: evil }), safe],
  ['extensions that are a list', posted({ extensions: [hash(hashText(known))], query: evil }), safe],
  ['extensions that are no JSON', got(['query', evil], ['extensions', '{']), bad],
  ['the hash of a known document with another text', posted({ extensions: hash(hashText(known)), query: evil }), bad],
  ['the hash of a text to register it', posted({ extensions: hash(hashText(evil)), query: evil }), safe],
  ['the hash of what was to be registered', posted({ extensions: hash(hashText(evil)) }), hashUnknown],
  ['an upper-case hash', posted({ documentId: hashText(known).toUpperCase() }), unknown],
  ["the cache's own prefix", posted({ extensions: hash(`apq:${hashText(known)}`) }), hashUnknown],
  ['"__proto__" as an id', posted({ documentId: '__proto__' }), unknown],
  ['"constructor" as an id', posted({ documentId: 'constructor' }), unknown],
  ['ids in a prototype', { body: `{"__proto__": {"documentId": "known"}, "query": ${JSON.stringify(evil)}}` }, safe],
  [
    'extensions in a prototype',
    { body: `{"extensions": {"__proto__": {"persistedQuery": {}}}, "query": "{ count }"}` },
    safe,
  ],
  ['an id twice in the JSON of a body', { body: `{"documentId": "known", "documentId": "gone"}` }, unknown],
  ['an id of 100,000 characters', posted({ documentId: 'x'.repeat(100_000) }), unknown],
  ['an id with a zero byte', posted({ documentId: 'known\u0000' }), unknown],
  ['an id with a quote', posted({ documentId: "' or '1' = '1" }), unknown],
  ['an id with a pattern', posted({ documentId: 'kno%' }), unknown],
  ['another case of an id', posted({ documentId: 'Known' }), unknown],
  ['a known text with more behind it', posted({ query: `${known} query More { count }`, operationName: 'More' }), safe],
  ['a known text with a comment', posted({ query: `${known} # more` }), safe],
  ['a known text behind a byte order mark', posted({ query: `\uFEFF${known}` }), safe],
  [
    'another operation of a known document',
    posted({ documentId: 'known', operationName: 'Other' }),
    [200, 'OPERATION_RESOLUTION_FAILURE', undefined],
  ],
  ['a mutation by GET', got(['documentId', 'change']), [405, 'BAD_REQUEST', undefined]],
  ['the schema', posted({ query: '{ __schema { types { name } } }' }), safe],
  ['the name of the root', posted({ query: '{ __typename }' }), safe],
  ['nothing', posted({}), bad],
  ['a text that is no GraphQL', posted({ query: 'DROP' }), safe],
  [
    'a form',
    { body: `query=${encodeURIComponent(evil)}`, type: 'application/x-www-form-urlencoded' },
    [415, 'UNSUPPORTED_MEDIA_TYPE', undefined],
  ],
];

describe('who may send published documents only', () => {
  it.each(attempts)('gets nothing by %s', async (_, given, expected) => {
    expect(await attempt(given)).toEqual(expected);
  });

  it('gets what is published, mutations by POST', async () => {
    expect(await attempt(posted({ documentId: 'change' }))).toEqual([200, 'undefined', { change: 'changed' }]);
    expect(await attempt(posted({ documentId: 'known', query: null, extensions: null }))).toEqual([
      200,
      'undefined',
      { hello: 'Hello world' },
    ]);
  });

  it('is told nothing of a key by an id, and left no fault of ours in the log', () => {
    expect(server.lines.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });
});
