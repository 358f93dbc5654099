import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createPreparedTexts } from '../../src/db/preparedTexts.js';

const halfHour = 30 * 60_000;

/** Texts at an instant that the test sets. */
function texts() {
  const clock = { now: 5 };
  return { clock, prepared: createPreparedTexts(() => clock.now) };
}

const namesFrom = (from: number, count: number) => Array.from({ length: count }, (_, n) => `select ${from + n}`);

describe('a text', () => {
  it('is prepared on its second use, and on each one after it', () => {
    const { prepared } = texts();
    const uses = ['a', 'b', 'a', 'a', 'b', 'c', 'a'].map((text) => prepared.shouldPrepare(text));
    expect(uses).toEqual([false, false, true, true, true, false, true]);
  });

  it('is another one where a single character differs', () => {
    const { prepared } = texts();
    const uses = ['select 1', 'select 1 ', 'SELECT 1', 'select 1'].map((text) => prepared.shouldPrepare(text));
    expect(uses).toEqual([false, false, false, true]);
  });

  it('is not prepared as the 101st, while the others still are', () => {
    const { prepared } = texts();
    const use = (some: readonly string[]) => some.map((text) => prepared.shouldPrepare(text));
    const [first, others] = [namesFrom(0, 100), namesFrom(100, 50)];
    use(first);
    use(others);
    expect(new Set(use(first))).toEqual(new Set([true]));
    expect(new Set([...use(others), ...use(others)])).toEqual(new Set([false]));
    expect(new Set(use(first))).toEqual(new Set([true]));
  });

  it('that was seen before 10,000 others is new again', () => {
    const { prepared } = texts();
    prepared.shouldPrepare('mine');
    for (const text of namesFrom(0, 9_999)) prepared.shouldPrepare(text);
    expect(prepared.shouldPrepare('mine')).toBe(true);
    const again = texts().prepared;
    again.shouldPrepare('mine');
    for (const text of namesFrom(0, 10_000)) again.shouldPrepare(text);
    expect([again.shouldPrepare('mine'), again.shouldPrepare('mine')]).toEqual([false, true]);
  });
});

describe('half an hour', () => {
  it.each([
    [halfHour - 1, true],
    [halfHour, false],
    [10 * halfHour, false],
  ])('of %i ms leaves what was prepared: %s', (milliseconds, stays) => {
    const { clock, prepared } = texts();
    prepared.shouldPrepare('a');
    prepared.shouldPrepare('a');
    clock.now += milliseconds;
    expect(prepared.shouldPrepare('a')).toBe(stays);
  });

  it('begins anew when the one before was noticed to be over', () => {
    const { clock, prepared } = texts();
    clock.now += halfHour + 1000;
    expect(prepared.shouldPrepare('a')).toBe(false);
    clock.now += halfHour - 1;
    expect(prepared.shouldPrepare('a')).toBe(true);
    clock.now += 1;
    expect(prepared.shouldPrepare('a')).toBe(false);
  });

  it('never sees more than 100 texts prepared, nor an hour more than 200', () => {
    const use = fc.record({ text: fc.nat(400), pause: fc.constantFrom(0, 0, 0, 0, 0, 0, 20_000, 900_000) });
    fc.assert(
      fc.property(fc.array(use, { minLength: 500, maxLength: 3000, size: 'max' }), (given) => {
        const { clock, prepared } = texts();
        const made: { readonly text: number; readonly at: number }[] = [];
        for (const { text, pause } of given) {
          clock.now += pause;
          if (prepared.shouldPrepare(`select ${text}`)) made.push({ text, at: clock.now });
        }
        for (const { at } of made) {
          const recent = made.filter((one) => one.at <= at && one.at > at - halfHour);
          expect(new Set(recent.map(({ text }) => text)).size).toBeLessThanOrEqual(200);
        }
      }),
      { numRuns: 5 },
    );
  });
});
