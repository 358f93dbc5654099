import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { median, percentile } from '../../../bench/serve/statistics.js';

it('tells the middle', () => {
  expect(median([5, 1, 3])).toBe(3);
  expect(median([4, 1, 3, 2])).toBe(3);
  expect(median([])).toBeNaN();
});

it('tells percentiles: of 1 to 100, 1 % are above 99', () => {
  const values = Array.from({ length: 100 }, (_, n) => n + 1);
  expect([50, 99, 100].map((percent) => percentile(values, percent))).toEqual([51, 100, 100]);
  expect(percentile([7], 99)).toBe(7);
});

it('gives a value that no more than so many percent are above, whatever the order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), fc.integer({ min: 0, max: 100 }), (values, percent) => {
      const found = percentile(values, percent);
      expect(values).toContain(found);
      const above = values.filter((value) => value > found).length;
      expect(above / values.length).toBeLessThanOrEqual(1 - percent / 100 + Number.EPSILON);
      expect(percentile(values.toReversed(), percent)).toBe(found);
    }),
  );
});
