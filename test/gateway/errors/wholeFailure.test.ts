import { describe, expect, it, test } from '@jest/globals';
import { wholeFailure } from '../../../src/gateway/errors/publicError.js';
import { UserError } from '../../../src/lib/errors/UserError.js';
import type { ErrorCode } from '../../../src/words/errorCodes.js';
import { requestOf } from '../requestOf.js';
import { startTestServer } from '../testServer.js';

describe('wholeFailure', () => {
  it.each<[ErrorCode, number, Record<string, string>]>([
    ['UNAUTHENTICATED', 401, { 'www-authenticate': 'Bearer' }],
    ['CSRF_BLOCKED', 403, {}],
    ['REQUEST_ABORTED', 503, {}],
    ['REQUEST_TIMEOUT', 503, {}],
    ['STATEMENT_TIMEOUT', 503, {}],
    ['OVERLOADED', 503, { 'retry-after': '1' }],
    ['DATABASE_UNAVAILABLE', 503, { 'retry-after': '1' }],
    ['TOO_MANY_DAYS', 400, {}],
    ['TOO_MANY_VALUES', 400, {}],
  ])('of a UserError %s has the status %i', (code, status, headers) => {
    const failure = wholeFailure(new UserError('No.', code), requestOf().state);
    const { http, ...extensions } = failure.extensions as {
      code: string;
      http: { status: number; headers: Map<string, string> };
    };
    expect(extensions).toEqual({ code });
    expect([http.status, Object.fromEntries(http.headers)]).toEqual([status, headers]);
    expect(failure.path).toBeUndefined();
  });

  it.each([[new Error('connect 10.0.0.7')], ['a text'], [undefined]])('of %p is masked, with status 500', (error) => {
    const { state, lines } = requestOf();
    const failure = wholeFailure(error, state);
    expect(failure.message).toBe('Internal error; the request id is r1.');
    expect(failure.extensions).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', http: { status: 500 } });
    expect(lines).toHaveLength(1);
  });

  it('gives each failure headers of its own', () => {
    const failure = () =>
      wholeFailure(new UserError('No.', 'OVERLOADED'), requestOf().state).extensions['http'] as {
        headers: Map<string, string>;
      };
    const [one, other] = [failure(), failure()];
    one.headers.set('x', '1');
    expect([...other.headers.keys()]).toEqual(['retry-after']);
  });
});

// The reason may name hosts and users: it is for the log.
const away = 'The database cannot be reached at present; ask again in a moment.';

const repeated = (count: number, field: string): string =>
  Array.from({ length: count }, (_, n) => `a${n}: ${field}`).join(' ');

test('a request that fails as a whole is one error with its status, whatever the fields', async () => {
  const server = await startTestServer();
  try {
    for (const [code, retry] of [
      ['OVERLOADED', '1'],
      ['DATABASE_UNAVAILABLE', '1'],
      ['REQUEST_TIMEOUT', null],
    ] as const) {
      const { status, data, errors, headers } = await server.post(
        `{ hello ${repeated(50, `refuse(code: "${code}")`)} }`,
      );
      expect({ status, data, errors }).toEqual({
        status: 503,
        data: undefined,
        errors: [{ message: code === 'DATABASE_UNAVAILABLE' ? away : 'Not now.', extensions: { code } }],
      });
      expect(headers.get('retry-after')).toBe(retry);
    }
    const { status, data, errors } = await server.post('{ hello refuse(code: "TOO_MANY_VALUES") }');
    expect([status, data, errors?.[0]?.extensions.code]).toEqual([
      200,
      { hello: 'Hello world', refuse: null },
      'TOO_MANY_VALUES',
    ]);
  } finally {
    await server.stop();
  }
});

test('a request that cannot be admitted is one error with its status', async () => {
  const server = await startTestServer({ admit: () => Promise.reject(new UserError('Away.', 'DATABASE_UNAVAILABLE')) });
  const { status, errors, headers } = await server.post('{ hello }');
  await server.stop();
  expect([status, headers.get('retry-after'), errors]).toEqual([
    503,
    '1',
    [{ message: away, extensions: { code: 'DATABASE_UNAVAILABLE' } }],
  ]);
});
