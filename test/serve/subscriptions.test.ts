import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { pino } from 'pino';
import { WebSocket } from 'ws';
import { createKey, revokeKey } from '../../src/access/keys/keys.js';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import { readConfig, type Config } from '../../src/config.js';
import { finishLoad, startLoad } from '../../src/db/job.js';
import { runSnapshot } from '../../src/enrichment/runSnapshot.js';
import { serve, type Serving } from '../../src/serve.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { testJob } from '../support/job.js';
import { addCustomers } from '../support/sample.js';
import { until } from '../gateway/testServer.js';

let database: TestDatabase;
/** One that is told by notices, and one that looks by itself. */
let notified: Serving;
let polling: Serving;
let key: string;

const job = () => testJob(database, '2026-03-31T09:00:00Z');

beforeAll(async () => {
  database = await cloneDatabase();
  await addCustomers(database, [{ id: 'A', birthdate: '1990-03-01' }]);
  await runSnapshot(job(), { from: '2026-03-30', to: '2026-03-30' });
  await database.client`
    insert into facet.segments (segment_id, name, version, app, created_by, created_at, updated_by, updated_at)
    select id, id, 1, 'default', 'test', now(), 'test', now() from unnest(array['S', 'T']) as id`;
  key = await createKey(database.client, 'reader', new Date());
  const config = readConfig({});
  const start = (more: Partial<Config>) =>
    serve({ ...config, port: 0, ...more }, database.target, pino({ level: 'silent' }));
  // With a database URL every request shows a key.
  notified = await start({ databaseUrl: 'postgres://elsewhere' });
  polling = await start({
    database: { ...config.database, listen: false },
    catalogue: { ...config.catalogue, pollSeconds: 0.2 },
  });
});
afterAll(async () => {
  await Promise.all([notified?.stop(), polling?.stop()]);
  await database?.drop();
});

/** What a subscription has been told so far, by one of both ways. */
interface Told {
  readonly results: unknown[];
  ended: 'complete' | { readonly error: unknown } | undefined;
  end(): void;
}

const ways = {
  sse: (url: string, headers: Record<string, string>) =>
    createSseClient({ url: `${url}/graphql/stream`, headers, retryAttempts: 0 }),
  webSocket: (url: string, headers: Record<string, string>) =>
    createWsClient({
      url: `${url.replace('http', 'ws')}/graphql/stream`,
      webSocketImpl: WebSocket,
      connectionParams: headers,
      retryAttempts: 0,
      lazyCloseTimeout: 0,
    }),
} as const;

type Way = keyof typeof ways;

function subscribe(way: Way, { url }: Serving, query: string, headers: Record<string, string> = {}): Told {
  const client = ways[way](url, headers);
  const told: Told = { results: [], ended: undefined, end: () => {} };
  const end = client.subscribe(
    { query },
    {
      next: (result) => void told.results.push(JSON.parse(JSON.stringify(result))),
      error: (error) => (told.ended = { error }),
      complete: () => (told.ended = 'complete'),
    },
  );
  told.end = () => {
    end();
    void client.dispose();
  };
  return told;
}

/** Long enough for a subscription to have begun. */
const begun = () => new Promise((resolve) => setTimeout(resolve, 400));

/** What the attribute was called, one name after another. */
const names = ['AGE'];

const authorized = () => ({ authorization: `Bearer ${key}` });

const servers = [
  ['sse', 'by notices', () => notified],
  ['webSocket', 'by notices', () => notified],
  ['sse', 'by looking', () => polling],
  ['webSocket', 'by looking', () => polling],
] as const;

describe.each(servers)('a subscription by %s to a server that knows %s', (way, _, server) => {
  it('is told of runs that end well, of the kinds that it names', async () => {
    const loads = subscribe(
      way,
      server(),
      'subscription { dataLoaded { kind loadId newestCompleteDay } }',
      authorized(),
    );
    const imports = subscribe(way, server(), 'subscription { dataLoaded(kinds: ["import"]) { kind } }', authorized());
    await begun();
    const failed = await startLoad(job(), 'enrich', {});
    await finishLoad(job(), failed, { error: 'no' });
    const running = await startLoad(job(), 'snapshot', {});
    const enriched = await startLoad(job(), 'enrich', {});
    await finishLoad(job(), enriched);
    const imported = await startLoad(job(), 'import', {});
    await finishLoad(job(), imported, { rows: 3 });
    await until(() => loads.results.length >= 2 && imports.results.length >= 1);
    expect(loads.results).toEqual([
      { data: { dataLoaded: { kind: 'enrich', loadId: enriched, newestCompleteDay: '2026-03-30' } } },
      { data: { dataLoaded: { kind: 'import', loadId: imported, newestCompleteDay: '2026-03-30' } } },
    ]);
    expect(imports.results).toEqual([{ data: { dataLoaded: { kind: 'import' } } }]);
    await finishLoad(job(), running);
    await until(() => loads.results.length === 3);
    loads.end();
    imports.end();
  });

  it('is told of changes of the catalogue, with the names that came and went', async () => {
    const told = subscribe(way, server(), 'subscription { catalogueChanged { added removed } }', authorized());
    await begun();
    const from = names.at(-1) ?? '';
    const to = `AGE_${names.length}`;
    names.push(to);
    await changeCatalogue(database.client, () => [{ kind: 'rename', from, to }], { today: '2026-03-31' });
    await until(() => told.results.length === 1);
    // The former name still answers.
    expect(told.results).toEqual([{ data: { catalogueChanged: { added: [to], removed: [] } } }]);
    told.end();
  });

  it('is told of changes of its segment, and of no other', async () => {
    const query = `subscription { segmentChanged(id: "S") { segmentId parts name status version day size entered left } }`;
    const told = subscribe(way, server(), query, authorized());
    await begun();
    const { client } = database;
    await client`update facet.segments set name = 'Other', version = 2 where segment_id = 'T'`;
    await client`update facet.segments set name = 'Named', version = 2 where segment_id = 'S'`;
    await until(() => told.results.length === 1);
    await client`insert into facet.segment_days values ('S', '2026-03-30', 2, 7, 3, 1, 1)`;
    await until(() => told.results.length === 2);
    await client`update facet.segments set status = 'ARCHIVED' where segment_id = 'S'`;
    await until(() => told.results.length === 3);
    const [defined, members, archived] = told.results.map(
      (one) => (one as { data: { segmentChanged: object } }).data.segmentChanged,
    );
    const none = { day: null, size: null, entered: null, left: null };
    const named = { segmentId: 'S', name: 'Named', status: 'ACTIVE', version: 2 };
    expect(defined).toEqual({ ...named, ...none, parts: ['DEFINITION'] });
    const day = { day: '2026-03-30', size: 7, entered: 3, left: 1 };
    expect(members).toEqual({ ...named, ...day, parts: ['MEMBERS'] });
    expect(archived).toEqual({ ...named, ...day, status: 'ARCHIVED', parts: ['STATUS'] });
    told.end();
    await client`delete from facet.segment_days`;
    await client`update facet.segments set status = 'ACTIVE', version = 1, name = segment_id`;
  });

  it.each([
    ['subscription { segmentChanged(id: "None") { name } }', 'UNKNOWN_SEGMENT', 'There is no segment "None"'],
    ['subscription { segmentChanged(id: "") { name } }', 'UNKNOWN_SEGMENT', 'There is no segment ""'],
    ['subscription { segmentChanged(id: "\\u0000") { name } }', 'BAD_USER_INPUT', '"id" holds a NUL'],
  ])('is refused: %s', async (query, code, message) => {
    const told = subscribe(way, server(), query, authorized());
    await until(() => told.ended !== undefined);
    expect(told.results).toMatchObject([
      { errors: [{ message: expect.stringContaining(message), extensions: { code } }] },
    ]);
    expect(told.ended).toBe('complete');
  });
});

describe.each(['sse', 'webSocket'] as const)('keys of a subscription by %s', (way) => {
  it('are needed', async () => {
    for (const headers of [{}, { authorization: 'Bearer nothing' }]) {
      const told = subscribe(way, notified, 'subscription { catalogueChanged { version } }', headers);
      await until(() => told.ended !== undefined);
      expect(told.results).toEqual([]);
      expect(told.ended).not.toBe('complete');
    }
  });

  it('end it when they are revoked, and no other', async () => {
    const name = `short ${way}`;
    const secret = await createKey(database.client, name, new Date());
    const query = 'subscription { catalogueChanged { version } }';
    const short = subscribe(way, notified, query, { authorization: `Bearer ${secret}` });
    const other = subscribe(way, notified, query, authorized());
    await begun();
    await revokeKey(database.client, name, new Date());
    await until(() => short.ended !== undefined);
    expect(short.results).toMatchObject([{ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }]);
    expect(other.ended).toBeUndefined();
    other.end();
  });
});
