import { describe, expect, it } from '@jest/globals';
import { once } from '../../../src/lib/async/once.js';

describe('once', () => {
  it('makes a value when it is first asked for, and gives the same one ever after', () => {
    let made = 0;
    const get = once(() => ({ number: (made += 1) }));
    expect(made).toBe(0);
    const first = get();
    expect(first).toEqual({ number: 1 });
    expect(get()).toBe(first);
    expect(made).toBe(1);
  });

  it.each([[undefined], [null], [0], [''], [false], [Number.NaN]])('does not make %p again', (value) => {
    let made = 0;
    const get = once(() => {
      made += 1;
      return value;
    });
    expect([get(), get(), made]).toEqual([value, value, 1]);
  });

  it('tries again after a failure, which is thrown', () => {
    let tries = 0;
    const get = once(() => {
      tries += 1;
      if (tries === 1) throw new Error('not yet');
      return tries;
    });
    expect(get).toThrow('not yet');
    expect([get(), get()]).toEqual([2, 2]);
  });

  it('keeps the values of two apart', () => {
    const [one, other] = [once(() => ['a']), once(() => ['a'])];
    expect(one()).not.toBe(other());
  });
});
