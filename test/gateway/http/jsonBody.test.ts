import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { fastify, type FastifyInstance } from 'fastify';
import { checkNesting, parseJsonBody } from '../../../src/gateway/http/jsonBody.js';
import { createLender } from '../../../src/lib/budget/createLender.js';
import { httpRefused } from '../httpRefused.js';
import { requestOf } from '../requestOf.js';
import { codeIn, rawRequest } from '../rawRequest.js';
import { limits, startTestServer, type TestServer } from '../testServer.js';

const tooDeep = (found: number, what = 'It') =>
  httpRefused(400, 'JSON_TOO_DEEP', `${what} nests lists and objects ${found} deep; the limit is 100.`);

describe('checkNesting', () => {
  const check = (json: string) => () => checkNesting(json, 'It');

  it('lets 100 lists and objects in each other pass, and no more', () => {
    expect(check('['.repeat(100) + ']'.repeat(100))).not.toThrow();
    expect(check('['.repeat(101) + ']'.repeat(101))).toThrow(tooDeep(101));
    expect(check('{"a":'.repeat(101) + '1' + '}'.repeat(101))).toThrow(tooDeep(101));
    expect(check('[{"a":'.repeat(51))).toThrow(tooDeep(102));
    expect(check('['.repeat(100_000))).toThrow(tooDeep(100_000));
  });

  it('counts depth, not how many there are', () => {
    expect(check(`[${'[],'.repeat(5000)}[]]`)).not.toThrow();
    expect(check('[][]'.repeat(1000))).not.toThrow();
  });

  it('takes brackets in texts for texts', () => {
    for (const text of ['[', '{', '["', '\\"[', '\\\\', '\\', '"]['])
      expect(check(JSON.stringify([text.repeat(150), text.repeat(150)]))).not.toThrow();
    // The text ends before the brackets: a backslash that is escaped escapes nothing.
    expect(check(`["\\\\", ${'['.repeat(100)}`)).toThrow(tooDeep(101));
  });

  it('finds the depth that JSON.parse finds', () => {
    const depthOf = (value: unknown): number =>
      typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
    const around = 95;
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 10 }), fc.constantFrom(0, 2), (value, indent) => {
        const depth = around + depthOf(value);
        const json = '['.repeat(around) + JSON.stringify(value, null, indent) + ']'.repeat(around);
        if (depth <= 100) expect(check(json)).not.toThrow();
        else expect(check(json)).toThrow(tooDeep(depth));
      }),
    );
  });
});

describe('parseJsonBody', () => {
  let app: FastifyInstance;
  /** What the requests that come may take. */
  let given: Parameters<typeof requestOf>[0];
  let taken: number;

  beforeAll(() => {
    app = fastify();
    app.decorateRequest('state');
    app.addHook('onRequest', async (request) => {
      request.state = requestOf(given).state;
    });
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer' }, parseJsonBody);
    app.setErrorHandler(async (error) => ({
      name: (error as Error).name,
      message: (error as Error).message,
      ...(error as object),
    }));
    app.post('/', async ({ body, state }) => {
      taken = state.facts.budget.size;
      return { body };
    });
  });
  afterAll(() => app.close());

  async function post(
    payload: string | Buffer,
    headers: Record<string, string> = {},
    limits: typeof given = {},
  ): Promise<unknown> {
    given = limits;
    const answer = await app.inject({
      method: 'POST',
      url: '/',
      payload,
      headers: { 'content-type': 'application/json', ...headers },
    });
    return answer.json();
  }

  it.each(['{}', '[]', 'null', '"é😀"', ' {"query": "{ hello }", "variables": {"a": [1, 2.5e3, true]}} '])(
    'reads %s',
    async (json) => {
      expect(await post(json)).toEqual({ body: JSON.parse(json) as unknown });
    },
  );

  it.each([
    ['application/json; charset=utf-8'],
    ['application/json;charset=UTF8'],
    ['application/json; charset="utf-8"'],
    ['application/json; charset=us-ascii'],
    ['application/json; other=1'],
  ])('takes %s', async (type) => expect(await post('{}', { 'content-type': type })).toEqual({ body: {} }));

  it.each([
    ['x-odd', 'x-odd'],
    ['"ISO-8859-1"', 'ISO-8859-1'],
    ['utf-16', 'utf-16'],
  ])('refuses the character set %s', async (charset, named) => {
    expect(await post('{}', { 'content-type': `application/json; charset=${charset}` })).toEqual(
      httpRefused(
        415,
        'UNSUPPORTED_CHARSET',
        `The character set "${named}" of the request's body is not known; send UTF-8.`,
      ),
    );
  });

  it('refuses what is compressed, and takes what is said to be as it is', async () => {
    for (const encoding of ['gzip', 'br', 'gzip, identity'])
      expect(await post('{}', { 'content-encoding': encoding })).toEqual(
        httpRefused(
          415,
          'UNSUPPORTED_CONTENT_ENCODING',
          `The content encoding "${encoding}" of the request's body is not known; send it as it is.`,
        ),
      );
    expect(await post('{}', { 'content-encoding': 'Identity' })).toEqual({ body: {} });
  });

  it.each([
    ['', "The request's body is empty."],
    [Buffer.from([0x22, 0xff, 0x22]), "The request's body is not valid UTF-8; send it as UTF-8."],
    [String.raw`"\ud800"`, String.raw`The request's body holds half of a character: a lone surrogate such as \ud800.`],
  ])('refuses %p', async (payload, sentence) => {
    expect(await post(payload)).toEqual(httpRefused(400, 'BAD_REQUEST', sentence));
  });

  it.each(['{', '{]', 'x', "{'a': 1}", '{}{}', '[1,]', 'NaN', '\uFEFF{}'])(
    'refuses %s, which is no JSON, and says where',
    async (json) => {
      expect(await post(json)).toEqual(
        httpRefused(
          400,
          'BAD_REQUEST',
          expect.stringMatching(/^The request's body is not JSON: .+\.$/s) as unknown as string,
        ),
      );
    },
  );

  it('refuses what is nested too deep, before it is parsed', async () => {
    expect(await post(`{"a":${'['.repeat(450)}`)).toEqual(tooDeep(451, "The request's body"));
  });

  it('counts the text and its values in the budget of the request', async () => {
    await post('1');
    const one = taken;
    await post('[1,2,3]');
    const list = taken;
    await post('{"a":[{},{}]}');
    // Two bytes a letter: six letters more. Values: the list and two commas; then two braces, a colon, a bracket, a comma.
    expect(list - one).toBeGreaterThan(2 * 6);
    expect(taken).toBeGreaterThan(list);
    await post(`"${'x'.repeat(10_000)}"`);
    expect(taken).toBeGreaterThan(20_000);
    expect(taken).toBeLessThan(20_200);
  });

  it('refuses a body that would take more memory than a request may, however short its text', async () => {
    expect(await post(`[${'{},'.repeat(2000)}{}]`, {}, { limit: 100_000 })).toEqual(
      httpRefused(
        413,
        'BODY_TOO_LARGE',
        'What the request sends would take more memory than one request may; send less.',
      ),
    );
  });

  it('says that the server is busy where others hold the memory', async () => {
    const lender = createLender(100_000);
    expect(await post('[1,2]', {}, { lender })).toEqual(
      httpRefused(
        503,
        'OVERLOADED',
        'The requests that are being answered take all the memory there is for them; ask again in a moment.',
      ),
    );
  });
});

describe('a body over HTTP', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer({ config: { host: '127.0.0.1', port: 0, limits: { ...limits, body: 1000 } } });
  });
  afterAll(() => server.stop());

  const json = { 'content-type': 'application/json' };

  const post = (body: string | Buffer, headers: Record<string, string>) =>
    rawRequest(server.endpoint, { method: 'POST', headers, body });

  test.each([
    ['malformed JSON', '{ "query', { 'content-type': 'application/json' }, 400, 'BAD_REQUEST'],
    [
      'bytes that are no UTF-8',
      Buffer.from('{"query":"{ hello(name: \\"Zo\xeb\\") }"}', 'latin1'),
      { 'content-type': 'application/json' },
      400,
      'BAD_REQUEST',
    ],
    [
      'half of a character',
      String.raw`{"query":"{ hello }","variables":{"a":[{"b":"\uD83D"}]}}`,
      { 'content-type': 'application/json' },
      400,
      'BAD_REQUEST',
    ],
    ['an empty body', '', { 'content-type': 'application/json' }, 400, 'BAD_REQUEST'],
    ['a number', '1', { 'content-type': 'application/json' }, 400, 'BAD_REQUEST'],
    ['text', '{ hello }', { 'content-type': 'text/plain' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a form', 'query={hello}', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a bad type', '{}', { 'content-type': '/;,' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['no type', '{"query":"{ hello }"}', {}, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['an unknown charset', '{}', { 'content-type': 'application/json; charset=x-odd' }, 415, 'UNSUPPORTED_CHARSET'],
    [
      'a compressed body',
      '{}',
      { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      415,
      'UNSUPPORTED_CONTENT_ENCODING',
    ],
  ])('%s is refused as GraphQL-shaped JSON without a stack', async (_, body, headers, status, code) => {
    const answer = await post(body, headers);
    expect([answer.status, codeIn(answer)]).toEqual([status, code]);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.text).not.toMatch(/stack|node_modules|\.js:/);
  });

  test('a body that is too large, with and without a length', async () => {
    const body = JSON.stringify({ query: `{ hello } #${'x'.repeat(1500)}` });
    const told = await rawRequest(server.endpoint, { method: 'POST', headers: json, body });
    expect([told.status, codeIn(told)]).toEqual([413, 'BODY_TOO_LARGE']);
    expect(told.text).toContain(`body of ${body.length} bytes is larger than the limit of 1000 bytes`);
    const chunked = { ...json, 'transfer-encoding': 'chunked' };
    const untold = await rawRequest(server.endpoint, { method: 'POST', headers: chunked, body });
    expect([untold.status, codeIn(untold)]).toEqual([413, 'BODY_TOO_LARGE']);
  });

  test('deep JSON in a body, and in the search parameters', async () => {
    const bomb = `{"query":"{ hello }","variables":${'['.repeat(450)}${']'.repeat(450)}}`;
    const body = await rawRequest(server.endpoint, { method: 'POST', headers: json, body: bomb });
    expect([body.status, codeIn(body)]).toEqual([400, 'JSON_TOO_DEEP']);
    expect(body.text).toContain('451 deep; the limit is 100');
    const variables = encodeURIComponent('{"filter":'.repeat(101));
    const search = await rawRequest(`${server.endpoint}?query={hello}&variables=${variables}`);
    expect([search.status, codeIn(search)]).toEqual([400, 'JSON_TOO_DEEP']);
    const quoted = { query: '{ hello }', variables: { name: '[{"'.repeat(150) } };
    expect((await server.post(quoted.query, quoted)).errors).toBeUndefined();
  });

  test('a list of operations is not run', async () => {
    const body = JSON.stringify([{ query: '{ hello }' }, { query: '{ hello }' }]);
    const answer = await rawRequest(server.endpoint, { method: 'POST', headers: json, body });
    expect([answer.status, codeIn(answer)]).toEqual([400, 'BAD_REQUEST']);
  });
});
