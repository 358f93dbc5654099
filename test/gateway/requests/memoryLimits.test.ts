import { getHeapStatistics } from 'node:v8';
import { describe, expect, it } from '@jest/globals';
import { memoryLimits } from '../../../src/gateway/requests/memoryLimits.js';

describe('memoryLimits', () => {
  it.each([
    // A heap of 300 MB: 60 % of what 150 MB leave, half of it for one.
    [{}, 300_000_000, { all: 90_000_000, one: 45_000_000 }],
    [{}, 790_000_000, { all: 384_000_000, one: 192_000_000 }],
    [{}, 4_150_000_000, { all: 2_400_000_000, one: 192_000_000 }],
    [{ memory: 5_000_000 }, 300_000_000, { all: 90_000_000, one: 5_000_000 }],
    [{ memory: 200_000_000 }, 300_000_000, { all: 200_000_000, one: 200_000_000 }],
    [{ memory: 500_000_000 }, 4_150_000_000, { all: 2_400_000_000, one: 500_000_000 }],
    [{ totalMemory: 30_000_000 }, 300_000_000, { all: 30_000_000, one: 15_000_000 }],
    [{ totalMemory: 1_000_000 }, 300_000_000, { all: 1_000_000, one: 1_000_000 }],
    [{ totalMemory: 1_000_000_000 }, 300_000_000, { all: 1_000_000_000, one: 192_000_000 }],
    [{ memory: 7_000_000, totalMemory: 9_000_000 }, 300_000_000, { all: 9_000_000, one: 7_000_000 }],
    // A heap that is too small for the program itself.
    [{}, 90_000_000, { all: 1_000_000, one: 1_000_000 }],
    [{}, 150_000_000, { all: 1_000_000, one: 1_000_000 }],
  ])('of %j with a heap of %i bytes', (configured, heap, expected) =>
    expect(memoryLimits(configured, heap)).toEqual(expected),
  );

  it('goes by the heap of this process unless told', () => {
    expect(memoryLimits({})).toEqual(memoryLimits({}, getHeapStatistics().heap_size_limit));
  });
});
