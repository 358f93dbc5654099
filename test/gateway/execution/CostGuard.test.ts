import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until, type GraphqlAnswer, type TestServer } from '../testServer.js';
import { slowness, startCostServer } from './costServer.js';

const roles = {
  full: {},
  poor: { budget: { points: 100, seconds: 60 } },
  small: { limits: { cost: 50, listSize: 8 } },
};

let server: TestServer;
const servers: TestServer[] = [];
const start = async (...options: Parameters<typeof startCostServer>): Promise<TestServer> => {
  const one = await startCostServer(...options);
  servers.push(one);
  return one;
};
beforeAll(async () => {
  server = await start(roles);
});
afterAll(() => Promise.all(servers.map((one) => one.stop())));

const graphqlResponse = { accept: 'application/graphql-response+json' };

const ask = (key: string, query: string, variables: object = {}, to = server): Promise<GraphqlAnswer> =>
  to.post(query, { variables }, { authorization: `Bearer ${key}`, ...graphqlResponse });

const costsOf = ({ headers }: { headers: Headers }): (string | null)[] =>
  ['x-cost-estimated', 'x-cost-actual', 'x-cost-max'].map((name) => headers.get(name));

const list = 'query ($n: Int) { things(first: $n) { id } }';

describe('an answer tells', () => {
  it('what its operation was estimated at, what it came to, and what it might be', async () => {
    const answer = await ask('full', list, { n: 12 });
    expect([answer.status, ...costsOf(answer)]).toEqual([200, '12', '5', '1000000']);
    expect(answer.headers.get('ratelimit')).toBeNull();
    expect(answer.headers.get('ratelimit-policy')).toBeNull();
  });

  it('what is left of a budget, after what was not needed is given back', async () => {
    const answer = await ask('poor-a', list, { n: 40 });
    expect(costsOf(answer)).toEqual(['40', '5', '100']);
    expect(answer.headers.get('ratelimit-policy')).toBe('"default";q=100;w=60');
    expect(answer.headers.get('ratelimit')).toMatch(/^"default";r=95;t=(60|59)$/);
    expect((await ask('poor-a', list, { n: 1 })).headers.get('ratelimit')).toMatch(/;r=90;/);
  });

  it.each([
    ['a document that is none', '{ things { id }', 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', '{ thingz { id } }', 'GRAPHQL_VALIDATION_FAILED'],
  ])('that %s costs nothing', async (_, query, code) => {
    const answer = await ask('poor-b', query);
    expect(answer.errors?.[0]?.extensions.code).toBe(code);
    expect(costsOf(answer)).toEqual(['0', '0', '100']);
    expect(answer.headers.get('ratelimit')).toBe('"default";r=100;t=60');
  });

  it('the same where nobody knows who asks, and where the body cannot be read', async () => {
    const unknown = await ask('nobody', '{ strict { id } }');
    expect([unknown.status, ...costsOf(unknown)]).toEqual([401, '0', '0', '1000000']);
    const broken = await fetch(server.endpoint, {
      method: 'POST',
      body: '{',
      headers: { 'content-type': 'application/json' },
    });
    expect([broken.status, ...costsOf(broken)]).toEqual([400, '0', '0', '1000000']);
  });

  it('it to pages of other origins', async () => {
    const { headers } = await server.post(
      '{ things { id } }',
      {},
      { authorization: 'Bearer full', origin: 'https://shop.example' },
    );
    for (const name of [
      'ratelimit',
      'ratelimit-policy',
      'x-cost-estimated',
      'x-cost-actual',
      'x-cost-max',
      'retry-after',
    ])
      expect(headers.get('access-control-expose-headers')?.split(', ')).toContain(name);
  });
});

describe('a budget', () => {
  it('refuses larger variables of a document that it has let pass', async () => {
    // The second time it is known, and Apollo is not asked.
    for (const left of [95, 90])
      expect((await ask('poor-c', list, { n: 5 })).headers.get('ratelimit')).toContain(`;r=${left};`);
    const answer = await ask('poor-c', list, { n: 95 });
    expect([answer.status, answer.data, ...costsOf(answer)]).toEqual([429, undefined, '95', '0', '100']);
    expect(answer.errors?.[0]).toMatchObject({
      extensions: { code: 'REQUEST_RATE_LIMITED' },
      message: expect.stringMatching(
        /^The operation is estimated at 95 points, and 90 of your 100 for 60 s are left\. All of them are there again in (60|59) s; until then things\(first: 90\) would fit\.$/,
      ),
    });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(55);
    expect(answer.headers.get('ratelimit')).toMatch(/^"default";r=90;t=(60|59)$/);
    // Nothing was taken for it.
    expect((await ask('poor-c', list, { n: 90 })).status).toBe(200);
  });

  it('refuses at once what it never has the points for, as too expensive', async () => {
    const answer = await ask('poor-d', list, { n: 101 });
    expect([answer.status, answer.errors?.[0]?.extensions.code, answer.errors?.[0]?.message]).toEqual([
      400,
      'COST_ESTIMATED_TOO_EXPENSIVE',
      'The operation is estimated at 101 points, and 100 are the most for one. things(first: 100) would fit.',
    ]);
    expect(answer.headers.get('retry-after')).toBeNull();
  });

  it('keeps what a field costs that failed, and gives back what its list did not have', async () => {
    const answer = await ask('poor-e', '{ report { id } things { id } }');
    expect(answer.errors?.[0]?.extensions.code).toBe('TOO_MANY_DAYS');
    expect(costsOf(answer)).toEqual(['50', '35', '100']);
  });

  it('keeps all of an answer without data', async () => {
    const answer = await ask('poor-f', '{ strict { id } things { id } }');
    expect([answer.data, ...costsOf(answer)]).toEqual([null, '21', '21', '100']);
  });

  it('gives back all of what was not executed', async () => {
    const answer = await ask('poor-g', list, { n: 'many' });
    expect([answer.status, ...costsOf(answer)]).toEqual([400, '20', '0', '100']);
    expect(answer.headers.get('ratelimit')).toContain(';r=100;');
  });

  it('has mutations cost ten points and what they give', async () => {
    expect(costsOf(await ask('poor-h', 'mutation { touch { id } }'))).toEqual(['11', '11', '100']);
  });

  it('keeps what an operation that was not answered in time was estimated at', async () => {
    const hasty = await start(roles, { seconds: 0.2 });
    const answer = await ask('poor-i', '{ never { id } }', {}, hasty);
    expect(answer.errors?.[0]?.extensions.code).toBe('REQUEST_TIMEOUT');
    expect(costsOf(answer)).toEqual(['30', '30', '100']);
    expect(answer.headers.get('ratelimit')).toContain(';r=70;');
  });

  it('gives all back where the client holds the answer', async () => {
    const sources = { names: ['2026-03-01'], version: '1', isPast: false };
    const kept = await start(roles, {}, { findSources: async () => sources });
    const url = `${kept.endpoint}?query=${encodeURIComponent('{ things { id } }')}`;
    const headers = { authorization: 'Bearer poor-j', ...graphqlResponse };
    const first = await fetch(url, { headers });
    expect([first.status, ...costsOf(first)]).toEqual([200, '20', '5', '100']);
    const again = await fetch(url, { headers: { ...headers, 'if-none-match': String(first.headers.get('etag')) } });
    expect([again.status, ...costsOf(again)]).toEqual([304, '20', '0', '100']);
    expect(again.headers.get('ratelimit')).toContain(';r=95;');
  });
});

describe('a role', () => {
  it('has a maximum for one operation, with what would fit', async () => {
    const query = 'query ($n: Int) { things(first: 3) { id things(first: $n) { id } } }';
    // 3 × (1 + 16) = 51; with one less it is 48, and with 2 above 34.
    const answer = await ask('small', query, { n: 16 });
    expect(answer.errors?.[0]?.extensions.code).toBe('MAX_LIST_SIZE_LIMIT');
    const nested = '{ things(first: 7) { id things(first: 7) { id } } }';
    expect((await ask('small', nested)).errors?.[0]).toMatchObject({
      extensions: { code: 'COST_ESTIMATED_TOO_EXPENSIVE' },
      // 7 × (1 + 7) = 56; 6 × (1 + 7) = 48.
      message: 'The operation is estimated at 56 points, and 50 are the most for one. things(first: 6) would fit.',
    });
  });

  it.each([
    ['a page', '{ things(first: 9) { id } }', {}, 'things(first: 9)', 'things(first: 8)'],
    ['a page by a variable', list, { n: 9 }, 'things(first: 9)', 'things(first: 8)'],
    [
      'a page by a default',
      'query ($n: Int = 9) { things(first: $n) { id } }',
      {},
      'things(first: 9)',
      'things(first: 8)',
    ],
    ['a page of which nothing is said', '{ things { id } }', {}, 'things(first: 20)', 'things(first: 8)'],
    ['the page of a variable that is null', list, { n: null }, 'things(first: 20)', 'things(first: 8)'],
    ['keys', `{ byIds(ids: [${'"a" '.repeat(9)}]) { id } }`, {}, 'byIds(ids: 9)', 'byIds(ids: 8)'],
    [
      'keys by a variable',
      'query ($ids: [ID!]!) { byIds(ids: $ids) { id } }',
      { ids: Array(9).fill('a') },
      'byIds(ids: 9)',
      'byIds(ids: 8)',
    ],
  ])('has a maximum for %s', async (_, query, variables, found, fitting) => {
    const { status, errors } = await ask('small', query, variables);
    expect([status, errors?.[0]?.extensions.code, errors?.[0]?.message]).toEqual([
      400,
      'MAX_LIST_SIZE_LIMIT',
      `${found} is more than the 8 that the role "small" may ask for at once; ${fitting} would fit.`,
    ]);
  });

  it('may ask for what its maximum is', async () => {
    expect((await ask('small', list, { n: 8 })).status).toBe(200);
    const keys = { ids: ['a', 'none', ...Array<string>(6).fill('b')] };
    // A key that nobody has was looked for.
    expect(costsOf(await ask('small', 'query ($ids: [ID!]!) { byIds(ids: $ids) { id } }', keys))).toEqual([
      '8',
      '8',
      '50',
    ]);
  });
});

it('the server refuses what is too much beside what runs, and lets it pass when that has ended', async () => {
  const busy = await start(roles, { cost: 40, runningCost: 50 });
  const running = ask('full-a', '{ slow { id } }', {}, busy);
  await until(() => slowness.waiting === 1);
  const refused = await ask('poor-k', list, { n: 21 }, busy);
  expect([
    refused.status,
    refused.headers.get('retry-after'),
    refused.errors?.[0]?.extensions.code,
    ...costsOf(refused),
  ]).toEqual([503, '1', 'REQUEST_CONCURRENCY_LIMITED', '21', '0', '40']);
  expect(refused.headers.get('ratelimit')).toContain(';r=100;');
  expect((await ask('full-b', list, { n: 20 }, busy)).status).toBe(200);
  slowness.end();
  expect((await running).data).toEqual({ slow: { id: 'slow' } });
  expect((await ask('poor-k', list, { n: 21 }, busy)).status).toBe(200);
});

it('several operations in one body are refused', async () => {
  const body = JSON.stringify([{ query: '{ things { id } }' }, { query: '{ things { id } }' }]);
  const headers = { 'content-type': 'application/json', authorization: 'Bearer full' };
  const answer = await fetch(server.endpoint, { method: 'POST', body, headers });
  expect([answer.status, ...costsOf(answer)]).toEqual([400, '0', '0', '1000000']);
});
