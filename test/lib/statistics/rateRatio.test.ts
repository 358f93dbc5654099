import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rateDifference } from '../../../src/lib/statistics/rateDifference.js';
import { rateRatio } from '../../../src/lib/statistics/rateRatio.js';
import { wilsonInterval, type Counts } from '../../../src/lib/statistics/wilsonInterval.js';

const counts = (hits: number, size: number): Counts => ({ hits, size });

it('empty groups and a rate of 0 to compare with have no interval', () => {
  expect(rateRatio(counts(0, 0), counts(1, 2))).toBeNull();
  expect(rateRatio(counts(1, 2), counts(0, 0))).toBeNull();
  expect(rateRatio(counts(1, 2), counts(0, 9))).toBeNull();
  expect(rateRatio(counts(0, 9), counts(3, 9))?.lower).toBe(0);
});

/** The distance of `p - ratio * q` from 0 in spreads of the side that it lies on; 1 is the end of the interval. */
function distance(one: Counts, other: Counts, ratio: number): number {
  const [p, q] = [one.hits / one.size, other.hits / other.size];
  const [of, against] = [wilsonInterval(one), wilsonInterval(other)];
  const difference = p - ratio * q;
  const spread =
    difference > 0
      ? Math.hypot(p - of.lower, ratio * (against.upper - q))
      : Math.hypot(of.upper - p, ratio * (q - against.lower));
  return Math.abs(difference) / spread;
}

const group = fc
  .tuple(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([size, share]) => counts(Math.round(size * share), size));

it('the ends of a ratio are where the difference of one rate and so many times the other begins to hold 0', () => {
  fc.assert(
    fc.property(group, group, (one, other) => {
      const [ratio, difference] = [rateRatio(one, other), rateDifference(one, other)];
      if (ratio === null || difference === null) return other.hits === 0;
      if (one.hits > 0 && one.hits < one.size && other.hits < other.size) {
        expect(distance(one, other, ratio.lower)).toBeCloseTo(1, 5);
        expect(distance(one, other, ratio.upper)).toBeCloseTo(1, 5);
      }
      if (Math.min(Math.abs(difference.lower), Math.abs(difference.upper)) > 1e-9)
        expect(ratio.lower < 1 && ratio.upper > 1).toBe(difference.lower < 0 && difference.upper > 0);
      const estimate = (one.hits * other.size) / (one.size * other.hits);
      return ratio.lower <= estimate + 1e-12 && ratio.upper >= estimate - 1e-12;
    }),
    { numRuns: 500, seed: 20 },
  );
});
