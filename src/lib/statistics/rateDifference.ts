import { wilsonInterval, type Counts, type Interval } from './wilsonInterval.js';

/**
 * The 95 % interval of how much greater one rate is than another: the hybrid score interval, method 10 of Newcombe (1998), which holds
 * for small groups and for rates near 0 and 1 too. Null where a group is empty.
 */
export function rateDifference(one: Counts, other: Counts): Interval | null {
  if (one.size === 0 || other.size === 0) return null;
  const [p, q] = [one.hits / one.size, other.hits / other.size];
  const [of, against] = [wilsonInterval(one), wilsonInterval(other)];
  return {
    lower: p - q - Math.hypot(p - of.lower, against.upper - q),
    upper: p - q + Math.hypot(of.upper - p, q - against.lower),
  };
}
