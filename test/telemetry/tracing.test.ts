import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { startSubgraph, type RunningSubgraph } from '../support/federation/startSubgraph.js';
import { addCustomers } from '../support/sample.js';
import { until } from '../gateway/testServer.js';
import { loyalty } from '../joining/loyalty.js';
import { openGateway, type TestGateway } from '../joining/openGateway.js';
import { hasFailed, linesOf, recordTraces, type TraceRecorder } from './traceRecorder.js';

let database: TestDatabase;
let remote: RunningSubgraph;
let recorder: TraceRecorder;
/** One that answers alone, and one that joins another subgraph. */
let alone: TestGateway;
let joined: TestGateway;

beforeAll(async () => {
  database = await cloneDatabase();
  await addCustomers(database, [
    { id: 'A', givenName: 'Ada' },
    { id: 'B', givenName: 'Bob' },
  ]);
  remote = await startSubgraph(loyalty);
  recorder = recordTraces();
  alone = await openGateway(database, undefined);
  joined = await openGateway(database, { subgraphs: [{ name: 'loyalty', url: remote.url, retries: 0 }] });
});
afterAll(async () => {
  await recorder.stop();
  await Promise.all([alone, joined].map((gateway) => gateway.stop()));
  await remote.stop();
  await database.drop();
});
beforeEach(() => recorder.reset());

const traceId = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${traceId}-b7ad6b7169203331-01`;

/** The tree of the one request, once it has ended. */
async function lines(): Promise<readonly string[]> {
  await until(() => recorder.spans().some(({ name }) => name === 'POST /graphql'));
  const [tree, ...others] = recorder.trees();
  expect(others).toEqual([]);
  return tree === undefined ? [] : linesOf(tree);
}

describe('the spans of a request', () => {
  it('show the plan, the loader and its statement', async () => {
    await alone.ask('query Two { a: customer(id: "A") { givenName } b: customer(id: "B") { givenName } }');
    expect(await lines()).toEqual([
      'SERVER POST /graphql',
      '  execute',
      '    plan',
      '    loader customers',
      '      CLIENT select customers',
    ]);
    const byName = new Map(recorder.spans().map((span) => [span.name, span]));
    expect(byName.get('POST /graphql')?.attributes).toEqual({
      'http.request.method': 'POST',
      'http.route': '/graphql',
      'http.response.status_code': 200,
      'graphql.operation.name': 'Two',
    });
    expect(byName.get('loader customers')?.attributes).toEqual({ 'facet.keys': 2 });
    expect(byName.get('select customers')?.attributes).toEqual({
      'db.system.name': 'postgresql',
      'db.query.summary': 'select customers',
      'facet.statement.hash': expect.stringMatching(/^[0-9a-f]{16}$/),
    });
  });

  it('show the calls of subgraphs, which are told the trace', async () => {
    remote.requests.length = 0;
    await joined.ask('{ customers(first: 2) { edges { node { givenName tier } } } }', {}, { traceparent });
    expect(await lines()).toEqual([
      'SERVER POST /graphql',
      '  execute',
      '    plan',
      '    subgraph facet',
      '      plan',
      '      CLIENT select customers',
      '    CLIENT subgraph loyalty',
    ]);
    const spans = recorder.spans();
    expect(new Set(spans.map((span) => span.spanContext().traceId))).toEqual(new Set([traceId]));
    const call = spans.find(({ name }) => name === 'subgraph loyalty');
    expect(remote.requests.map(({ headers }) => headers['traceparent'])).toEqual([
      `00-${traceId}-${call?.spanContext().spanId}-01`,
    ]);
    expect(call?.attributes).toMatchObject({ 'facet.subgraph': 'loyalty', 'server.address': '127.0.0.1' });
  });

  it('say by a word what failed, and nothing of what was asked', async () => {
    remote.trouble = { status: 503, body: 'busy: secret-person-17' };
    await joined.ask(
      '{ customers(first: 1, search: "secret-person-17") { edges { node { id } } } members(first: 1) { tier } }',
    );
    remote.trouble = {};
    await lines();
    const failed = recorder.spans().filter(hasFailed);
    expect(failed.map(({ name, attributes }) => [name, attributes['error.type']])).toEqual([
      ['subgraph loyalty', 'SUBGRAPH_UNAVAILABLE'],
    ]);
    const told = recorder.spans().map(({ name, attributes, events, status }) => ({ name, attributes, events, status }));
    expect(JSON.stringify(told)).not.toContain('secret-person-17');
  });

  it('are none where its caller has decided so, and its calls say so too', async () => {
    remote.requests.length = 0;
    await joined.ask('{ loyaltyStatus }', {}, { traceparent: `00-${traceId}-b7ad6b7169203331-00` });
    expect(recorder.spans()).toEqual([]);
    expect(remote.requests[0]?.headers['traceparent']).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-00$`));
  });

  it.each(['nonsense', '00-zz-b7ad6b7169203331-01', 'x'.repeat(10_000)])(
    'begin a trace of their own where the traceparent is %.20s',
    async (given) => {
      await alone.ask('{ __typename }', {}, { traceparent: given });
      expect((await lines())[0]).toBe('SERVER POST /graphql');
      expect(recorder.spans()[0]?.spanContext().traceId).not.toBe(traceId);
    },
  );
});

it('the lines of the log carry the id of the trace', async () => {
  alone.lines.length = 0;
  await alone.ask('{ __typename }', {}, { traceparent });
  await until(() => alone.lines.some(({ msg }) => msg === 'request'));
  expect(alone.lines.find(({ msg }) => msg === 'request')).toMatchObject({ traceId, path: '/graphql', status: 200 });
});
