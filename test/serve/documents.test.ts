import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createKey } from '../../src/access/keys/keys.js';
import { readConfig } from '../../src/config.js';
import { retireDocuments } from '../../src/documents/retireDocuments.js';
import { serve, type Serving } from '../../src/serve.js';
import { publish } from '../gateway/documents/documentServer.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openUrl } from '../support/openUrl.js';
import { addCustomers } from '../support/sample.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';

const hasCurl = spawnSync('curl', ['--version']).status === 0;
const body = 'query Days { fieldAliases { name } }';
let database: TestDatabase;
let door: Awaited<ReturnType<typeof openUrl>>;
let key: string;
/** Two that are told of changes, and one that is behind a pooler. */
const servers: Serving[] = [];

beforeAll(async () => {
  database = await cloneDatabase();
  door = await openUrl(database);
  key = await createKey(database.client, 'tests', new Date('2026-11-30T10:00:00Z'));
  const config = { ...readConfig({ DATABASE_URL: door.url }), port: 0 };
  const pooled = { ...config, database: { ...config.database, listen: false, prepare: false } };
  for (const one of [config, config, pooled])
    servers.push(await serve(one, database.target, pino({ level: 'silent' })));
});
afterAll(async () => {
  await Promise.all(servers.map((one) => one.stop()));
  door.close();
  await database.drop();
});

const statusOf = async ({ url }: Serving, id: string): Promise<number> => {
  const headers = { authorization: `Bearer ${key}` };
  const response = await fetch(`${url}/graphql?documentId=${id}`, { headers });
  await response.text();
  return response.status;
};
const statuses = (id: string): Promise<number[]> => Promise.all(servers.map((one) => statusOf(one, id)));

/** The statuses that all servers have come to a second later, however they were asked meanwhile. */
async function aSecondLater(id: string): Promise<number[]> {
  const end = performance.now() + 900;
  while (performance.now() < end) {
    await statuses(id);
    await delay(50);
  }
  return statuses(id);
}

describe('documents of several servers', () => {
  it('are answered by all within a second of being published, and by none within a second of being retired', async () => {
    expect(await statuses('days')).toEqual([404, 404, 404]);
    await publish(database, 'days', body);
    expect(await aSecondLater('days')).toEqual([200, 200, 200]);
    // By now they are held in memory, where changes are told.
    await delay(1500);
    expect(await aSecondLater('days')).toEqual([200, 200, 200]);
    await retireDocuments(database.client, ['days'], new Date('2026-11-30T12:00:00Z'));
    expect(await aSecondLater('days')).toEqual([404, 404, 404]);
    await publish(database, 'days', body);
    expect(await aSecondLater('days')).toEqual([200, 200, 200]);
  });

  it('are followed when somebody changes the table by hand', async () => {
    await publish(database, 'hand', body);
    expect(await aSecondLater('hand')).toEqual([200, 200, 200]);
    await database.client`delete from facet.documents where id = 'hand'`;
    expect(await aSecondLater('hand')).toEqual([404, 404, 404]);
  });
});

describe('a page of customers by its name', () => {
  it('is a table, with the next page in a header, for who shows a key', async () => {
    await addCustomers(database, [
      { id: 'A', givenName: '=1+1', city: 'Ulm' },
      { id: 'B', givenName: 'Bo' },
      { id: 'C', givenName: 'Cy' },
    ]);
    await publish(
      database,
      'page',
      `query Page($first: Int, $after: String) {
        customers(first: $first, after: $after) { edges { node { id givenName account { id } } } pageInfo { hasNextPage endCursor } }
      }`,
    );
    const [{ url } = { url: '' }] = servers;
    expect((await fetch(`${url}/documents/Page.csv`)).status).toBe(401);
    const headers = { authorization: `Bearer ${key}` };
    const first = await fetch(`${url}/documents/Page.csv?first=2`, { headers });
    expect([first.status, await first.text()]).toEqual([200, "id,givenName,account.id\r\nA,'=1+1,\r\nB,Bo,\r\n"]);
    const [, next = ''] = /^<(.*)>; rel="next"$/.exec(first.headers.get('link') ?? '') ?? [];
    const last = await fetch(new URL(next, first.url), { headers });
    expect([await last.text(), last.headers.get('link')]).toEqual(['id,givenName,account.id\r\nC,Cy,\r\n', null]);
    // The limits of pages hold here too.
    const tooLarge = await fetch(`${url}/documents/Page.csv?first=1001`, { headers });
    expect([tooLarge.status, await tooLarge.text()]).toEqual([400, expect.stringContaining('1000')]);
  });
});

describe('docs/trusted-documents.md', () => {
  it('has a query that is answered as it says', async () => {
    const document = readFileSync(new URL('../../docs/trusted-documents.md', import.meta.url), 'utf8');
    const [, query = ''] = /```graphql\n(query Buyers[^`]*)```/.exec(document) ?? [];
    await publish(database, 'buyers', query);
    const [{ url } = { url: '' }] = servers;
    const response = await fetch(`${url}/documents/Buyers.csv?city=Ulm&first=1000`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect([response.status, await response.text()]).toEqual([200, "id,fullName,account.id\r\nA,'=1+1,\r\n"]);
  });

  (hasCurl ? it : it.skip)('has a line of shell that reads all pages', async () => {
    const document = readFileSync(new URL('../../docs/trusted-documents.md', import.meta.url), 'utf8');
    const [, script = ''] = /### All pages by curl\n\n```sh\n([^`]*)```/.exec(document) ?? [];
    const [{ url } = { url: '' }] = servers;
    const here = script.replace(/url='[^']*'/, `url='${url}/documents/Page.csv?first=2'`);
    const folder = await makeTestFolder();
    const { stdout } = await promisify(execFile)('sh', ['-c', here], {
      cwd: folder,
      env: { ...process.env, KEY: key },
    });
    await removeTestFolder(folder);
    const heading = 'id,givenName,account.id\r\n';
    expect(stdout).toBe(`${heading}A,'=1+1,\r\nB,Bo,\r\n${heading}C,Cy,\r\n`);
  });
});
