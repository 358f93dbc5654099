import { sql, type SQL } from 'drizzle-orm';
import { identifier } from '../../db/sql.js';
import type { MetricsQuestion } from '../askedMetrics.js';
import { aggregationLevels, type AggregationLevel } from '../levels.js';

/** Which values of which entities. */
export interface AskedValues extends MetricsQuestion {
  readonly level: AggregationLevel;
  /** Keys of entities; null for all of the level. */
  readonly ids: readonly string[] | null;
  /** Instead of keys: a query of entities of the level, as `id`. */
  readonly among?: SQL | undefined;
  /** The first and the last effective date; null where there is no end. */
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
  /** Whether values are put together across time too, where weights may count that do not across entities. */
  readonly acrossTime?: true;
}

/** The place of a level, from 0 at the bottom. */
export const number = (level: AggregationLevel): number => aggregationLevels.indexOf(level);

/** The name of a level's part of the statement, and of its column of keys. */
export const part = (prefix: string, level: AggregationLevel): SQL => identifier(`${prefix}_${level.toLowerCase()}`);
/** The column of `at_<level>` and `base` that holds the keys of a level. */
export const keys = (level: AggregationLevel): SQL => part('of', level);

/** The level whose entities those of a level consist of; undefined at the bottom. */
export const below = (level: AggregationLevel): AggregationLevel | undefined => aggregationLevels[number(level) - 1];

/** Queries with the same columns as one. */
export const together = (parts: readonly SQL[]): SQL => sql.join([...parts], sql` union all `);
