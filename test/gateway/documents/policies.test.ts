import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DocumentIndex } from '../../../src/documents/heldDocuments.js';
import { retireDocuments } from '../../../src/documents/retireDocuments.js';
import { documentPolicies } from '../../../src/words/rights.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { startTestServer, type TestServer } from '../testServer.js';
import { cells, published } from './cells.js';
import { admitTo, publish, readHeld } from './documentServer.js';

let database: TestDatabase;
let held: DocumentIndex | undefined;
let all: DocumentIndex;
const servers: TestServer[] = [];

beforeAll(async () => {
  database = await cloneDatabase();
  await publish(database, 'known', published.known);
  await publish(database, 'other', published.other, { roles: ['nobody'] });
  await publish(database, 'gone', published.gone);
  await retireDocuments(database.client, ['gone'], new Date('2026-11-30T11:00:00Z'));
  all = await readHeld(database);
});
afterAll(async () => {
  await Promise.all(servers.map((one) => one.stop()));
  await database.drop();
});

async function start(): Promise<TestServer> {
  const server = await startTestServer({ admit: admitTo(database, () => held) });
  servers.push(server);
  return server;
}

type Params = Readonly<Record<string, unknown>>;

const byPost = ({ endpoint }: TestServer, params: Params, authorization: string) =>
  fetch(endpoint, {
    method: 'POST',
    body: JSON.stringify(params),
    headers: { authorization, 'content-type': 'application/json' },
  });

const byGet = ({ endpoint }: TestServer, params: Params, authorization: string) => {
  const texts = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return fetch(`${endpoint}?${new URLSearchParams(Object.fromEntries(texts) as Record<string, string>).toString()}`, {
    headers: { authorization },
  });
};

/** What a request came to, as the table says it. */
async function outcomeOf(response: Response): Promise<string> {
  const { data, errors } = (await response.json()) as {
    data?: object;
    errors?: readonly { extensions: { code: string } }[];
  };
  if (errors !== undefined) return `${response.status} ${String(errors[0]?.extensions.code)}`;
  const isTold = response.headers.get('x-facet-document') === 'unpublished';
  return data === undefined ? 'nothing' : `answered${isTold ? ', unpublished' : ''}`;
}

describe.each([
  ['POST', 'held in memory', byPost],
  ['POST', 'in the database', byPost],
  ['GET', 'in the database', byGet],
] as const)('by %s, of documents %s', (_, where, ask) => {
  it.each(documentPolicies)('every cell of the policy "%s" is as the table has it', async (policy) => {
    held = where === 'held in memory' ? all : undefined;
    const server = await start();
    const found: [string, string][] = [];
    for (const { asked, params } of cells)
      found.push([asked, await outcomeOf(await ask(server, params, `Bearer ${policy}`))]);
    expect(found).toEqual(cells.map((cell) => [cell.asked, cell[policy]]));
  });
});

describe('a document', () => {
  it('takes variables and keeps other extensions', async () => {
    const server = await start();
    const params = { documentId: 'known', variables: { name: 'Ada' }, extensions: { other: { a: 1 } } };
    for (const ask of [byPost, byGet]) {
      const response = await ask(server, params, 'Bearer only');
      expect([response.status, await response.json()]).toEqual([200, { data: { hello: 'Hello Ada' } }]);
    }
  });

  it('is not answered to nobody, and nobody learns which there are', async () => {
    const server = await start();
    for (const params of [{ documentId: 'known' }, { documentId: 'unknown' }, { query: '{ count }' }]) {
      const response = await byPost(server, params, 'Bearer nobody');
      expect([response.status, response.headers.get('www-authenticate'), await outcomeOf(response)]).toEqual([
        401,
        'Bearer error="invalid_token"',
        '401 UNAUTHENTICATED',
      ]);
    }
  });

  it('has a tag by GET, as any question', async () => {
    const server = await start();
    const url = `${server.endpoint}?documentId=known`;
    const headers = { authorization: 'Bearer only' };
    const first = await fetch(url, { headers });
    const tag = first.headers.get('etag') ?? '';
    expect([first.status, tag]).toEqual([200, expect.stringMatching(/^W\/"/)]);
    expect((await fetch(url, { headers: { ...headers, 'if-none-match': tag } })).status).toBe(304);
  });

  it('registered by who may send any is none for who may not', async () => {
    const server = await start();
    const again = cells.find(({ asked }) => asked === 'that hash again')?.params ?? {};
    const registering = cells.find(({ asked }) => asked === 'an unknown hash with its text')?.params ?? {};
    expect(await outcomeOf(await byPost(server, registering, 'Bearer open'))).toBe('answered');
    for (const policy of ['prefer', 'only'])
      expect(await outcomeOf(await byPost(server, again, `Bearer ${policy}`))).toBe('200 PERSISTED_QUERY_NOT_FOUND');
  });

  it('that is not published is told to the log by its hash, never by its text', async () => {
    const server = await start();
    await byPost(server, { query: '{ hello(name: "secret") }' }, 'Bearer prefer');
    // printf '{ hello(name: "secret") }' | sha256sum
    const sha256 = 'dd1e4fbb5df07356c0374169241a35755a9750f2f2a1144dabfaf1cbe6c193ec';
    expect(server.lines.filter(({ msg }) => msg === 'A document is not published.')).toEqual([
      expect.objectContaining({ client: 'prefer', sha256 }),
    ]);
    expect(server.logText()).not.toContain('secret');
  });

  it('is none where a server has none, and its role holds all the same', async () => {
    const admit = admitTo(database, () => undefined);
    const server = await startTestServer({
      admit: async (facts) => ({ ...(await admit(facts)), documents: undefined }),
    });
    servers.push(server);
    expect(await outcomeOf(await byPost(server, { query: published.known }, 'Bearer only'))).toBe(
      '403 QUERY_NOT_IN_SAFELIST',
    );
    expect(await outcomeOf(await byPost(server, { query: published.known }, 'Bearer prefer'))).toBe(
      'answered, unpublished',
    );
    expect(await outcomeOf(await byPost(server, { documentId: 'known' }, 'Bearer open'))).toBe(
      '404 PERSISTED_QUERY_NOT_FOUND',
    );
  });

  it('cannot be asked for while the database is away, unless it is held', async () => {
    held = all;
    const away = { client: (() => Promise.reject(new Error('secret'))) as never };
    const server = await startTestServer({ admit: admitTo(away, () => held) });
    servers.push(server);
    expect(await outcomeOf(await byPost(server, { documentId: 'known' }, 'Bearer only'))).toBe('answered');
    const response = await byPost(server, { documentId: 'unknown' }, 'Bearer only');
    expect([response.status, await response.text()]).toEqual([500, expect.not.stringContaining('secret')]);
  });
});
