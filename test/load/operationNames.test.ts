import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { readConfig } from '../../src/config.js';
import { serve, type Serving } from '../../src/serve.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { readExposition, seriesOf } from '../telemetry/readExposition.js';

let database: TestDatabase;
let serving: Serving;
let url = '';

beforeAll(async () => {
  database = await cloneDatabase();
  const write = (line: string): void => void (url = /Metrics are at ([^"]+)"/.exec(line)?.[1] ?? url);
  serving = await serve({ ...readConfig({ METRICS_PORT: '0' }), port: 0 }, database.target, pino({}, { write }));
});
afterAll(async () => {
  await serving.stop();
  await database.drop();
});

const read = async (): Promise<string> => (await fetch(url)).text();

async function ask(from: number, to: number): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  for (let n = from; n < to; n += 1) {
    const body = JSON.stringify({ query: `query Name${n} { customer(id: "nobody") { id } }` });
    const response = await fetch(`${serving.url}/graphql`, { method: 'POST', headers, body });
    expect(await response.json()).toEqual({ data: { customer: null } });
  }
}

/** Asks by 5,000 new names, 8 at a time. */
const ask5000 = (first: number): Promise<unknown> =>
  Promise.all(Array.from({ length: 8 }, (_, n) => ask(first + n * 625, first + (n + 1) * 625)));

it('10,000 names of operations over HTTP: every request is counted, and the metrics do not grow', async () => {
  await ask5000(0);
  const half = await read();
  await ask5000(5000);
  const whole = await read();
  const counts = seriesOf(whole, 'facet_requests_total');
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(10_000);
  // 200 names were told apart, each asked once.
  expect(Object.keys(counts)).toHaveLength(201);
  expect(counts['{operation="other",code="OK"}']).toBe(9800);
  expect(seriesOf(whole, 'facet_statements_total')['{pool="requests",outcome="ok"}']).toBe(10_000);
  const own = (text: string): string[] => [...readExposition(text).keys()].filter((name) => name.startsWith('facet_'));
  expect(own(whole)).toEqual(own(half));
  expect(whole.length - half.length).toBeLessThan(1000);
  expect(whole.length).toBeLessThan(320_000);
}, 120_000);
