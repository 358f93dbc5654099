import { sql, type SQL } from 'drizzle-orm';
import type { DaysToCompute } from '../../definition.js';
import { rowSource } from './rowSource.js';
import type { Source } from './source.js';

/** The visits of a population, whole. */
export interface VisitRows {
  /** Columns that metrics may name. */
  readonly columns: readonly string[];
  /** What is read for them, see `visitColumns` of a family. */
  readonly visitColumns: readonly string[];
  /** A query of rows `customer`, `as_of`, `day`, `started_at` and the columns: the visits up to each day of the context. */
  readonly rows: (context: DaysToCompute) => SQL;
}

export const visitSource = ({ columns, rows }: VisitRows): Source =>
  rowSource({
    words: 'Visits',
    columns,
    rows: (context) => sql`select visits.*, visits.started_at as at from (${rows(context)}) as visits`,
  });
