import type { Sql } from '../../src/db/client.js';

/**
 * Vacuums a table of `facet` until all of it is visible to all, as plans that read an index alone need it. What the snapshot of another
 * process kept, such as that of autovacuum, is vacuumed again.
 */
export async function vacuumWhole(client: Sql, table: string): Promise<void> {
  // Tests do not wait for commits to be written, and rows are marked as visible to all only once they are.
  await client`checkpoint`;
  for (let tries = 0; tries < 50; tries += 1) {
    await client.unsafe(`vacuum (analyze) facet.${table}`);
    const [found] = await client<{ whole: boolean }[]>`
      select relallvisible >= relpages as whole from pg_class where oid = ${`facet.${table}`}::regclass`;
    if (found?.whole === true) return;
  }
}
