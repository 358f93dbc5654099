import { expect, it } from '@jest/globals';
import { rateDifference } from '../../../src/lib/statistics/rateDifference.js';
import type { Counts } from '../../../src/lib/statistics/wilsonInterval.js';

const counts = (hits: number, size: number): Counts => ({ hits, size });

// Table II of Newcombe (1998), Statistics in Medicine 17, 873–890, method 10.
it.each([
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [6, 7, 2, 7, 0.0582, 0.8062],
  [5, 56, 0, 29, -0.0381, 0.1926],
  [0, 10, 0, 20, -0.1611, 0.2775],
  [0, 10, 0, 10, -0.2775, 0.2775],
  [10, 10, 0, 20, 0.6791, 1],
  [10, 10, 0, 10, 0.6075, 1],
])('%d/%d against %d/%d is between %f and %f', (hits, size, otherHits, otherSize, lower, upper) => {
  const found = rateDifference(counts(hits, size), counts(otherHits, otherSize));
  expect(found?.lower).toBeCloseTo(lower, 4);
  expect(found?.upper).toBeCloseTo(upper, 4);
});

it('empty groups have no interval', () => {
  expect(rateDifference(counts(0, 0), counts(1, 2))).toBeNull();
  expect(rateDifference(counts(1, 2), counts(0, 0))).toBeNull();
});
