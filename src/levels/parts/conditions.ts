import { sql, type SQL } from 'drizzle-orm';
import { anyOf, list } from '../../db/sql.js';
import { levelsBelow, type AggregationLevel } from '../../words/levels.js';
import { levelWords, ruleWords, type AskedValues } from './askedValues.js';

/** A filter on effective dates. */
export const onDates = (column: SQL, { dates, from, to }: AskedValues): SQL =>
  sql.join([
    dates === null ? sql`` : sql`and ${anyOf(column, dates, 'date')}`,
    from == null ? sql`` : sql` and ${column} >= ${from}::date`,
    to == null ? sql`` : sql` and ${column} <= ${to}::date`,
  ]);

/** Whether a metric is kept at a level: what is left at another, as before its definition changed, is none of its values. */
export const isKeptAt = (level: AggregationLevel): SQL =>
  sql`(def.levels = '{}' or ${levelWords[level]} = any (def.levels))`;

/** Whether values of levels below the asked one can make values of a metric there, level by level. */
export const isMadeBelow = (level: AggregationLevel): SQL => {
  const lower = list(levelsBelow(level).map((one) => levelWords[one]));
  return sql`(not def.is_direct and (def.rule not in (${ruleWords.none}, ${ruleWords.distinct_count}) or def.is_weight)
    and (def.levels = '{}' or def.levels && array[${lower}]::text[]))`;
};
