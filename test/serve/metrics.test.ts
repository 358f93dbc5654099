import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { readConfig, type Config } from '../../src/config.js';
import { serve, type Serving } from '../../src/serve.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { addCustomers } from '../support/sample.js';
import { readExposition, seriesOf } from '../telemetry/readExposition.js';

const token = 'a secret of some length';
let database: TestDatabase;
/** A server and where its metrics are. */
interface Measured {
  readonly serving: Serving;
  readonly url: string;
}
let open: Measured;
let closed: Measured;
let unmeasured: Serving;

async function serveMeasured(metrics: Partial<Config['metrics']>): Promise<Measured> {
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const config = readConfig({ METRICS_PORT: '0' });
  const serving = await serve({ ...config, port: 0, metrics: { ...config.metrics, ...metrics } }, database.target, log);
  const [, url = ''] = /Metrics are at ([^"]+)"/.exec(lines.join('')) ?? [];
  return { serving, url };
}

beforeAll(async () => {
  database = await cloneDatabase();
  await addCustomers(database, [
    { id: 'A', givenName: 'Ada' },
    { id: 'B', givenName: 'Bob' },
  ]);
  [open, closed] = await Promise.all([serveMeasured({ operations: 3, loadsSeconds: 0 }), serveMeasured({ token })]);
  unmeasured = await serve({ ...readConfig({}), port: 0 }, database.target, pino({ level: 'silent' }));
});
afterAll(async () => {
  await Promise.all([open.serving, closed.serving, unmeasured].map((one) => one.stop()));
  await database.drop();
});

const read = async (): Promise<string> => (await fetch(open.url)).text();

async function ask(query: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${open.serving.url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query }),
  });
  await response.text();
}

/** By how much the series of a metric are more now than before. */
function growth(before: string, now: string, metric: string): Readonly<Record<string, number>> {
  const old = seriesOf(before, metric);
  const grown = Object.entries(seriesOf(now, metric)).map(
    ([labels, value]) => [labels, value - (old[labels] ?? 0)] as const,
  );
  return Object.fromEntries(grown.filter(([, by]) => by !== 0));
}

const one = (id: string, name = 'One') => `query ${name} { customer(id: "${id}") { givenName } }`;

describe('/metrics', () => {
  it('counts requests, statements, rows and points as they were', async () => {
    const before = await read();
    for (const id of ['A', 'B', 'nobody', 'A']) await ask(one(id));
    await ask('{ customers(first: 2) { edges { node { id } } } }');
    await ask('{ customer(');
    await ask('query Wrong { nothing }');
    await ask('query Bad { customers(first: -1) { edges { node { id } } } }');
    const now = await read();
    expect(growth(before, now, 'facet_requests_total')).toEqual({
      '{operation="One",code="OK"}': 4,
      '{operation="unnamed",code="OK"}': 1,
      '{operation="none",code="GRAPHQL_PARSE_FAILED"}': 1,
      '{operation="none",code="GRAPHQL_VALIDATION_FAILED"}': 1,
      '{operation="Bad",code="BAD_USER_INPUT"}': 1,
    });
    expect(growth(before, now, 'facet_request_duration_seconds_count')).toEqual({
      '{operation="One"}': 4,
      '{operation="unnamed"}': 1,
      '{operation="none"}': 2,
      '{operation="Bad"}': 1,
    });
    // A statement for each that was executed: a row for A, B and A again, none for nobody, and a page of two.
    expect(growth(before, now, 'facet_statements_total')['{pool="requests",outcome="ok"}']).toBe(5);
    expect(growth(before, now, 'facet_statement_duration_seconds_count')['{pool="requests"}']).toBe(5);
    expect(growth(before, now, 'facet_statement_rows_total')['{pool="requests"}']).toBe(5);
  });

  it('tells the gate, what runs, and the build', async () => {
    const text = await read();
    expect(seriesOf(text, 'facet_gate_size')).toEqual({ '{pool="requests"}': 10, '{pool="own"}': 2 });
    expect(seriesOf(text, 'facet_gate_waiting')).toEqual({ '{pool="requests"}': 0, '{pool="own"}': 0 });
    expect(seriesOf(text, 'facet_gate_connections')['{pool="requests",state="running"}']).toBe(0);
    expect(seriesOf(text, 'facet_requests_running')).toEqual({ '': 0 });
    expect(seriesOf(text, 'facet_build_info')).toEqual({ [`{version="0.1.0",node="${process.versions.node}"}`]: 1 });
    expect(seriesOf(text, 'facet_database_up')).toEqual({ '': 1 });
    expect(seriesOf(text, 'nodejs_heap_size_used_bytes')['']).toBeGreaterThan(1e6);
  });

  it('counts the looks into caches: the same document is known the second time, its plan the third', async () => {
    const query = one('A', 'Kept');
    const before = await read();
    for (let n = 0; n < 4; n += 1) await ask(query);
    const now = await read();
    const looks = growth(before, now, 'facet_cache_requests_total');
    expect([looks['{cache="documents",result="miss"}'], looks['{cache="documents",result="hit"}']]).toEqual([1, 3]);
    expect([looks['{cache="plans",result="miss"}'], looks['{cache="plans",result="hit"}']]).toEqual([2, 2]);
    expect(seriesOf(now, 'facet_cache_bytes')['{cache="documents"}']).toBeGreaterThan(
      seriesOf(before, 'facet_cache_bytes')['{cache="documents"}'] ?? 0,
    );
  });

  it('tells how fresh the data is and what loads came to, and nothing of it before there is any', async () => {
    expect(seriesOf(await read(), 'facet_load_timestamp_seconds')).toEqual({});
    expect(seriesOf(await read(), 'facet_newest_day_timestamp_seconds')).toEqual({});
    const { client } = database;
    const add = async (
      kind: string,
      started: string,
      finished: string | null,
      result: object | null,
    ): Promise<void> => {
      await client`insert into facet.loads (kind, started_at, finished_at, code_version, result)
        values (${kind}, ${started}, ${finished}, '0', ${result === null ? null : client.json(result as never)})`;
    };
    await add('import', '2026-11-20T10:00:00Z', '2026-11-20T10:00:30Z', null);
    await add('import', '2026-11-21T10:00:00Z', '2026-11-21T10:01:30Z', { rows: 3 });
    await add('daily', '2026-11-21T11:00:00Z', '2026-11-21T11:00:05Z', { error: 'no' });
    await add('enrich', '2026-11-21T12:00:00Z', null, null);
    await client`insert into facet.profile_days (profile_date, load_id, rows, complete)
      values ('2026-11-20', 1, 0, true), ('2026-11-21', 1, 0, false)`;
    const text = await read();
    const at = (instant: string): number => Date.parse(instant) / 1000;
    expect(seriesOf(text, 'facet_load_timestamp_seconds')).toEqual({
      '{kind="import",outcome="ok"}': at('2026-11-21T10:01:30Z'),
      '{kind="daily",outcome="failed"}': at('2026-11-21T11:00:05Z'),
      '{kind="enrich",outcome="unfinished"}': at('2026-11-21T12:00:00Z'),
    });
    expect(seriesOf(text, 'facet_load_duration_seconds')).toEqual({
      '{kind="import",outcome="ok"}': 90,
      '{kind="daily",outcome="failed"}': 5,
    });
    // The 20th was over, in UTC, when the 21st began.
    expect(seriesOf(text, 'facet_newest_day_timestamp_seconds')).toEqual({
      '{table="profile_days"}': at('2026-11-21T00:00:00Z'),
    });
  });

  it('stays bounded under names that clients make up', async () => {
    for (let n = 0; n < 40; n += 1) await ask(one('A', `Made${n}`));
    const operations = new Set([...(await read()).matchAll(/operation="(\w+)"/g)].map(([, name = '']) => name));
    // The three first names, and the three words.
    expect([...operations].toSorted()).toEqual(['Bad', 'Kept', 'One', 'none', 'other', 'unnamed']);
  });

  it('names nobody, and no value of any request', async () => {
    await ask('query { customer(id: "secret-person-17") { givenName } }');
    const text = await read();
    expect(readExposition(text).size).toBeGreaterThan(100);
    expect(text).not.toContain('secret-person-17');
    expect(text).not.toContain('Ada');
  });
});

describe('the door of the metrics', () => {
  it('is another port than that of the graph, where nothing is served of either on the other', async () => {
    expect((await fetch(`${open.serving.url}/metrics`)).status).toBe(404);
    const { origin } = new URL(open.url);
    const response = await fetch(`${origin}/graphql?query={__typename}`);
    expect([response.status, await response.text()]).toEqual([
      404,
      'There is nothing here; metrics are at /metrics.\n',
    ]);
    expect((await fetch(open.url, { method: 'POST' })).status).toBe(404);
  });

  it('gives the media type of Prometheus, to be kept by nobody', async () => {
    const { headers } = await fetch(open.url);
    expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('refuses a page whose name was pointed at this machine', async () => {
    const { hostname, port } = new URL(open.url);
    const status = await new Promise((resolve, reject) => {
      const headers = { host: 'evil.example' };
      request({ hostname, port, path: '/metrics', headers }, ({ statusCode }) => resolve(statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });

  it.each([
    ['nothing', {}],
    ['another secret', { authorization: 'Bearer another secret' }],
    ['the secret without a scheme', { authorization: token }],
    ['an empty one', { authorization: 'Bearer ' }],
  ])('asks for the token, and refuses who shows %s', async (_, headers: Record<string, string>) => {
    const response = await fetch(closed.url, { headers });
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(await response.text()).not.toContain('facet_');
  });

  it('lets in who shows the token', async () => {
    const response = await fetch(closed.url, { headers: { authorization: `Bearer ${token}` } });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('facet_build_info{');
  });

  it('gives those who ask at the same time one reading', async () => {
    const texts = await Promise.all(Array.from({ length: 8 }, read));
    expect(new Set(texts.map((text) => text.length > 0)).size).toBe(1);
    expect(new Set(texts).size).toBeLessThan(8);
  });
});

it('tells that the database is away, and everything else all the same', async () => {
  const away = await cloneDatabase();
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const config = readConfig({ METRICS_PORT: '0' });
  const serving = await serve({ ...config, port: 0 }, away.target, log);
  const [, url = ''] = /Metrics are at ([^"]+)"/.exec(lines.join('')) ?? [];
  await away.drop();
  const text = await (await fetch(url)).text();
  expect(seriesOf(text, 'facet_database_up')).toEqual({ '': 0 });
  expect(seriesOf(text, 'facet_gate_size')).toEqual({ '{pool="requests"}': 10, '{pool="own"}': 2 });
  await serving.stop();
});

it('does not start where its port is taken, and names the variable', async () => {
  const port = Number(new URL(open.url).port);
  await expect(serveMeasured({ port })).rejects.toThrow(
    /^Port \d+ of 127\.0\.0\.1 is in use; .* or set METRICS_PORT to a free port\.$/,
  );
});

it('measures nothing where nobody wants to read it', async () => {
  await fetch(`${unmeasured.url}/graphql?query={__typename}`);
  expect((await fetch(`${unmeasured.url}/metrics`)).status).toBe(404);
});
