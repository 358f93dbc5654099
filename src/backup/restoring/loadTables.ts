import type { Sql } from '../../db/client.js';
import { copyIn } from '../../ingest/import/staging/copyIn.js';
import { UserError } from '../../lib/errors/UserError.js';
import { readPieces, type InspectedBackup } from '../format/inspectBackup.js';
import type { BackedTable } from '../format/BackupManifest.js';
import { copyTarget } from '../tables/copyRows.js';

/** Classes of PostgreSQL's codes for values that cannot be: bad data, and constraints that do not hold. */
const badRows = /^(22|23)/;

/** The tables of a backup, those before others whose rows name theirs. */
async function parentsFirst(transaction: Sql, tables: readonly BackedTable[]): Promise<readonly BackedTable[]> {
  const keys = await transaction<{ child: string; parent: string }[]>`
    select c.relname as child, p.relname as parent from pg_constraint k
    join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
    where k.contype = 'f' and c.relnamespace = 'facet'::regnamespace and c.oid <> p.oid`;
  const ordered: BackedTable[] = [];
  for (let left = [...tables]; left.length > 0;) {
    const names = new Set(left.map(({ name }) => name));
    const waiting = new Set(keys.filter(({ parent }) => names.has(parent)).map(({ child }) => child));
    const ready = left.filter(({ name }) => !waiting.has(name));
    // Tables in a circle would never be ready: their constraints say what is wrong.
    ordered.push(...(ready.length > 0 ? ready : left));
    left = ready.length > 0 ? left.filter(({ name }) => waiting.has(name)) : [];
  }
  return ordered;
}

/**
 * Loads the rows of a backup into empty tables. Triggers of Facet's are off meanwhile: what they do was done when the rows were first
 * written. Throws a `UserError` (`BACKUP_UNREADABLE`) for rows that the tables do not take.
 */
export async function loadTables(
  transaction: Sql,
  backup: InspectedBackup,
  onTable: (table: string) => void,
): Promise<void> {
  for (const table of await parentsFirst(transaction, backup.manifest.tables)) {
    onTable(table.name);
    const place = `facet."${table.name}"`;
    await transaction.unsafe(`alter table ${place} disable trigger user`);
    // What migrations have put there is in the backup too.
    await transaction.unsafe(`delete from ${place}`);
    try {
      await copyIn(transaction, `copy ${copyTarget(table)} from stdin`, readPieces(backup, table.name));
    } catch (error) {
      const { code = '', message } = error as { code?: string; message?: string };
      if (!badRows.test(code)) throw error;
      throw new UserError(
        `${backup.file} cannot be restored: rows of "${table.name}" do not fit (${message}); nothing was changed.`,
        'BACKUP_UNREADABLE',
      );
    }
    await transaction.unsafe(`alter table ${place} enable trigger user`);
  }
}

/** Beyond what may have been given out since the backup: what caches hold under a number of a load never comes again. */
const leap = 1_000_000n;

/** Lets the numbers of columns go on behind those of the backup, and behind those that are known from the replaced database. */
export async function setSequences(
  transaction: Sql,
  { manifest }: InspectedBackup,
  replaced: ReadonlyMap<string, string>,
): Promise<void> {
  for (const { table, column, last } of manifest.sequences) {
    const [known, before] = [BigInt(last), BigInt(replaced.get(`${table}.${column}`) ?? '0')];
    const next = (known > before ? known : before) + (table === 'loads' ? leap : 0n);
    if (next === 0n) continue;
    await transaction`
      select setval(pg_get_serial_sequence('facet.' || quote_ident(${table}), ${column}), ${String(next)}::bigint)`;
  }
}
