import { sql } from 'drizzle-orm';
import { getTableConfig } from 'drizzle-orm/pg-core';
import type { Sql } from '../../db/client.js';
import { run } from '../../db/runStatement.js';
import { setLocally } from '../../db/cluster/setLocally.js';
import { identifier, list } from '../../db/sql.js';
import { transact } from '../../db/transact.js';
import { activityVisits } from '../../db/tables/rollups.js';

const visits = sql`facet.activity_visits`;

/** The name of the key, and whether it may be taken away: by the owner, where no publication needs it to tell rows by. */
async function readKey(db: Sql): Promise<{ name: string | null; mayDrop: boolean }> {
  const [found] = await db<{ name: string | null; mayDrop: boolean }[]>`
    select k.conname as name, pg_has_role(c.relowner, 'usage') and not exists (
      select 1 from pg_publication_tables where schemaname = 'facet' and tablename = 'activity_visits') as "mayDrop"
    from pg_class as c left join pg_constraint as k on k.conrelid = c.oid and k.contype = 'p'
    where c.oid = 'facet.activity_visits'::regclass`;
  return found ?? { name: null, mayDrop: false };
}

/** Gives the visits their primary key where it is missing: also where an earlier run was killed before it could. */
async function restoreKey(db: Sql): Promise<void> {
  if ((await readKey(db)).name !== null) return;
  const [key] = getTableConfig(activityVisits).primaryKeys;
  if (key === undefined) throw new Error('The visits have no primary key.');
  const columns = list(key.columns.map(({ name }) => identifier(name)));
  await transact(db, async (inside) => {
    // Parallel workers would write what they sort to files, and need half as much time again of the processor.
    await setLocally(inside, { maintenance_work_mem: '256MB', max_parallel_maintenance_workers: '0' });
    await run(inside, sql`alter table ${visits} add constraint ${identifier(key.getName())} primary key (${columns})`);
  });
}

/**
 * Runs work that fills the empty table of visits, without its primary key, which is made afterwards: that costs a third of writing
 * it row by row. The key stays where the database user does
 * not own the table, and where it is published.
 */
export async function withoutVisitKey<T>(db: Sql, work: () => Promise<T>): Promise<T> {
  const { name, mayDrop } = await readKey(db);
  if (mayDrop && name !== null) await run(db, sql`alter table ${visits} drop constraint ${identifier(name)}`);
  try {
    return await work();
  } finally {
    await restoreKey(db);
  }
}
