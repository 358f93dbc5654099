import { expect, it } from '@jest/globals';
import { meanDifference, type GroupMean } from '../../../src/lib/statistics/meanDifference.js';

function meanOf(values: readonly number[]): GroupMean {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { size: values.length, mean, variance: values.length < 2 ? null : squares / (values.length - 1) };
}

it('the interval by Welch is that of published examples', () => {
  // Student's sleep data (1908), as in the documentation of `t.test` of R: 17.776 degrees of freedom.
  const drugs = [
    [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2],
    [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4],
  ] as const;
  const slept = meanDifference(meanOf(drugs[0]), meanOf(drugs[1]));
  expect(slept?.lower).toBeCloseTo(-3.3654832, 4);
  expect(slept?.upper).toBeCloseTo(0.2054832, 4);
  // Groups of different size, of a textbook page on the test: 9.48 degrees of freedom.
  const found = meanDifference(
    meanOf([5.1, 2.0, 4.1, 6.2, 7.1, 8.3]),
    meanOf([1.5, 6.4, 3.3, 5.8, 4.8, 7.2, 5.6, 4.5]),
  );
  expect(found?.lower).toBeCloseTo(-1.93542, 4);
  expect(found?.upper).toBeCloseTo(3.093754, 4);
});

it('too few members, and members who do not differ, have no interval', () => {
  const [one, some, same] = [meanOf([1]), meanOf([1, 2]), meanOf([3, 3])];
  expect(meanDifference(one, some)).toBeNull();
  expect(meanDifference(some, one)).toBeNull();
  expect(meanDifference(same, same)).toBeNull();
  expect(meanDifference(same, some)).not.toBeNull();
});
