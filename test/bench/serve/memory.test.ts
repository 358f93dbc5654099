import { expect, it } from '@jest/globals';
import { isFlat } from '../../../bench/serve/memory.js';

it('memory is flat where its last third is like the one before', () => {
  expect(isFlat([100, 130, 150, 151, 149, 150, 152, 150, 151, 150])).toBe(true);
  expect(isFlat([100, 110, 120, 130, 140, 150, 160, 170, 180, 190])).toBe(false);
  expect(isFlat([100, 100])).toBe(false);
});
