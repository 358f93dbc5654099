import { expect, it } from '@jest/globals';
import { wilsonInterval } from '../../../src/lib/statistics/wilsonInterval.js';

// Table I of Newcombe (1998), Statistics in Medicine 17, 857–872, method 3.
it.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('the interval of %d in %d is from %f to %f', (hits, size, lower, upper) => {
  const found = wilsonInterval({ hits, size });
  expect(found.lower).toBeCloseTo(lower, 4);
  expect(found.upper).toBeCloseTo(upper, 4);
});

it('it ends exactly where all or none did', () => {
  expect(wilsonInterval({ hits: 0, size: 7 }).lower).toBe(0);
  expect(wilsonInterval({ hits: 7, size: 7 }).upper).toBe(1);
});
