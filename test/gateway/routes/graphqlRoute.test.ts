import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UserError } from '../../../src/lib/errors/UserError.js';
import { readAnswer, startTestServer, type TestServer } from '../testServer.js';

let server: TestServer;
let refusing: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  refusing = await startTestServer({
    admit: async ({ authorization }) => {
      if (authorization === undefined) throw new UserError('Who?', 'UNAUTHENTICATED');
      if (authorization === 'broken') throw new Error('at 10.0.0.7');
      return {
        client: authorization,
        contextOn: () => {
          if (authorization === 'late') throw new UserError('Too much.', 'OVERLOADED');
          return {};
        },
      };
    },
  });
});
afterAll(async () => {
  await server.stop();
  await refusing.stop();
});

const get = async (search: Readonly<Record<string, string>>, headers: Record<string, string> = {}) =>
  readAnswer(await fetch(`${server.endpoint}?${new URLSearchParams(search).toString()}`, { headers }));

const post = (body: unknown, accept: string) =>
  fetch(server.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify(body),
  });

describe('a question by GET', () => {
  it.each<[string, Record<string, string>, object]>([
    ['alone', { query: '{ hello }' }, { hello: 'Hello world' }],
    [
      'with variables',
      { query: 'query ($n: String) { hello(name: $n) }', variables: '{"n":"é😀"}' },
      { hello: 'Hello é😀' },
    ],
    ['with a name', { query: 'query A { hello } query B { text(length: 2) }', operationName: 'B' }, { text: 'xx' }],
    ['with extensions that say nothing', { query: '{ hello }', extensions: '{}' }, { hello: 'Hello world' }],
  ])('%s is answered', async (_, search, data) => {
    expect(await get(search)).toMatchObject({ status: 200, data });
  });

  const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
  it.each(['variables', 'extensions'])('is refused where its %s nest too deep', async (name) => {
    const { status, errors } = await get({ query: '{ hello }', [name]: `{"a":${deep(100)}}` });
    expect([status, errors?.[0]?.message]).toEqual([400, expect.stringContaining(`The search parameter "${name}"`)]);
    expect(await get({ query: '{ hello }', [name]: `{"a":${deep(99)}}` })).toMatchObject({
      data: { hello: 'Hello world' },
    });
  });

  it.each(['variables', 'extensions'])('is refused where its %s hold half a character', async (name) => {
    const { status, errors } = await get({ query: '{ hello }', [name]: String.raw`{"a":"\ud83d"}` });
    expect([status, errors?.[0]?.message]).toEqual([400, expect.stringContaining(`The search parameter "${name}"`)]);
  });

  it('is refused where its variables are no JSON', async () => {
    const { status, data, errors } = await get({ query: '{ hello }', variables: '{"n":' });
    expect([status, data, errors?.[0]?.extensions.code]).toEqual([400, undefined, 'BAD_REQUEST']);
  });

  it('is looked at also where a parameter comes twice', async () => {
    const search = `query=%7B+hello+%7D&variables=%7B%7D&variables=${encodeURIComponent(`{"a":${deep(100)}}`)}`;
    const { status } = await readAnswer(await fetch(`${server.endpoint}?${search}`));
    expect(status).toBe(400);
  });

  it('changes nothing', async () => {
    const { status, errors } = await get({ query: 'mutation { change }' });
    expect([status, errors?.[0]?.extensions.code]).toEqual([405, 'BAD_REQUEST']);
  });

  it('is not answered to HEAD', async () => {
    const response = await fetch(`${server.endpoint}?query=%7B+hello+%7D`, { method: 'HEAD' });
    expect(response.status).toBe(405);
  });
});

describe('the status of what is refused', () => {
  const refused: readonly (readonly [string, object])[] = [
    ['cannot be parsed', { query: '{ hello' }],
    ['is not valid', { query: '{ nothing }' }],
    [
      'has a variable of another type',
      { query: 'query ($n: Int!) { wait(milliseconds: $n) }', variables: { n: 'long' } },
    ],
  ];

  it.each(refused)('is 200 as JSON where the document %s', async (_, body) => {
    const response = await post(body, 'application/json');
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
    expect(await response.json()).toMatchObject({ errors: [{}] });
  });

  it.each(refused)('is 400 in the media type of GraphQL where the document %s', async (_, body) => {
    const response = await post(body, 'application/graphql-response+json');
    expect([response.status, response.headers.get('content-type')]).toEqual([
      400,
      'application/graphql-response+json; charset=utf-8',
    ]);
  });

  it.each(['application/json', 'application/graphql-response+json'])(
    'is 400 as %s where there is no document',
    async (accept) => {
      expect((await post({ variables: {} }, accept)).status).toBe(400);
    },
  );

  it('is 200 where a field alone failed', async () => {
    const response = await post({ query: '{ hello fail(how: "user") }' }, 'application/graphql-response+json');
    expect([response.status, await response.json()]).toEqual([
      200,
      expect.objectContaining({ data: { hello: 'Hello world', fail: null } }),
    ]);
  });
});

describe('who may not ask', () => {
  const ask = (authorization?: string) => {
    const headers = authorization === undefined ? {} : { authorization };
    return refusing.post('{ hello }', {}, headers);
  };
  const logged = () => refusing.lines.findLast(({ msg }) => msg === 'request');

  it.each<[string, string | undefined, number, string, string]>([
    ['is told so', undefined, 401, 'UNAUTHENTICATED', 'Who?'],
    ['is told so when the operation begins', 'late', 503, 'OVERLOADED', 'Too much.'],
  ])('%s', async (_, authorization, status, code, message) => {
    const answer = await ask(authorization);
    expect([answer.status, answer.errors?.[0]?.extensions.code, answer.errors?.[0]?.message]).toEqual([
      status,
      code,
      message,
    ]);
  });

  it('is not told of a fault of ours', async () => {
    const { status, errors } = await ask('broken');
    expect([status, errors?.[0]?.extensions.code]).toEqual([500, 'INTERNAL_SERVER_ERROR']);
    expect(errors?.[0]?.message).toMatch(/^Internal error; the request id is \S+\.$/);
  });

  it('is logged with the code, and who may ask by name', async () => {
    await ask();
    expect(JSON.stringify(logged())).toContain('UNAUTHENTICATED');
    expect(await ask('Power BI')).toMatchObject({ status: 200, data: { hello: 'Hello world' } });
    expect(JSON.stringify(logged())).toContain('Power BI');
  });
});
