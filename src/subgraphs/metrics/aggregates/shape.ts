import type { DefinitionRow } from '../../../levels/definitions.js';
import type { MetricMeasures } from '../../../metricGroups/metricGroups.js';
import type { Connection } from '../../../lib/relay/page.js';
import { toGroupKey, type GroupKey, type GroupKeyRow } from '../../../population/groups/groupKey.js';
import type { TextOf } from '../../../population/groups/groupsPage.js';

/** Why a group has no value of a metric, as the contract writes it. */
export const metricValueGaps = [
  'NO_VALUES',
  'NOT_ADDITIVE_ACROSS_ENTITIES',
  'NOT_ADDITIVE_ACROSS_TIME',
  'WEIGHTS_MISSING',
  'BASE_ROWS_MISSING',
] as const;

type MetricValueGap = (typeof metricValueGaps)[number];

/** What stands behind a `MetricGroupValue`. */
export interface MetricGroupValueRow {
  readonly name: string;
  readonly value: string | null;
  readonly unit: string | null;
  readonly reason: MetricValueGap | null;
  readonly count: number;
  readonly definition: DefinitionRow;
}

/** What stands behind a `MetricAggregate`. */
export interface MetricAggregateRow {
  readonly keys: readonly GroupKeyRow[];
  readonly values: readonly MetricGroupValueRow[];
}

/** What stands behind a `MetricAggregateConnection`: a page, and what is worked out of all its groups when first asked. */
export interface MetricAggregateConnectionRow extends Connection<MetricAggregateRow> {
  readonly count: () => Promise<number>;
  readonly total: () => Promise<MetricAggregateRow>;
}

/** A metric that is asked for, with what is read about it. */
export type AskedMeasures = readonly [definition: DefinitionRow, measures: MetricMeasures];

function toValue([definition, { value, gap, count }]: AskedMeasures, textOf: TextOf): MetricGroupValueRow {
  const text = textOf(value);
  const { name, unit } = definition;
  const reason = text === null ? ((textOf(gap) ?? 'NO_VALUES') as MetricValueGap) : null;
  return { name, value: text, unit, reason, count: Number(textOf(count) ?? 0), definition };
}

/** A group, from the texts of its keys and of what is read about each metric. */
export const toMetricAggregate = (
  keys: readonly GroupKey[],
  metrics: readonly AskedMeasures[],
  textOf: TextOf,
): MetricAggregateRow => ({
  keys: keys.map((key) => toGroupKey(key, textOf(key.operand))),
  values: metrics.map((one) => toValue(one, textOf)),
});
