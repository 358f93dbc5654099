import type { EntityMetaRow } from '../levels/meta.js';
import type { MetricValueRow } from '../levels/values.js';
import { aggregationLevels, levelFacts, type AggregationLevel } from '../words/levels.js';
import type { MetaByLevel, QueryResponse } from './QueryResponse.js';

/** What is known of an entity, as the graph spells it; what its level does not have may be null or left out. */
export type Meta = Readonly<Record<string, EntityMetaRow[keyof EntityMetaRow]>>;

/** A value, as the graph spells it. */
export type Value = Pick<MetricValueRow, 'name' | 'value' | 'unit' | 'effectiveDate'> & {
  readonly valueFormatted: string | null;
};

type Pair = readonly [column: string, field: string];

const byColumn = ([one]: Pair, [other]: Pair): number => (one < other ? -1 : 1);

/** The columns of a level's `meta`, in the order in which they are written, with the fields of the graph's. */
function metaPairs(level: AggregationLevel): readonly Pair[] {
  const { key, name, tellsIndustry, attributes } = levelFacts[level];
  const ofLevel = level.toLowerCase();
  const others: Pair[] = [
    ...(tellsIndustry ? [['customer_industry', 'customerIndustry'] as const] : []),
    ...Object.entries(attributes).map(([field, { column }]) => [column, field] as const),
  ];
  return [
    [key, `${ofLevel}Id`],
    ...(name === null ? [] : [[name, `${ofLevel}Name`] as const]),
    ...others.toSorted(byColumn),
  ];
}

/** The fields of the graph's `meta` that any level has. */
export const metaFields: readonly string[] = [
  ...new Set(aggregationLevels.flatMap((level) => metaPairs(level).map(([, field]) => field))),
];

/** An entity with its values in the shape, and the order of keys, of the original document. */
export function toResponse<L extends AggregationLevel>(
  level: L,
  meta: Meta,
  values: readonly Value[],
): QueryResponse<L> {
  const known: unknown = Object.fromEntries(metaPairs(level).map(([column, field]) => [column, meta[field] ?? null]));
  return {
    meta: known as MetaByLevel[L],
    metrics: values.map(({ effectiveDate, name, unit, value, valueFormatted }) => ({
      effective_date: effectiveDate,
      metric_name: name,
      metric_unit: unit,
      metric_value: value,
      metric_value_formatted: valueFormatted,
    })),
  };
}
