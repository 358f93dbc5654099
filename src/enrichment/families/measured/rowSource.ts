import { sql, type SQL } from 'drizzle-orm';
import { identifier } from '../../../db/sql.js';
import type { DaysToCompute } from '../../definitions/definition.js';
import type { Columns } from '../../measures/columns.js';
import { counts, measureValues } from '../../measures/insertMeasures.js';
import { neededMeasures } from '../../measures/measure.js';
import type { MeasuredSource } from './MeasuredSource.js';

/** What a source reads. */
interface RowSource {
  readonly words: string;
  /** Columns that attributes may name. */
  readonly columns: readonly string[];
  /** A query of rows `customer`, `as_of`, `day`, `at` and the columns. */
  readonly rows: (context: DaysToCompute) => SQL;
}

/** A source whose rows are measured as they are read, instead of from roll-ups. */
export function rowSource({ words, columns: names, rows }: RowSource): MeasuredSource {
  const columns: Columns = new Map(names.map((name) => [name, sql`s.${identifier(name)}`]));
  return {
    words,
    check: (attributes) => void neededMeasures(attributes, columns),
    rows: (attributes, context) => sql`
      select s.customer, s.as_of, s.day, m.measure, m.value collate "C" as value, 1 as events,
        m.number as total, m.number as least, m.number as greatest, s.at as first_at, s.at as last_at
      from (${rows(context)}) as s
      cross join ${measureValues(neededMeasures(attributes, columns), ({ select }) => select)}
      where ${counts}`,
  };
}
