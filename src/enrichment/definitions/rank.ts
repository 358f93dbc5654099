import type { DerivedAttribute } from './definition.js';
import { quoted } from './quoted.js';

type Derived = DerivedAttribute['derived'];

/** Which customers a rank compares. */
export interface RankOptions {
  /** The attribute that is not null for those who are ranked; default: the ranked one. */
  readonly among?: string | undefined;
  /** What must hold of those who are ranked beside, and the attributes that it names. */
  readonly where?: { readonly from: readonly string[]; readonly sql: string } | undefined;
}

/** What ranks are made of, as SQL: who is ranked, how many they are, and how many of them are worse (ties are not). */
function placesOf(of: string, { among = of, where }: RankOptions) {
  const isKnown = `${quoted(among)} is not null`;
  const isRanked = where === undefined ? isKnown : `(${isKnown} and coalesce(${where.sql}, false))`;
  const partition = `partition by "day", ${isRanked}`;
  return {
    from: [...new Set([of, among, ...(where?.from ?? [])])],
    isRanked,
    // One window for the sizes of all ranks: every further one is a pass over all rows.
    size: `count(*) filter (where ${isRanked}) over (partition by "day")`,
    worse: `(rank() over (${partition} order by ${quoted(of)} nulls first) - 1)`,
  };
}

/**
 * The share of the others who are worse, 0 to 100, rounded to four places: higher values rank higher, equal ones alike,
 * null below all. One who is ranked alone has 100; null for those who are not ranked.
 */
export function percentRank(of: string, options: RankOptions = {}): Derived {
  const { from, isRanked, size, worse } = placesOf(of, options);
  return {
    from,
    sql: `case when ${isRanked} then
      case when ${size} = 1 then 100 else round(100 * ${worse}::numeric / (${size} - 1), 4) end
    end`,
  };
}

/**
 * The bucket of the percent rank, 1 to `buckets`: `greatest(1, ceil(buckets × share))` in whole numbers, so that no
 * rounding moves anybody and equal values share a bucket. One who is ranked alone is in the highest.
 */
export function ntile(of: string, buckets: number, options: RankOptions = {}): Derived {
  if (!Number.isSafeInteger(buckets) || buckets < 1) throw new RangeError(`${buckets} is not a number of buckets`);
  const { from, isRanked, size, worse } = placesOf(of, options);
  return {
    from,
    sql: `case when ${isRanked} then
      case when ${size} = 1 then ${buckets} else greatest(1, (${buckets} * ${worse} + ${size} - 2) / (${size} - 1)) end
    end`,
  };
}

/** The fifth of the ranked that one is in, 5 for the highest values. */
export const quintile = (of: string, options: RankOptions = {}): Derived => ntile(of, 5, options);

/**
 * Whether a customer is in the top share of the ranked, 0 to 1: at least `1 - share` of them have less. Equal values are in it
 * together or not at all, and of few customers nobody is. False for those who are not ranked.
 */
export function isInTop(of: string, share: number, options: RankOptions = {}): Derived {
  const { from, isRanked, size, worse } = placesOf(of, options);
  return { from, sql: `${isRanked} and ${worse} >= (1 - ${share}::numeric) * ${size}` };
}
