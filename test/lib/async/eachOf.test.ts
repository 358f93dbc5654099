import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eachOf } from '../../../src/lib/async/eachOf.js';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

/** Runs work that takes a turn each, and says in which order it began and how many ran together at the most. */
async function watch(count: number, atOnce: number, pause: (item: number) => number = () => 0) {
  const begun: number[] = [];
  let [running, most] = [0, 0];
  await eachOf(numbers(count), atOnce, async (item) => {
    begun.push(item);
    running += 1;
    most = Math.max(most, running);
    await delay(pause(item));
    running -= 1;
  });
  return { begun, most, running };
}

describe('eachOf', () => {
  it.each([
    [10, 1, 1],
    [10, 3, 3],
    [2, 5, 2],
    [0, 3, 0],
  ])('runs work over %i items, %i at once: %i ran together', async (count, atOnce, together) => {
    expect(await watch(count, atOnce)).toEqual({ begun: numbers(count), most: together, running: 0 });
  });

  it('begins in their order, though some take longer, and ends when all have ended', async () => {
    expect(await watch(12, 4, (item) => (item % 4 === 0 ? 8 : 0))).toEqual({ begun: numbers(12), most: 4, running: 0 });
  });

  it('does not touch the list, and takes what is null or false', async () => {
    const given = Object.freeze([null, false, 0, '']);
    const seen: unknown[] = [];
    await eachOf<unknown>(given, 2, async (item) => void seen.push(item));
    expect(seen).toEqual([null, false, 0, '']);
  });

  it('begins none after a failure, lets those that run end, and throws it', async () => {
    const begun: number[] = [];
    let ended = 0;
    const run = eachOf(numbers(10), 3, async (item) => {
      begun.push(item);
      await delay(item === 1 ? 1 : 15);
      ended += 1;
      if (item === 1) throw new Error(`${item} broke`);
    });
    await expect(run).rejects.toThrow('1 broke');
    expect([begun, ended]).toEqual([[0, 1, 2], 3]);
  });

  it('throws one of several failures as it came, even what is no error', async () => {
    const broken = eachOf([1, 2], 2, async (item) => {
      throw `number ${item}`;
    });
    await expect(broken).rejects.toBe('number 1');
  });

  it('does each item once, whatever their number', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(40), fc.integer({ min: 1, max: 9 }), async (count, atOnce) => {
        const seen: number[] = [];
        await eachOf(numbers(count), atOnce, async (item) => void seen.push(item));
        expect(seen).toEqual(numbers(count));
      }),
      { numRuns: 50 },
    ));
});
