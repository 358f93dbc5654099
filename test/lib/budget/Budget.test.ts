import { setImmediate as nextLoop } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Budget, type Lender } from '../../../src/lib/budget/Budget.js';
import { createLender } from '../../../src/lib/budget/createLender.js';
import { refusal } from '../../support/refusal.js';

const kilobytes = (count: number): number => count * 1024;

/** A budget, the errors that it told of, and what its lender has lent. */
function open(limit: number, from: Lender = createLender(1e12)) {
  const told: Error[] = [];
  const loan = { lent: 0, asked: 0 };
  const lender: Lender = {
    lend(bytes, borrowed) {
      loan.asked += 1;
      if (!from.lend(bytes, borrowed)) return false;
      loan.lent += bytes;
      return true;
    },
    giveBack(bytes) {
      loan.lent -= bytes;
      from.giveBack(bytes);
    },
  };
  return { budget: new Budget({ limit, lender, onRefusal: (error) => told.push(error) }), told, loan };
}

const tooMany = (megabytes: number) =>
  refusal(
    `The answer would take more than ${megabytes} MB of memory, which is the most that one request may take; ask for smaller ` +
      'pages, fewer fields or fewer aliases.',
    'TOO_MANY_VALUES',
  );

const overloaded = refusal(
  'The requests that are being answered take all the memory there is for them; ask again in a moment.',
  'OVERLOADED',
);

describe('Budget.take', () => {
  it('counts, and borrows in portions of 256 kB', () => {
    const { budget, loan } = open(10_000_000);
    budget.take(0);
    expect({ size: budget.size, ...loan }).toEqual({ size: 0, lent: 0, asked: 0 });
    budget.take(1);
    expect({ size: budget.size, ...loan }).toEqual({ size: 1, lent: kilobytes(256), asked: 1 });
    budget.take(kilobytes(256) - 1);
    expect(loan.asked).toBe(1);
    budget.take(1);
    expect({ size: budget.size, ...loan }).toEqual({ size: kilobytes(256) + 1, lent: kilobytes(512), asked: 2 });
  });

  it('borrows as much as is taken where that is more', () => {
    const { budget, loan } = open(10_000_000);
    budget.take(3_000_000);
    expect(loan).toEqual({ lent: 3_000_000, asked: 1 });
  });

  it('takes its limit and not a byte more', () => {
    const { budget, told } = open(3_000_000);
    budget.take(3_000_000);
    expect([budget.hasEnded, told]).toEqual([false, []]);
    expect(() => budget.take(1)).toThrow(tooMany(3));
    expect([budget.hasEnded, told]).toEqual([true, [tooMany(3)]]);
  });

  it('says a limit in whole megabytes, one at the least', () => {
    expect(() => open(100).budget.take(101)).toThrow(tooMany(1));
    expect(() => open(2_500_000).budget.take(3e6)).toThrow(tooMany(3));
    expect(() => open(191_800_000).budget.take(1e9)).toThrow(tooMany(192));
  });

  it('ends the request where its lender has no more', () => {
    const { budget, told, loan } = open(10_000_000, createLender(kilobytes(300)));
    budget.take(1000);
    // Nine tenths of the whole are 270 kB.
    expect(() => budget.take(kilobytes(256))).toThrow(overloaded);
    expect([budget.hasEnded, told, loan.lent]).toEqual([true, [overloaded], kilobytes(256)]);
  });

  it('lets small requests pass beside large ones', () => {
    const lender = createLender(kilobytes(1000));
    const large = open(10_000_000, lender).budget;
    large.take(kilobytes(600));
    expect(() => large.take(kilobytes(400))).toThrow(overloaded);
    expect(() => open(10_000_000, lender).budget.take(1)).not.toThrow();
  });
});

describe('Budget.refuse', () => {
  it('ends the request: it is told once, and every take throws it, of nothing too', () => {
    const { budget, told } = open(1_000_000);
    budget.take(10);
    const error = new Error('gone');
    expect(budget.refuse(error)).toBe(error);
    for (const bytes of [0, 1, 1e9]) expect(() => budget.take(bytes)).toThrow(error);
    expect([budget.hasEnded, told]).toEqual([true, [error]]);
  });

  it('keeps the first of several', () => {
    const { budget, told } = open(1_000_000);
    const [first, second] = [new Error('first'), new Error('second')];
    budget.refuse(first);
    expect(budget.refuse(second)).toBe(first);
    expect(told).toEqual([first]);
    expect(() => budget.take(0)).toThrow('first');
  });

  it('gives the error a path, so that GraphQL keeps it as one', () => {
    expect(open(1).budget.refuse(new Error('gone'))).toMatchObject({ path: [] });
  });
});

describe('Budget.settle', () => {
  it('gives back what is no longer held', () => {
    const { budget, loan } = open(10_000_000);
    budget.take(2_000_000);
    budget.settle(500_000);
    expect(loan.lent).toBe(500_000);
    budget.settle(0);
    expect(loan.lent).toBe(0);
    budget.settle(0);
    expect(loan.lent).toBe(0);
  });

  it('gives nothing back where more is held than was borrowed', () => {
    const { budget, loan } = open(10_000_000);
    budget.take(2_000_000);
    budget.settle(9_000_000);
    expect(loan.lent).toBe(2_000_000);
  });

  it('does so after a refusal too', () => {
    const { budget, loan } = open(10_000_000);
    budget.take(2_000_000);
    budget.refuse(new Error('gone'));
    budget.settle(0);
    expect(loan.lent).toBe(0);
  });
});

describe('Budget.nothing', () => {
  it('never comes, and is each request’s own', async () => {
    const [one, other] = [open(1).budget, open(1).budget];
    expect(one.nothing).not.toBe(other.nothing);
    const first = await Promise.race([one.nothing, nextLoop('a turn')]);
    expect(first).toBe('a turn');
  });
});

describe('Budget.isDue', () => {
  it('is set when a turn has lasted too long, and no more in another turn', async () => {
    const { budget } = open(1e9);
    // Two: the end of the turn before is an immediate as well.
    await nextLoop();
    await nextLoop();
    budget.take(1);
    expect(budget.isDue).toBe(false);
    for (const end = performance.now() + 25; performance.now() < end;);
    // Asked when a portion more is borrowed.
    expect(budget.isDue).toBe(false);
    budget.take(kilobytes(256));
    expect(budget.isDue).toBe(true);
    await budget.turn();
    expect(budget.isDue).toBe(false);
  });
});
