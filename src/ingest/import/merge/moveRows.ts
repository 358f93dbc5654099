import { sql, type SQL } from 'drizzle-orm';
import { identifier, list } from '../../../db/sql.js';
import type { TargetColumn } from '../columns/targetColumn.js';
import { merged } from '../staging/temporaryTables.js';
import { isNew, sameIdentity, sameKey, tableOf } from './mergeStatements.js';
import type { MergeTable } from './mergeTable.js';
import type { WriteContext } from './writeContext.js';

/** SQL: whether the stored row `old` has the identity of the merged row `new` and another key. */
function isMoved(target: MergeTable, moving: readonly string[]): SQL {
  const moved = moving.map((name) => sql`old.${identifier(name)} <> new.${identifier(name)}`);
  return sql`new.${isNew} and ${sameIdentity(target)} and (${sql.join(moved, sql` or `)})`;
}

/** SQL: stores moved rows a second time, under their new keys: what is not mapped goes with them. */
function insertMoved(target: MergeTable, columns: readonly TargetColumn[], moved: SQL, loadId: string): SQL {
  const mapped = new Set(columns.map(({ name }) => name));
  const value = (name: string): SQL => {
    if (name === 'load_id') return sql`${loadId}::bigint`;
    return mapped.has(name) ? sql`new.${identifier(name)}` : sql`old.${identifier(name)}`;
  };
  // Other programs may have stored two rows of one identity.
  return sql`insert into ${tableOf(target)} (${list(target.stored.map(identifier))})
    select ${list(target.stored.map(value))} from ${merged} as new join ${tableOf(target)} as old on ${moved}
    on conflict do nothing`;
}

/**
 * Gives the stored rows that have the identity of a merged row and another key that key, with the values that are mapped, and takes them off
 * the rows to write; gives their number. They go and come, because the key of a shard's row cannot be updated.
 */
export async function moveRows(
  target: MergeTable,
  columns: readonly TargetColumn[],
  { loadId, step }: Pick<WriteContext, 'loadId' | 'step'>,
): Promise<number> {
  const moving = target.key.filter((name) => !target.identity.includes(name));
  if (moving.length === 0) return 0;
  const moved = isMoved(target, moving);
  const count = await step(insertMoved(target, columns, moved, loadId));
  if (count === 0) return 0;
  await step(sql`delete from ${tableOf(target)} as old using ${merged} as new where ${moved}`);
  await step(
    sql`delete from ${merged} as new using ${tableOf(target)} as old where new.${isNew} and ${sameKey(target)}`,
  );
  return count;
}
