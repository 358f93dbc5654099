import { sql, type SQL } from 'drizzle-orm';
import { identifier } from '../../../db/sql.js';
import type { DaysToCompute } from '../../definition.js';
import type { Columns } from '../columns.js';
import { counts, measureValues } from '../insertMeasures.js';
import { measuresOf } from '../measure.js';
import type { Source } from './source.js';

/** A source whose rows are measured as they are read. */
interface RowSource {
  readonly words: string;
  /** Columns that metrics may name. */
  readonly columns: readonly string[];
  /** A query of rows `customer`, `as_of`, `day`, `at` and the columns. */
  readonly rows: (context: DaysToCompute) => SQL;
}

export function rowSource({ words, columns: names, rows }: RowSource): Source {
  const columns: Columns = new Map(names.map((name) => [name, sql`s.${identifier(name)}`]));
  return {
    words,
    check: (metrics) => void measuresOf(metrics, columns),
    rows: (metrics, context) => sql`
      select s.customer, s.as_of, s.day, m.measure, m.value collate "C" as value, 1 as events,
        m.number as total, m.number as least, m.number as greatest, s.at as first_at, s.at as last_at
      from (${rows(context)}) as s
      cross join ${measureValues(measuresOf(metrics, columns), ({ select }) => select)}
      where ${counts}`,
  };
}
