import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createLender } from '../../../src/lib/budget/createLender.js';

describe('createLender', () => {
  it('lends up to its limit to those that have nothing yet', () => {
    const lender = createLender(1000);
    expect([lender.lend(400, 0), lender.lend(600, 0), lender.lend(1, 0)]).toEqual([true, true, false]);
  });

  it('keeps a tenth for those, which the others cannot have', () => {
    const lender = createLender(1000);
    expect(lender.lend(500, 0)).toBe(true);
    expect(lender.lend(401, 500)).toBe(false);
    expect(lender.lend(400, 500)).toBe(true);
    expect(lender.lend(1, 900)).toBe(false);
    expect(lender.lend(100, 0)).toBe(true);
  });

  it('lends again what was given back, and no more', () => {
    const lender = createLender(100);
    expect(lender.lend(100, 0)).toBe(true);
    lender.giveBack(40);
    expect([lender.lend(41, 0), lender.lend(40, 0), lender.lend(1, 0)]).toEqual([false, true, false]);
  });

  it('takes nothing for what it refuses', () => {
    const lender = createLender(100);
    expect([lender.lend(101, 0), lender.lend(100, 0)]).toEqual([false, true]);
  });

  it('has never lent more than its limit, whoever asks', () => {
    const asks = fc.array(fc.record({ who: fc.nat(3), bytes: fc.integer({ min: -60, max: 60 }) }), { maxLength: 40 });
    fc.assert(
      fc.property(asks, (given) => {
        const lender = createLender(100);
        const held = [0, 0, 0, 0];
        for (const { who, bytes } of given) {
          const mine = held[who] ?? 0;
          const all = held.reduce((sum, one) => sum + one, 0);
          if (bytes < 0) {
            const back = Math.min(mine, -bytes);
            lender.giveBack(back);
            held[who] = mine - back;
          } else {
            const fits = all + bytes <= (mine === 0 ? 100 : 90);
            expect(lender.lend(bytes, mine)).toBe(fits);
            if (fits) held[who] = mine + bytes;
          }
        }
      }),
    );
  });
});
