import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createDraws, shuffled } from '../../../bench/serve/random.js';

it('draws the same numbers for a seed, from 0 up to 1, and others for another', () => {
  const draws = (seed: number): number[] => Array.from({ length: 1000 }, createDraws(seed));
  expect(draws(1)).toEqual(draws(1));
  expect(draws(1)).not.toEqual(draws(2));
  expect(draws(1).every((one) => one >= 0 && one < 1)).toBe(true);
  const mean = draws(3).reduce((sum, one) => sum + one, 0) / 1000;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.05);
});

it('shuffles: each number once', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.nat(), (count, seed) => {
      expect(shuffled(count, seed).toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, n) => n));
    }),
  );
});
