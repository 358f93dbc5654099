import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { hashText } from '../../../src/lib/text/hashText.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { openEventStream } from '../streams/eventStream.js';
import { listening, numbers, startStreamServer } from '../streams/streamServer.js';
import { until, type TestServer } from '../testServer.js';
import { admitTo, publish } from './documentServer.js';

let database: TestDatabase;
let server: TestServer;
const known = 'subscription Known($above: Int! = 0) { number(above: $above) { value } }';
const free = 'subscription Free { number { value } }';

beforeAll(async () => {
  database = await cloneDatabase();
  await publish(database, 'known', known, { type: 'subscription' });
  server = await startStreamServer({}, { admit: admitTo(database, () => undefined) });
});
afterAll(async () => {
  await server.stop();
  await database.drop();
});

const opened: (() => void)[] = [];
afterEach(async () => {
  for (const end of opened.splice(0)) end();
  await listening(0);
});

type Params = Readonly<Record<string, unknown>>;

const begun = 'begun';
const hash = (sha256Hash: string) => ({ persistedQuery: { version: 1, sha256Hash } });

/** What a subscription comes to: `begun` once it listens, else its code. */
async function bySse(params: Params, policy: string): Promise<string> {
  const headers = {
    authorization: `Bearer ${policy}`,
    'content-type': 'application/json',
    accept: 'text/event-stream',
  };
  const controller = new AbortController();
  opened.push(() => controller.abort());
  const response = await fetch(`${server.url}/graphql/stream`, {
    method: 'POST',
    body: JSON.stringify(params),
    headers,
    signal: controller.signal,
  });
  if (response.headers.get('content-type')?.startsWith('application/json')) {
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
    return `${response.status} ${errors[0]?.extensions.code}`;
  }
  await until(() => numbers.size > 0);
  return begun;
}

async function byWebSocket(params: Params, policy: string): Promise<string> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql/stream`, ['graphql-transport-ws']);
  opened.push(() => socket.terminate());
  const messages: { type: string; payload?: { extensions: { code: string } }[] }[] = [];
  const closed: { code?: number } = {};
  socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString('utf8')) as (typeof messages)[0]));
  socket.on('close', (code) => (closed.code = code));
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${policy}` } }));
  await until(() => messages.length === 1);
  // The protocol knows no message without a text.
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: '', ...params } }));
  await until(() => messages.length === 2 || numbers.size > 0 || closed.code !== undefined);
  return messages[1]?.payload?.[0]?.extensions.code ?? (closed.code === undefined ? begun : `closed ${closed.code}`);
}

const [notSafe, notFound] = ['403 QUERY_NOT_IN_SAFELIST', 'PERSISTED_QUERY_NOT_FOUND'];

const cells: readonly (readonly [asked: string, params: Params, open: string, prefer: string, only: string])[] = [
  ['a published text', { query: known }, begun, begun, begun],
  ['another text', { query: free }, begun, begun, notSafe],
  ['a known id', { documentId: 'known' }, begun, begun, begun],
  ['an unknown id', { documentId: 'unknown' }, `404 ${notFound}`, `404 ${notFound}`, `404 ${notFound}`],
  ['a known hash', { extensions: hash(hashText(known)) }, begun, begun, begun],
  ['an unknown hash', { extensions: hash(hashText(free)) }, `200 ${notFound}`, `200 ${notFound}`, `200 ${notFound}`],
  ['a hash and its text', { extensions: hash(hashText(free)), query: free }, begun, begun, notSafe],
  [
    'a known id with another text',
    { documentId: 'known', query: free },
    '400 BAD_REQUEST',
    '400 BAD_REQUEST',
    '400 BAD_REQUEST',
  ],
  [
    'a hash with another text',
    { extensions: hash(hashText('{ a }')), query: free },
    '400 BAD_REQUEST',
    '400 BAD_REQUEST',
    '400 BAD_REQUEST',
  ],
];

describe.each([
  ['server-sent events', bySse, (outcome: string) => outcome],
  // A message has no status.
  ['WebSocket', byWebSocket, (outcome: string) => outcome.replace(/^\d+ /, '')],
] as const)('subscriptions by %s', (_, subscribe, expected) => {
  it.each(cells)('to %s obey the policies', async (_asked, params, ...outcomes) => {
    for (const [n, policy] of (['open', 'prefer', 'only'] as const).entries()) {
      expect(await subscribe(params, policy)).toBe(expected(outcomes[n] ?? ''));
      for (const end of opened.splice(0)) end();
      await listening(0);
    }
  });
});

describe('a subscription to a document', () => {
  it('takes variables, and by GET too', async () => {
    const search = new URLSearchParams({ doc_id: 'known', variables: '{"above": 1}' }).toString();
    const url = `${server.url}/graphql/stream?${search}`;
    const stream = await openEventStream(url, undefined, {
      method: 'GET',
      headers: { authorization: 'Bearer only' },
    });
    opened.push(() => stream.request.destroy());
    await listening(1);
    numbers.publish(7);
    await until(() => stream.results().length > 0);
    expect(stream.results()).toEqual([{ data: { number: { value: 7 } } }]);
  });

  it('of another kind than a subscription is refused as its text would be', async () => {
    await publish(database, 'query', 'query Q { hello }');
    const outcome = await fetch(`${server.url}/graphql/stream`, {
      method: 'POST',
      body: JSON.stringify({ documentId: 'query' }),
      headers: { authorization: 'Bearer only', 'content-type': 'application/json', accept: 'text/event-stream' },
    });
    expect(await outcome.text()).toContain('"code":"OPERATION_NOT_SUPPORTED"');
  });

  it('that is not published is told to the log', () => {
    const told = server.lines.filter(({ msg }) => msg === 'A document is not published.');
    expect(told.map(({ client, sha256 }) => [client, sha256])).toContainEqual(['prefer', hashText(free)]);
  });
});
