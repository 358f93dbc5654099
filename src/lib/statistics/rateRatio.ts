import { wilsonInterval, type Counts, type Interval } from './wilsonInterval.js';

/**
 * The 95 % interval of how many times as great one rate is as another, by Donner and Zou (2012) of the same two score intervals as
 * `rateDifference`: one holds 1 exactly where the other holds 0. Null where a group is empty or the other rate is 0, for then there
 * is no upper end.
 */
export function rateRatio(one: Counts, other: Counts): Interval | null {
  if (one.size === 0 || other.hits === 0) return null;
  const [p, q] = [one.hits / one.size, other.hits / other.size];
  const [of, against] = [wilsonInterval(one), wilsonInterval(other)];
  const root = (end: number, least: number): number =>
    Math.sqrt(Math.max(0, (p * q) ** 2 - end * (2 * p - end) * least * (2 * q - least)));
  return {
    lower: (p * q - root(of.lower, against.upper)) / (against.upper * (2 * q - against.upper)),
    upper: (p * q + root(of.upper, against.lower)) / (against.lower * (2 * q - against.lower)),
  };
}
