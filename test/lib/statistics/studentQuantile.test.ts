import { expect, it } from '@jest/globals';
import { studentQuantile } from '../../../src/lib/statistics/studentQuantile.js';

// Two-sided 5 % of the tables of the t distribution, such as table 12 of Pearson and Hartley's Biometrika Tables.
it.each([
  [1, 12.706],
  [2, 4.303],
  [3, 3.182],
  [4, 2.776],
  [5, 2.571],
  [6, 2.447],
  [7, 2.365],
  [8, 2.306],
  [9, 2.262],
  [10, 2.228],
  [15, 2.131],
  [20, 2.086],
  [30, 2.042],
  [60, 2],
  [120, 1.98],
  [Infinity, 1.96],
])('the quantile of %d degrees of freedom is %f', (degrees, quantile) => {
  expect(studentQuantile(degrees)).toBeCloseTo(quantile, 3);
});

// Of a library that inverts the incomplete beta function to all digits.
it.each([
  [3, 3.182446305283708],
  [5, 2.570581835636314],
  [8.4, 2.2870293755125255],
  [17.776, 2.102821310380221],
  [30, 2.0422724563012378],
  [1000, 1.9623390808264078],
  [1e6, 1.9599663568141068],
  [1e9, 1.959963986912325],
])('it is right to five digits for %d degrees of freedom', (degrees, quantile) => {
  expect(Math.abs(studentQuantile(degrees) / quantile - 1)).toBeLessThan(1e-5);
});

it('more degrees of freedom never make it greater, and it is never too small between 1 and 3', () => {
  for (let degrees = 1; degrees < 20; degrees += 0.01)
    expect(studentQuantile(degrees + 0.01)).toBeLessThanOrEqual(studentQuantile(degrees));
  expect(studentQuantile(1.5)).toBeGreaterThan(6.016663);
  expect(studentQuantile(2.5)).toBeGreaterThan(3.558);
});
