import { describe, expect, it } from '@jest/globals';
import { createCachedValue } from '../../../src/lib/async/cachedValue.js';

/** A cached value with a clock, the readings that were begun, and what was told of failures. */
function open() {
  const state = { now: 0, isFollowed: true };
  const readings: { give(value: string | undefined): void; fail(error: Error): void }[] = [];
  const errors: unknown[] = [];
  const value = createCachedValue<string>({
    read: () =>
      new Promise((resolve, reject) => {
        readings.push({ give: resolve, fail: reject });
      }),
    isFollowed: () => state.isFollowed,
    onError: (error) => void errors.push(error),
    now: () => state.now,
  });
  /** What is held after the newest reading gave something. */
  const given = async (text: string | undefined): Promise<string | undefined> => {
    readings.at(-1)?.give(text);
    await Promise.resolve().then(() => {});
    return value.current();
  };
  return { state, readings, errors, value, given };
}

describe('a cached value', () => {
  it('is not there at first, is read once for all who ask, and is held', async () => {
    const { value, readings, given } = open();
    expect([value.current(), value.current()]).toEqual([undefined, undefined]);
    expect(readings).toHaveLength(1);
    expect(await given('first')).toBe('first');
    expect(readings).toHaveLength(1);
  });

  it('is gone with a change, and read anew after a second without another', async () => {
    const { state, value, readings, given } = open();
    value.current();
    await given('old');
    value.invalidate();
    expect(value.current()).toBeUndefined();
    state.now = 900;
    value.invalidate();
    state.now = 1899;
    expect(value.current()).toBeUndefined();
    expect(readings).toHaveLength(1);
    state.now = 1900;
    expect(value.current()).toBeUndefined();
    expect(readings).toHaveLength(2);
    expect(await given('new')).toBe('new');
  });

  it('is not held where it changed while it was read', async () => {
    const { state, value, readings, given } = open();
    value.current();
    value.invalidate();
    expect(await given('read before the change')).toBeUndefined();
    state.now = 1000;
    value.current();
    expect(readings).toHaveLength(2);
    expect(await given('read after it')).toBe('read after it');
  });

  it('is read anew after ten seconds, and held meanwhile for twenty', async () => {
    const { state, value, readings, given } = open();
    value.current();
    await given('old');
    state.now = 9999;
    expect(value.current()).toBe('old');
    expect(readings).toHaveLength(1);
    state.now = 10_000;
    expect([value.current(), value.current()]).toEqual(['old', 'old']);
    expect(readings).toHaveLength(2);
    state.now = 19_999;
    expect(value.current()).toBe('old');
    state.now = 20_000;
    expect(value.current()).toBeUndefined();
    expect(readings).toHaveLength(2);
    // As old as the beginning of its reading.
    expect(await given('of ten seconds ago')).toBe('of ten seconds ago');
    expect(readings).toHaveLength(3);
  });

  it('is not there where it cannot be held, which is not tried again before a change', async () => {
    const { state, value, readings, given } = open();
    value.current();
    expect(await given(undefined)).toBeUndefined();
    state.now = 1_000_000;
    expect(value.current()).toBeUndefined();
    expect(readings).toHaveLength(1);
    value.invalidate();
    state.now += 1000;
    value.current();
    expect(readings).toHaveLength(2);
  });

  it('is read again a second after a failure, which is told', async () => {
    const { state, value, readings, errors } = open();
    value.current();
    readings[0]?.fail(new Error('away'));
    await new Promise(setImmediate);
    expect(errors).toEqual([new Error('away')]);
    state.now = 999;
    expect(value.current()).toBeUndefined();
    expect(readings).toHaveLength(1);
    state.now = 1000;
    value.current();
    expect(readings).toHaveLength(2);
  });

  it('is neither read nor held while changes are not told', async () => {
    const { state, value, readings, given } = open();
    state.isFollowed = false;
    expect(value.current()).toBeUndefined();
    expect(readings).toHaveLength(0);
    state.isFollowed = true;
    value.current();
    expect(await given('held')).toBe('held');
    state.isFollowed = false;
    expect(value.current()).toBeUndefined();
    state.isFollowed = true;
    expect(value.current()).toBeUndefined();
    expect(readings).toHaveLength(2);
  });
});
