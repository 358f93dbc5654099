import type { Sql } from '../../db/client.js';
import { copyIn } from '../../ingest/import/staging/copyIn.js';
import type { Job } from '../../db/job.js';
import { idPrefix } from '../../audit/insertEntries.js';
import { recordOf } from '../../forgetting/treatments.js';
import { forgetPerson } from '../../forgetting/forgetPerson.js';
import { readPieces, type InspectedBackup } from '../format/inspectBackup.js';
import { copyTarget } from '../tables/copyRows.js';

const [receipts, hashes] = ['kept_forgotten', 'kept_forgotten_hashes'];

/** Makes the tables of the transaction that lists of forgotten persons are gathered in. */
export async function openForgotten(transaction: Sql): Promise<void> {
  await transaction.unsafe(`
    create temporary table ${receipts} (forgotten_id uuid, person uuid, at timestamptz, by text, done jsonb) on commit drop;
    create temporary table ${hashes} (hash uuid, kind text, forgotten_id uuid) on commit drop`);
}

/**
 * Keeps the list of the database that is to be replaced, where it hashes persons as the backup does; gives whether it does.
 */
export async function keepForgotten(transaction: Sql, personKey: string): Promise<boolean> {
  const [there] = await transaction<{ key: string | null }[]>`select to_regclass('facet.person_key')::text as key`;
  if (there?.key == null) return false;
  const [own] = await transaction<{ same: boolean }[]>`
    select encode(sha256(inner_block || outer_block), 'hex') = ${personKey} as same from facet.person_key`;
  if (own?.same !== true) return false;
  await transaction.unsafe(`
    insert into ${receipts} select forgotten_id, person, at, by, done from facet.forgotten;
    insert into ${hashes} select hash, kind, forgotten_id from facet.forgotten_hashes`);
  return true;
}

/** Adds the list of a later backup. */
export async function addForgotten(transaction: Sql, later: InspectedBackup): Promise<void> {
  for (const [table, kept] of [
    ['forgotten', receipts],
    ['forgotten_hashes', hashes],
  ] as const) {
    const { columns } = later.manifest.tables.find(({ name }) => name === table) ?? { columns: [] };
    if (columns.length === 0) continue;
    const target = copyTarget({ name: kept, columns }).replace('facet.', 'pg_temp.');
    await copyIn(transaction, `copy ${target} from stdin`, readPieces(later, table));
  }
}

/** Tables with rows of customers. */
const customerTables = (transaction: Sql) => transaction<{ name: string }[]>`
  select quote_ident(c.relname) as name from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'customer_id' and not a.attisdropped
  where c.relnamespace = 'facet'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`;

/** The customers of the restored tables whom the kept lists name and the restored one does not. */
async function findForgotten(transaction: Sql): Promise<readonly string[]> {
  const tables = await customerTables(transaction);
  const ids = tables.map(({ name }) => `select customer_id from facet.${name}`).join(' union ');
  const told = (value: string): string => `facet.person_hash(${value}, k.inner_block, k.outer_block)`;
  const rows = await transaction.unsafe<{ id: string }[]>(`
    with later as (select hash from ${hashes} except select hash from facet.forgotten_hashes)
    select c.customer_id as id from (${ids}) as c cross join facet.person_key k
    where c.customer_id <> '' and ${told(`'${idPrefix}' || c.customer_id`)} in (select hash from later)
    union
    select u.customer_id from facet.unified_customers u cross join facet.person_key k
    where u.customer_id <> '' and ${told(`'record ' || ${recordOf('u.datasource', 'u.pk')}`)} in (select hash from later)
    order by 1`);
  return rows.map(({ id }) => id);
}

/**
 * Forgets whom the kept lists name again in the restored tables, which have the program's schema, and makes the lists part of
 * theirs. Gives the number of persons.
 */
export async function forgetAgain(job: Job): Promise<number> {
  const transaction = job.client;
  const [any] = await transaction.unsafe(`
    select hash from ${hashes} except select hash from facet.forgotten_hashes limit 1`);
  const persons = any === undefined ? [] : await findForgotten(transaction);
  await transaction.unsafe(`
    insert into facet.forgotten (forgotten_id, person, at, by, done)
      select forgotten_id, person, at, by, done from ${receipts} on conflict do nothing;
    insert into facet.forgotten_hashes (hash, kind, forgotten_id)
      select hash, kind, forgotten_id from ${hashes} on conflict do nothing`);
  for (const [index, id] of persons.entries()) {
    job.progress.update(`forgetting persons again: ${index + 1} of ${persons.length}`);
    await forgetPerson(job, id, { by: 'facet restore', door: 'cli' });
    // Of the transaction, which the next person is forgotten in too.
    await transaction`drop table pg_temp.forgetting, pg_temp.forgetting_values`;
  }
  return persons.length;
}
