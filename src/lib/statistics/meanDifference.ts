import type { Interval } from './wilsonInterval.js';
import { studentQuantile } from './studentQuantile.js';

/** The values of a group, one of each member. */
export interface GroupMean {
  readonly size: number;
  readonly mean: number;
  /** With `size - 1` as its divisor; null of less than two values. */
  readonly variance: number | null;
}

/** What two means of groups with different spread are compared by. */
interface Compared {
  /** The squares of the standard errors. */
  readonly ofOne: number;
  readonly ofOther: number;
  /** The quantile of Student's t for the degrees of freedom by Welch and Satterthwaite. */
  readonly t: number;
}

/** Null where a group has less than two members, or nobody differs from anybody. */
export function comparedMeans(one: GroupMean, other: GroupMean): Compared | null {
  if (one.variance === null || other.variance === null) return null;
  const [ofOne, ofOther] = [one.variance / one.size, other.variance / other.size];
  const both = ofOne + ofOther;
  if (!(both > 0)) return null;
  const degrees = (both * both) / (ofOne ** 2 / (one.size - 1) + ofOther ** 2 / (other.size - 1));
  return { ofOne, ofOther, t: studentQuantile(degrees) };
}

/**
 * The 95 % interval of how much greater the mean of one group is than that of another, by Welch (1947), whose spread need not be the
 * same. Null where a group has less than two members, or nobody differs from anybody.
 */
export function meanDifference(one: GroupMean, other: GroupMean): Interval | null {
  const compared = comparedMeans(one, other);
  if (compared === null) return null;
  const half = compared.t * Math.sqrt(compared.ofOne + compared.ofOther);
  const difference = one.mean - other.mean;
  return { lower: difference - half, upper: difference + half };
}
