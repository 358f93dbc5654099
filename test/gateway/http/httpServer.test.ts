import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { codeIn, rawLine, rawRequest } from '../rawRequest.js';
import { startTestServer, type TestServer } from '../testServer.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const post = (body: string | Buffer, headers: Record<string, string>) =>
  rawRequest(server.endpoint, { method: 'POST', headers, body });

test('a client that asks for graphql-response+json gets refusals in it, and 400 for a bad query', async () => {
  const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };
  const malformed = await post('{', headers);
  expect(malformed.headers['content-type']).toBe('application/graphql-response+json; charset=utf-8');
  const bad = await post('{"query":"{ nothing }"}', headers);
  expect([bad.status, bad.headers['content-type']]).toEqual([400, 'application/graphql-response+json; charset=utf-8']);
});

test('a GET answers, but never runs a mutation', async () => {
  const read = await rawRequest(`${server.endpoint}?query={hello}`);
  expect([read.status, read.text]).toEqual([200, '{"data":{"hello":"Hello world"}}\n']);
  const write = await rawRequest(`${server.endpoint}?query=mutation{change}`);
  expect([write.status, write.headers['allow'], codeIn(write)]).toEqual([405, 'POST', 'BAD_REQUEST']);
});

test('search parameters that are no UTF-8 are refused, and those that are answered', async () => {
  const get = async (search: string) => {
    const { status, text } = await rawRequest(`${server.endpoint}?${search}`);
    return [status, /"message":"((?:[^"\\]|\\.)*)"/.exec(text)?.[1]];
  };
  expect(await get('query={hello}&variables={"name":"Zo%C3%AB%F0%9F%98%80"}&extensions={"a":"100%"}')).toEqual([
    200,
    undefined,
  ]);
  const refusal = (name: string) =>
    String.raw`The search parameter \"${name}\" is not percent-encoded UTF-8, such as %C3%BC for ü.`;
  expect(await get('query={hello}&variables={"name":"Zo%EB"}')).toEqual([400, refusal('variables')]);
  expect(await get('query={hello(name:"%C3")}')).toEqual([400, refusal('query')]);
  expect(await get('operationName=%80')).toEqual([400, refusal('operationName')]);
  expect(await get(String.raw`query={hello}&variables={"a":"\ud800"}`)).toEqual([
    400,
    String.raw`The search parameter \"variables\" holds half of a character: a lone surrogate such as \\ud800.`,
  ]);
  expect(await rawLine(new URL(server.endpoint), 'GET /graphql?query={hello(name:"Zo\xeb")} HTTP/1.1')).toContain(
    '400 Bad Request',
  );
});

test('other methods, paths and bad URLs', async () => {
  const removed = await rawRequest(server.endpoint, { method: 'DELETE' });
  expect([removed.status, removed.headers['allow'], codeIn(removed)]).toEqual([405, 'GET, POST', 'METHOD_NOT_ALLOWED']);
  const elsewhere = await rawRequest(`${server.url}/elsewhere?secret=1`);
  expect([elsewhere.status, codeIn(elsewhere)]).toEqual([404, 'NOT_FOUND']);
  const bad = await rawRequest(`${server.url}/%zz`);
  expect([bad.status, codeIn(bad)]).toEqual([400, 'BAD_REQUEST']);
});
