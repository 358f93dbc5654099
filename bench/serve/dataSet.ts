import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createKey } from '../../src/access/keys/keys.js';
import { openClient, type Sql } from '../../src/db/client.js';
import { openEmbedded, type EmbeddedDatabase } from '../../src/db/embedded/index.js';
import { migrate } from '../../src/db/migrate.js';
import { applyRowRights } from '../../src/db/rowRights/applyRowRights.js';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import { fillBench } from './fill.js';

/** The PostgreSQL that all contestants ask, with the data set in it. */
export interface DataSet {
  readonly target: EmbeddedDatabase['target'];
  /** A connection of the bench itself. */
  readonly client: Sql;
  /** The API key that Facet is asked with. */
  readonly key: string;
  /** Another, of a viewer who sees one application, which is that of all customers. */
  readonly restrictedKey: string;
  /** The process of PostgreSQL that is the parent of all others. */
  readonly postmaster: number;
  close(): Promise<void>;
}

const database = 'bench';

/** Data sets made by other migrations or by another filling are others. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const drizzle = join(packageRoot, 'drizzle');
  for (const file of readdirSync(drizzle)
    .filter((name) => name.endsWith('.sql'))
    .sort())
    hash.update(readFileSync(join(drizzle, file)));
  for (const file of ['attributes.ts', 'dataSet.ts', 'fill.ts', 'volume.ts'])
    hash.update(readFileSync(join(packageRoot, 'bench', 'serve', file)));
  return hash.digest('hex').slice(0, 12);
}

const cacheFolder = (): string =>
  process.env['FACET_BENCH_CACHE'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'facet-bench');

/** Makes the data set in a folder, and stops its PostgreSQL. */
async function make(dataDir: string): Promise<void> {
  const embedded = await openEmbedded({ dataDir, log: () => {} });
  try {
    const admin = openClient(embedded.target, { max: 1 });
    await admin.unsafe(`create database ${database}`);
    // Takes effect with the next start.
    await admin.unsafe(`alter system set shared_preload_libraries = 'pg_stat_statements'`);
    await admin.end();
    const target = { ...embedded.target, database };
    await migrate(target);
    const client = openClient(target, { max: 1, maxLifetime: null });
    const began = performance.now();
    await fillBench(client, (step) =>
      console.error(`data set: ${step} (${((performance.now() - began) / 1000).toFixed(0)} s)`),
    );
    await client`create extension pg_stat_statements`;
    await writeFile(join(dataDir, 'key'), await createKey(client, 'bench', new Date()), { mode: 0o600 });
    const restricted = await createKey(client, 'restricted', new Date(), { apps: ['default'] });
    await writeFile(join(dataDir, 'restricted-key'), restricted, { mode: 0o600 });
    await applyRowRights(client);
    await client.end();
  } finally {
    await embedded.close();
  }
}

/** Opens the data set, which is made where it is missing (about two minutes) and then kept; `fresh` makes it anew. */
export async function openDataSet({ fresh = false }: { readonly fresh?: boolean } = {}): Promise<DataSet> {
  const folder = join(cacheFolder(), `serve-${fingerprint()}`);
  if (fresh) await rm(folder, { recursive: true, force: true });
  if (!existsSync(folder)) {
    const making = `${folder}-${process.pid}`;
    await mkdir(making, { recursive: true });
    try {
      await make(making);
      await rename(making, folder);
    } finally {
      await rm(making, { recursive: true, force: true });
    }
  }
  const embedded = await openEmbedded({ dataDir: folder, log: () => {} });
  const target = { ...embedded.target, database };
  const client = openClient(target, { max: 1, maxLifetime: null, applicationName: 'bench' });
  // A run that was ended may have left it counting.
  await client.unsafe("alter system set pg_stat_statements.track = 'none'");
  await client`select pg_reload_conf()`;
  const [postmaster = ''] = readFileSync(join(folder, 'pgdata', 'postmaster.pid'), 'utf8').split('\n');
  return {
    target,
    client,
    key: readFileSync(join(folder, 'key'), 'utf8'),
    restrictedKey: readFileSync(join(folder, 'restricted-key'), 'utf8'),
    postmaster: Number(postmaster),
    async close() {
      await client.end({ timeout: 5 });
      await embedded.close();
    },
  };
}
