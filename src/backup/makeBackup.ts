import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Sql } from '../db/client.js';
import type { Job } from '../db/job.js';
import { appliedMigration, schemaState } from '../db/migrate.js';
import { transact } from '../db/transact.js';
import { UserError } from '../lib/errors/UserError.js';
import { personalTables } from '../forgetting/personalTables.js';
import { packageVersion } from '../lib/process/packageRoot.js';
import type { ArchiveWriter } from './format/ArchiveWriter.js';
import { countLines } from './format/inspectBackup.js';
import { backupFormat, type BackedTable, type BackupEnd, type BackupManifest } from './format/BackupManifest.js';
import { copyOut } from './tables/copyRows.js';
import { describeTables, readSequences } from './tables/describeTables.js';
import { unhurried } from './unhurried.js';

const pack = promisify(gzip);

/** Bytes of rows that are packed at a time, about. */
const pieceSize = 4 * 1024 * 1024;

/** Pieces that are packed at the same time as the next are read. */
const packedAhead = 2;

const ownTables: ReadonlySet<string> = new Set(Object.keys(personalTables));

/** What the list of forgotten persons is made of. */
const forgottenTables: ReadonlySet<string> = new Set(['forgotten', 'forgotten_hashes']);

/** What is to be backed up. */
export interface BackupOptions {
  /** Only the list of forgotten persons. */
  readonly forgottenOnly?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

interface WrittenBackup {
  readonly manifest: BackupManifest;
  readonly tables: BackupEnd['tables'];
  readonly sha256: string;
}

async function readManifest(client: Sql, job: Job, forgottenOnly: boolean): Promise<BackupManifest> {
  const { tables, others } = await describeTables(client, ownTables);
  for (const name of others) job.progress.say(`facet.${name} is no table of Facet's, so it is not in the backup.`);
  const [facts] = await client<{ database: string; postgres: string; key: string; at: string }[]>`
    select current_database() as database, current_setting('server_version') as postgres, transaction_timestamp() as at,
      (select encode(sha256(inner_block || outer_block), 'hex') from facet.person_key) as key`;
  const indexes = await client<{ name: string }[]>`
    select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = 'facet.customer_profiles'::regclass and i.indisvalid and c.relname ~ '_by_' order by 1`;
  return {
    format: backupFormat,
    kind: forgottenOnly ? 'forgotten' : 'backup',
    program: packageVersion,
    schema: await appliedMigration(client),
    madeAt: new Date(facts?.at ?? '').toISOString(),
    database: facts?.database ?? '',
    postgres: facts?.postgres ?? '',
    personKey: facts?.key ?? '',
    tables: tables.filter(({ name }) => !forgottenOnly || forgottenTables.has(name)),
    sequences: forgottenOnly ? [] : [...(await readSequences(client))],
    indexes: forgottenOnly ? [] : indexes.map(({ name }) => name),
  };
}

async function* inPieces(rows: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const bytes of rows) {
    waiting.push(bytes);
    length += bytes.length;
    // Only whole rows: each comes in a message of its own.
    if (length < pieceSize || bytes.at(-1) !== 10) continue;
    yield Buffer.concat(waiting);
    [waiting, length] = [[], 0];
  }
  if (length > 0) yield Buffer.concat(waiting);
}

async function writeTable(
  transaction: Sql,
  table: BackedTable,
  archive: ArchiveWriter,
  onRows: (rows: number) => void,
): Promise<BackupEnd['tables'][string]> {
  const packing: Promise<Buffer>[] = [];
  let [rows, bytes, number] = [0, 0, 0];
  const writeFirst = async (): Promise<void> => {
    const piece = await packing.shift();
    if (piece === undefined) return;
    number += 1;
    await archive.add(`tables/${table.name}/${String(number).padStart(6, '0')}.copy.gz`, piece);
  };
  for await (const piece of inPieces(copyOut(transaction, table))) {
    const packed = pack(piece, { level: 4 });
    packed.catch(() => {});
    packing.push(packed);
    rows += countLines(piece);
    bytes += piece.length;
    onRows(rows);
    if (packing.length > packedAhead) await writeFirst();
  }
  while (packing.length > 0) await writeFirst();
  return { rows, bytes };
}

const settings = `
  set local row_security = off; set local lock_timeout = 0; set local timezone = 'UTC';
  set local datestyle = 'ISO'; set local intervalstyle = 'postgres'; set local extra_float_digits = 3`;

/** Locks tables against being dropped or changed in form, before the first look at rows, as pg_dump does. */
async function lockTables(transaction: Sql, tables: readonly BackedTable[], timeouts: string): Promise<void> {
  // A policy that left rows out would leave them out of the backup: by the settings it fails instead.
  await transaction.unsafe(`${settings}; ${timeouts}`);
  if (tables.length === 0) return;
  await transaction.unsafe(`lock table ${tables.map(({ name }) => `facet."${name}"`).join(', ')} in access share mode`);
}

/** Does something in a transaction that sees one instant. */
const atOneInstant = <T>(client: Sql, work: (transaction: Sql) => Promise<T>): Promise<T> =>
  transact(client, work, 'isolation level repeatable read read only');

const isMade = ({ made }: BackedTable): boolean => made !== undefined;

/**
 * Writes all rows of Facet's tables as they were at one instant into an archive, while others read and write on. Nothing is changed. The
 * schema must be current; the job's client needs two connections.
 */
export async function makeBackup(
  job: Job,
  archive: ArchiveWriter,
  { forgottenOnly = false, signal }: BackupOptions = {},
): Promise<WrittenBackup> {
  // This program may work on it, but does not know all of its tables.
  if ((await schemaState(job.client)).state === 'ahead')
    throw new UserError('A newer Facet has migrated this database: back it up with that one.', 'SCHEMA_NEWER');
  const { tables: known } = await describeTables(job.client, ownTables);
  // The outer transaction is idle while the inner one writes, and both while the disk does.
  const timeouts = await unhurried(job.client);
  const counts: Record<string, BackupEnd['tables'][string]> = {};
  const write = async (transaction: Sql, tables: readonly BackedTable[]): Promise<void> => {
    for (const table of tables) {
      signal?.throwIfAborted();
      counts[table.name] = await writeTable(transaction, table, archive, (rows) =>
        job.progress.update(`backing up ${table.name}: ${rows} rows`),
      );
    }
  };
  return atOneInstant(job.client, async (transaction) => {
    const manifest = await atOneInstant(job.client, async (brief) => {
      await lockTables(brief, known.filter(isMade), timeouts);
      await lockTables(
        transaction,
        known.filter((table) => !isMade(table)),
        timeouts,
      );
      const [exported] = await transaction<{ name: string }[]>`select pg_export_snapshot() as name`;
      await brief.unsafe(`set transaction snapshot '${exported?.name}'`);
      const read = await readManifest(brief, job, forgottenOnly);
      await archive.addJson('manifest.json', read);
      // Tables that runs replace by new ones are not held for as long as the others take.
      await write(brief, read.tables.filter(isMade));
      return read;
    });
    await write(
      transaction,
      manifest.tables.filter((table) => !isMade(table)),
    );
    return { manifest, tables: counts, sha256: await archive.end(counts) };
  });
}
