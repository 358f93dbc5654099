import { sql } from 'drizzle-orm';
import { hasForgotten, isForgotten } from '../../../forgetting/forgottenRows.js';
import type { WriteContext } from './writeContext.js';
import { source, stagedValue } from '../staging/stagingStatements.js';
import { staging } from '../staging/temporaryTables.js';

const foreignKey = 'fk_';

/** Takes the rows of forgotten persons out of the staging table, into no file of rejects; gives their number. */
export async function leaveOutForgotten({
  transaction,
  columns,
  step,
}: Pick<WriteContext, 'transaction' | 'columns' | 'step'>): Promise<number> {
  if (!(await hasForgotten(transaction))) return 0;
  const names = new Set(columns.map(({ target }) => target.name));
  const keys = [...names].filter((name) => name.startsWith(foreignKey));
  const condition = isForgotten(
    (name) => (names.has(name) ? stagedValue(columns, name) : undefined),
    new Map(keys.map((name) => [name.slice(foreignKey.length), name])),
  );
  if (condition === undefined) return 0;
  return step(sql`delete from ${staging} as ${source} using facet.person_key as k where ${condition}`);
}
