import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { within } from '../../../src/lib/async/within.js';

/** The timers that keep the process alive. */
const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

describe('within', () => {
  it('gives what the promise comes to', async () => {
    expect(await within(Promise.resolve(7), 1000)).toBe(7);
    expect(await within(delay(5, 'late enough'), 1000)).toBe('late enough');
    await expect(within(Promise.reject(new Error('it broke')), 1000)).rejects.toThrow('it broke');
  });

  it('rejects where that takes longer', async () => {
    await expect(within(new Promise(() => {}), 10)).rejects.toThrow(/^no answer within 10 ms$/);
    await expect(within(delay(100), 0)).rejects.toThrow('no answer within 0 ms');
  });

  it('leaves no timer behind', async () => {
    const before = timers();
    await within(Promise.resolve(1), 60_000);
    await within(Promise.reject(new Error('it broke')), 60_000).catch(() => {});
    expect(timers()).toBe(before);
  });
});
