import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { forward } from '../../src/bi/forward.js';
import { openClient, type Sql } from '../../src/db/client.js';
import { openEmbedded, type EmbeddedDatabase } from '../../src/db/embedded/index.js';
import { fillDemo } from '../../src/demo/fillDemo.js';
import { migrateWithViews } from '../../src/bi/migrateWithViews.js';
import { contents, forms } from '../backup/contents.js';
import { testJob } from '../support/job.js';
import { runFacet } from '../support/facet.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';

const run = promisify(execFile);
const versions = '/usr/lib/postgresql';

/** A PostgreSQL with its tools, as Debian installs it. */
async function installed(): Promise<string | undefined> {
  const found = await readdir(versions).catch(() => []);
  const newest = found
    .filter((name) => Number(name) >= 15)
    .toSorted((a, b) => Number(a) - Number(b))
    .at(-1);
  return newest === undefined ? undefined : join(versions, newest);
}

const nativeDir = await installed();
if (nativeDir === undefined)
  process.stdout.write(`The suite "plain dumps" did not run: there is no PostgreSQL in ${versions}.\n`);

let folder: string;
let server: EmbeddedDatabase;
let door: { readonly port: number; close(): void };
const clients: Sql[] = [];

const urlOf = (database: string): string =>
  `postgresql://${server.target.user}:${server.target.password}@127.0.0.1:${door.port}/${database}`;
const clientOf = (database: string): Sql => {
  const client = openClient({ ...server.target, database }, { max: 4 });
  clients.push(client);
  return client;
};

(nativeDir === undefined ? describe.skip : describe)('a dump by pg_dump', () => {
  beforeAll(async () => {
    folder = await makeTestFolder('dumps');
    server = await openEmbedded({ dataDir: folder, throwaway: true, nativeDir: nativeDir ?? '' });
    const listener = await forward(`${server.target.socketDir}/.s.PGSQL.5432`, 0);
    const address = listener.address();
    door = {
      port: typeof address === 'object' && address !== null ? address.port : 0,
      close: () => void listener.close(),
    };
    const admin = clientOf(server.target.database);
    await admin`create database facet_source`;
    await admin`create database facet_restored`;
    const client = clientOf('facet_source');
    await migrateWithViews(client, { ...server.target, database: 'facet_source' }, new Map());
    await fillDemo(testJob({ client }, '2026-03-31T09:00:00Z'), {
      seed: 7,
      customers: 40,
      days: 3,
      lastDay: '2026-03-31',
    });
  }, 120_000);
  afterAll(async () => {
    door?.close();
    for (const client of clients) await client.end({ timeout: 5 });
    await server?.close();
    await removeTestFolder(folder);
  });

  it('is restored by pg_restore, and facet migrate finds all that there was', async () => {
    const dump = join(folder, 'facet.dump');
    await run(join(nativeDir ?? '', 'bin/pg_dump'), [
      '--format=custom',
      '--no-owner',
      `--file=${dump}`,
      urlOf('facet_source'),
    ]);
    await run(join(nativeDir ?? '', 'bin/pg_restore'), [
      '--no-owner',
      '--exit-on-error',
      `--dbname=${urlOf('facet_restored')}`,
      dump,
    ]);
    const migrated = await runFacet(['migrate'], { DATABASE_URL: urlOf('facet_restored') });
    expect([migrated.code, migrated.stderr]).toEqual([0, 'The schema is current.\n']);
    const [source, restored] = [clientOf('facet_source'), clientOf('facet_restored')];
    expect(await contents(restored)).toEqual(await contents(source));
    expect(await forms(restored)).toEqual(await forms(source));
  }, 120_000);
});
