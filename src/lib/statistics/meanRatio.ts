import { comparedMeans, type GroupMean } from './meanDifference.js';
import type { Interval } from './wilsonInterval.js';

/**
 * The 95 % interval of how many times as great the mean of one group is as that of another, by Fieller (1954) with the quantile of
 * `meanDifference`: one holds 1 exactly where the other holds 0. Null where that has none, and where the other mean cannot be told
 * from 0, for then there is no interval.
 */
export function meanRatio(one: GroupMean, other: GroupMean): Interval | null {
  const compared = comparedMeans(one, other);
  if (compared === null) return null;
  const { ofOne, ofOther, t } = compared;
  const a = other.mean ** 2 - t * t * ofOther;
  if (!(a > 0) || other.mean < 0) return null;
  const b = one.mean * other.mean;
  const root = Math.sqrt(Math.max(0, b * b - a * (one.mean ** 2 - t * t * ofOne)));
  return { lower: (b - root) / a, upper: (b + root) / a };
}
