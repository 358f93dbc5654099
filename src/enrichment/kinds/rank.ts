import type { DerivedMetric } from '../definition.js';

interface RankOptions {
  /** The metric whose holders are compared; default: the ranked one. */
  readonly among?: string;
}

const window = (among: string): string => `partition by "day", "${among}" is null`;

/** 0 for the lowest; equals share a rank. */
const below = (of: string, among: string): string =>
  `(rank() over (${window(among)} order by "${of}" nulls first) - 1)`;

const others = (among: string): string => `(count(*) over (${window(among)}) - 1)`;

const ranked = (
  of: string,
  { among = of }: RankOptions,
  value: (below: string, others: string) => string,
): DerivedMetric['derived'] => ({
  from: [...new Set([of, among])],
  sql: `case when "${among}" is not null then ${value(below(of, among), others(among))} end`,
});

/**
 * The share of the others who rank below, 0 to 100, to four places: equals share a value, whoever is alone has 100. Those
 * without `among` have none; those with it but without `of` rank lowest.
 */
export const percentRank = (of: string, options: RankOptions = {}): DerivedMetric['derived'] =>
  ranked(of, options, (rank, rest) => `coalesce(round(100 * ${rank}::numeric / nullif(${rest}, 0), 4), 100)`);

/** The rank in `buckets` equal parts, 1 to `buckets`: the percent rank in exact whole numbers, rounded up. */
export const ntile = (of: string, buckets: number, options: RankOptions = {}): DerivedMetric['derived'] =>
  ranked(
    of,
    options,
    (rank, rest) => `greatest(1, coalesce((${rank} * ${buckets} + ${rest} - 1) / nullif(${rest}, 0), ${buckets}))`,
  );

/** `greatest(1, ceil(percentile / 20))` of the exact percentile. */
export const quintile = (of: string, options: RankOptions = {}): DerivedMetric['derived'] => ntile(of, 5, options);
