import { sql, type SQL } from 'drizzle-orm';
import { identifier, literals } from '../../db/sql.js';
import { aggregationLevels, type AggregationLevel } from '../../words/levels.js';
import { RollUpRule, rollUpRules } from '../../words/rollUpRules.js';
import type { MetricsQuestion } from '../askedMetrics.js';

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
  /** Whether the entities directly below that contribute to a value are counted; else their number says nothing. */
  readonly countsContributing?: boolean;
  /** The rules of the asked metrics, across entities and time, where they are known: the statement has no parts for others. */
  readonly rules?: ReadonlySet<RollUpRule> | undefined;
}

/** Whether an asked metric may need the values of its weight. */
export const mayWeigh = ({ rules }: Pick<AskedValues, 'rules'>): boolean =>
  rules?.has(RollUpRule.weighted_average) ?? true;

/** Whether an asked metric, or its weight, may count base rows. */
export const mayCount = (asked: Pick<AskedValues, 'rules'>): boolean =>
  mayWeigh(asked) || asked.rules?.has(RollUpRule.distinct_count) === true;

/** The levels, as statements spell them. */
export const levelWords = literals(aggregationLevels);

/** The rules, as statements spell them. */
export const ruleWords = literals(rollUpRules);

/** The name of a level's part of the statement, and of its column of keys. */
export const part = (prefix: string, level: AggregationLevel): SQL => identifier(`${prefix}_${level.toLowerCase()}`);

/** The column of `at_<level>` and `base` that holds the keys of a level. */
export const keys = (level: AggregationLevel): SQL => part('of', level);

/** The column of `at_<level>` that holds the numbers that its entities have within the statement. */
export const numbers = (level: AggregationLevel): SQL => part('number', level);

/** Queries with the same columns as one. */
export const together = (parts: readonly SQL[]): SQL => sql.join([...parts], sql` union all `);
