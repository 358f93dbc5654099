import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createBudgets } from '../../../src/access/budgets/createBudgets.js';
import { fullRole } from '../../../src/config/access/Role.js';
import { clientNamed } from '../../support/viewers.js';
import { limits, startTestServer, until, type TestServer } from '../testServer.js';
import { openEventStream } from './eventStream.js';
import { listening, numbers, streamSchema } from './streamServer.js';

let server: TestServer;
beforeAll(async () => {
  const role = { ...fullRole, name: 'poor', limits: { cost: 3, aliases: 1 }, budget: { points: 5, seconds: 60 } };
  server = await startTestServer({
    config: { host: '127.0.0.1', port: 0, limits, subscriptions: { most: 10, mostPerKey: 10 } },
    schema: { current: streamSchema, onChange: () => () => {} },
    budgets: createBudgets({ sql: undefined, log: pino({ level: 'silent' }) }),
    admit: async () => ({ client: 'shop', viewer: clientNamed('shop', { role }), contextOn: () => ({}) }),
  });
});
afterAll(() => server.stop());

const subscribe = (query: string) => openEventStream(`${server.url}/graphql/stream`, { query });
const codesIn = (results: readonly unknown[]): unknown[] =>
  results.flatMap((one) =>
    ((one as { errors?: { extensions: { code: string } }[] }).errors ?? []).map(({ extensions }) => extensions.code),
  );

it('each event is priced, and ends the subscription where the budget is spent', async () => {
  // A number and the number behind it: 2 points of 5.
  const stream = await subscribe('subscription { number { value itself { value } } }');
  await listening(1);
  for (const value of [1, 2, 3]) {
    numbers.publish(value);
    await until(() => stream.results().length === value);
  }
  await until(() => stream.state.completed);
  expect(stream.results().slice(0, 2)).toEqual(
    [1, 2].map((value) => ({ data: { number: { value, itself: { value } } } })),
  );
  expect(codesIn(stream.results())).toEqual(['REQUEST_RATE_LIMITED']);
  expect(JSON.stringify(stream.results()[2])).toContain('is estimated at 2 points, and 1 of your 5 for 60 s are left');
  stream.request.destroy();
  await listening(0);
});

it.each([
  ['subscription { number { itself { itself { itself { value } } } } }', 'COST_ESTIMATED_TOO_EXPENSIVE'],
  ['subscription { a: number { b: value } }', 'MAX_ALIASES_LIMIT'],
])('%s is refused when it begins', async (query, code) => {
  const stream = await subscribe(query);
  await until(() => stream.state.completed);
  expect(codesIn(stream.results())).toEqual([code]);
});
