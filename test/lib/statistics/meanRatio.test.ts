import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { meanDifference, type GroupMean } from '../../../src/lib/statistics/meanDifference.js';
import { meanRatio } from '../../../src/lib/statistics/meanRatio.js';

const group = (size: number, mean: number, variance: number | null): GroupMean => ({ size, mean, variance });

it('too few members, and another mean that cannot be told from 0 or lies below, have no interval', () => {
  expect(meanRatio(group(1, 1, null), group(3, 5, 1))).toBeNull();
  expect(meanRatio(group(3, 3, 0), group(3, 3, 0))).toBeNull();
  expect(meanRatio(group(30, 3, 1), group(3, 0.3, 2))).toBeNull();
  expect(meanRatio(group(30, 3, 1), group(30, -5, 0.1))).toBeNull();
});

const sample = fc.record({
  size: fc.integer({ min: 2, max: 5000 }),
  mean: fc.double({ min: 0.1, max: 100, noNaN: true }),
  variance: fc.double({ min: 0.01, max: 10_000, noNaN: true }),
});

it('the ends of a ratio are where the difference of one mean and so many times the other begins to hold 0', () => {
  fc.assert(
    fc.property(sample, sample, (one, other) => {
      const [ratio, difference] = [meanRatio(one, other), meanDifference(one, other)];
      if (ratio === null || difference === null) return ratio === null;
      const t =
        (difference.upper - difference.lower) / 2 / Math.sqrt(one.variance / one.size + other.variance / other.size);
      for (const end of [ratio.lower, ratio.upper]) {
        const spread = t * Math.sqrt(one.variance / one.size + (end ** 2 * other.variance) / other.size);
        expect(Math.abs(one.mean - end * other.mean) / spread).toBeCloseTo(1, 4);
      }
      expect(ratio.lower < 1 && ratio.upper > 1).toBe(difference.lower < 0 && difference.upper > 0);
      return true;
    }),
    { numRuns: 500, seed: 20 },
  );
});
