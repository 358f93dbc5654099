import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { fastify, type FastifyInstance } from 'fastify';
import { createErrorHandler, handleNotFound } from '../../../src/gateway/errors/httpErrors.js';
import { HttpRefusal } from '../../../src/gateway/errors/HttpRefusal.js';
import type { RequestState } from '../../../src/gateway/requests/requestState.js';
import { requestOf } from '../requestOf.js';

const graphqlJson = 'application/graphql-response+json';

let app: FastifyInstance;
/** What the route throws. */
let fault: Error;
let state: RequestState;

beforeAll(() => {
  app = fastify({ bodyLimit: 100, genReqId: () => 'r1' });
  app.decorateRequest('state');
  app.addHook('onRequest', async (request) => {
    ({ state } = requestOf());
    request.state = state;
  });
  app.setErrorHandler(createErrorHandler(100));
  app.setNotFoundHandler(handleNotFound);
  app.post('/graphql', async () => {
    throw fault;
  });
});
afterAll(() => app.close());
beforeEach(() => {
  fault = new Error('nothing was thrown');
});

async function ask(headers: Record<string, string> = {}, url = '/graphql', payload = '{}') {
  const {
    statusCode,
    headers: told,
    body,
  } = await app.inject({
    method: 'POST',
    url,
    payload,
    headers: { 'content-type': 'application/json', ...headers },
  });
  return { status: statusCode, type: told['content-type'], retry: told['retry-after'], allow: told['allow'], body };
}

const body = (message: string, code: string): string =>
  `${JSON.stringify({ errors: [{ message, extensions: { code } }] })}\n`;

describe('createErrorHandler', () => {
  it('answers a refusal as it says, in the shape of GraphQL, and notes its code for the log', async () => {
    fault = new HttpRefusal('CSRF_BLOCKED', 'Not from there.');
    expect(await ask()).toEqual({
      status: 403,
      type: 'application/json; charset=utf-8',
      retry: undefined,
      allow: undefined,
      body: body('Not from there.', 'CSRF_BLOCKED'),
    });
    expect(state.codes).toEqual(['CSRF_BLOCKED']);
  });

  it.each([
    ['*/*', 'application/json'],
    ['application/json', 'application/json'],
    [graphqlJson, graphqlJson],
    [`application/json, ${graphqlJson};q=0.5`, graphqlJson],
  ])('answers who accepts %s in %s', async (accept, type) => {
    fault = new HttpRefusal('BAD_REQUEST', 'No.');
    expect((await ask({ accept })).type).toBe(`${type}; charset=utf-8`);
  });

  it('says when to ask again where it is only busy', async () => {
    fault = new HttpRefusal('OVERLOADED', 'Busy.');
    expect(await ask()).toMatchObject({ status: 503, retry: '1' });
  });

  it('says how large a body is and may be, where that is told', async () => {
    expect(await ask({}, '/graphql', JSON.stringify('x'.repeat(150)))).toMatchObject({
      status: 413,
      body: body("The request's body of 152 bytes is larger than the limit of 100 bytes.", 'BODY_TOO_LARGE'),
    });
    fault = Object.assign(new Error('too large'), { code: 'FST_ERR_CTP_BODY_TOO_LARGE', statusCode: 413 });
    const { body: untold } = await app.inject({ method: 'POST', url: '/graphql' });
    expect(untold).toBe(body("The request's body is larger than the limit of 100 bytes.", 'BODY_TOO_LARGE'));
  });

  it('says what a POST needs', async () => {
    expect(await ask({ 'content-type': 'text/html' })).toMatchObject({
      status: 415,
      body: body('A POST needs the header "content-type: application/json".', 'UNSUPPORTED_MEDIA_TYPE'),
    });
  });

  it('tells faults of the client by their own words', async () => {
    fault = Object.assign(new Error('That is odd.'), { statusCode: 422 });
    expect(await ask()).toMatchObject({ status: 422, body: body('That is odd.', 'BAD_REQUEST') });
  });

  it.each([
    [new Error('connect 10.0.0.7')],
    [Object.assign(new Error('a secret'), { statusCode: 500 })],
    [Object.assign(new Error('a secret'), { statusCode: 503 })],
  ])('masks %p', async (error) => {
    fault = error;
    expect(await ask()).toMatchObject({
      status: 500,
      body: body('Internal error; the request id is r1.', 'INTERNAL_SERVER_ERROR'),
    });
    expect(state.codes).toEqual(['INTERNAL_SERVER_ERROR']);
  });
});

describe('handleNotFound', () => {
  it('says where GraphQL is', async () => {
    for (const url of ['/', '/elsewhere?secret=1', '/graphql/', '/GraphQL'])
      expect(await ask({}, url)).toMatchObject({
        status: 404,
        allow: undefined,
        body: body('There is nothing here; GraphQL is at /graphql.', 'NOT_FOUND'),
      });
  });

  it('says which methods there are', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS'] as const) {
      const { statusCode, headers, body: text } = await app.inject({ method, url: '/graphql?query={hello}' });
      expect([statusCode, headers['allow'], text]).toEqual([
        405,
        'GET, POST',
        body('/graphql takes GET and POST only.', 'METHOD_NOT_ALLOWED'),
      ]);
    }
  });
});
