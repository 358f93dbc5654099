import { describe, expect, it } from '@jest/globals';
import { backOff } from '../../src/delivery/backOff.js';

const wait = (failed: number, random = 0, retryAfter?: number): number => backOff({ failed, random, retryAfter });

describe('backOff', () => {
  it('doubles from a second to five minutes', () => {
    expect([1, 2, 3, 4, 8, 9, 10, 100].map((failed) => wait(failed))).toEqual([
      1000, 2000, 4000, 8000, 128_000, 256_000, 300_000, 300_000,
    ]);
  });
  it('lets chance take up to half away', () => {
    expect(wait(5, 0.5)).toBe(12_000);
    expect(wait(5, 0.999)).toBeGreaterThan(8000);
  });
  it('is never shorter than what the destination asks for', () => {
    expect(wait(1, 0.9, 60)).toBe(60_000);
    expect(wait(8, 0, 60)).toBe(128_000);
  });
});
