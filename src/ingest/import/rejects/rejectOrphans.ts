import { sql } from 'drizzle-orm';
import { identifier } from '../../../db/sql.js';
import { rejectStaged, type StagedRejectContext } from './rejectStaged.js';

/** A column whose values must be keys of another table. */
export interface Reference {
  readonly column: string;
  /** Of schema `facet`. */
  readonly table: string;
  readonly key: string;
}

/** Rejects the staged rows that name a row of another table which does not exist. */
export async function rejectOrphans(references: readonly Reference[], context: StagedRejectContext): Promise<void> {
  for (const { column, table, key } of references)
    await rejectStaged(
      context,
      column,
      (value) => sql`${value} is not null and not exists (
        select 1 from facet.${identifier(table)} as referenced where referenced.${identifier(key)} = ${value})`,
      `is no row of ${table}`,
    );
}
