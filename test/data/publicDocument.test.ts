import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openClient, type Sql } from '../../src/db/client.js';
import { openEmbedded, type EmbeddedDatabase } from '../../src/db/embedded/index.js';
import { forward } from '../../src/bi/forward.js';
import { askDocument, rowsOf } from '../bi/documentGraph.js';
import { documentStatements } from '../bi/documentStatements.js';
import { otherPostgres } from '../support/cluster.js';
import { runFacet, startFacet, waitForLine } from '../support/facet.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';

/** A PostgreSQL of its own that Facet knows by its URL alone: the bundled one, or that of FACET_TEST_POSTGRES. */
let folder: string;
let server: EmbeddedDatabase;
let url: string;
const aborter = new AbortController();

beforeAll(async () => {
  folder = await makeTestFolder('document-');
  server = await openEmbedded({ dataDir: folder, throwaway: true, ...otherPostgres() });
  const { target } = server;
  const door = await forward(`${target.socketDir}/.s.PGSQL.5432`, 0, aborter.signal);
  const address = door.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  url = `postgresql://${target.user}:${target.password}@127.0.0.1:${port}/${target.database}`;
}, 120_000);
afterAll(async () => {
  aborter.abort();
  await server.close();
  await removeTestFolder(folder);
});

const facet = async (...args: string[]): Promise<string> => {
  const { code, stdout, stderr } = await runFacet(args, { DATABASE_URL: url });
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  return stdout.trim();
};

async function askServer(key: string): Promise<Readonly<Record<string, unknown>>> {
  const serving = startFacet(['serve'], { DATABASE_URL: url, PORT: '0' });
  try {
    const [, endpoint = ''] = await waitForLine(serving, 'stdout', /Facet answers at (\S+\/graphql)/);
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ query: askDocument, variables: { id: '1111113001034507' } }),
    });
    const { data, errors } = (await response.json()) as { data: Readonly<Record<string, unknown>>; errors?: unknown };
    expect(errors).toBeUndefined();
    return data;
  } finally {
    serving.kill('SIGTERM');
    await new Promise((resolve) => serving.once('close', resolve));
  }
}

type Row = Readonly<Record<string, unknown>>;

const byText = (one: object, other: object): number => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);

/** The first thousand rows: two of the statements ask for everything there is. */
async function firstRows(bi: Sql, statement: string): Promise<Row[]> {
  for await (const rows of bi.unsafe(statement).cursor(1000)) return [...rows];
  return [];
}

/** Rows with only the columns of another list, in a set order: several campaigns of one day have none. */
const like = (rows: readonly Row[] | undefined, [first = {}]: readonly Row[]): Row[] =>
  (rows ?? [])
    .map((row) => Object.fromEntries(Object.keys(first).map((name): [string, unknown] => [name, row[name]])))
    .toSorted(byText);

it('runs every statement of the public document on the demo of a database given by its URL', async () => {
  await facet('migrate');
  await facet('demo');
  const bi = openClient({ kind: 'url', url: await facet('bi') }, { max: 1 });
  const rows: Row[][] = [];
  for (const statement of documentStatements) rows.push(await firstRows(bi, statement));
  const [settings] = await bi<{ user: string; version: string }[]>`
    select current_user as user, current_setting('server_version') as version`;
  await bi.end({ timeout: 5 });
  process.stdout.write(`PostgreSQL ${settings?.version}: ${rows.map(({ length }) => length).join(', ')} rows\n`);
  expect(settings?.user).toBe('facet_bi_facet');
  for (const found of rows) expect(found.length).toBeGreaterThan(0);
  const { days, kpis, sent } = rowsOf(await askServer(await facet('keys', 'create', 'document', '--role', 'full')));
  expect(days.length).toBeGreaterThan(5);
  expect(like(rows[6], days)).toEqual(like(days, days));
  expect(like(rows[7], kpis)).toEqual(like(kpis, kpis));
  expect(like(rows[8], sent)).toEqual(like(sent, sent));
}, 300_000);
