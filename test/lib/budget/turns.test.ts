import { setImmediate as nextLoop } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { isTurnOverdue, nextTurn } from '../../../src/lib/budget/turns.js';

/** Keeps the event loop busy. */
function work(milliseconds: number): void {
  for (const end = performance.now() + milliseconds; performance.now() < end;);
}

// Two: the end of a turn is an immediate as well.
beforeEach(async () => {
  await nextLoop();
  await nextLoop();
});

describe('isTurnOverdue', () => {
  it('is so when a turn has lasted 20 ms since it was first asked', () => {
    expect(isTurnOverdue()).toBe(false);
    work(22);
    expect(isTurnOverdue()).toBe(true);
    expect(isTurnOverdue()).toBe(true);
  });

  it('begins anew with each turn', async () => {
    isTurnOverdue();
    work(22);
    await nextLoop();
    await nextLoop();
    expect(isTurnOverdue()).toBe(false);
  });

  it('does not count what went on before it was asked', () => {
    work(22);
    expect(isTurnOverdue()).toBe(false);
  });
});

describe('nextTurn', () => {
  it('comes in a later turn, in the order in which it was asked for', async () => {
    const order: string[] = [];
    const waits = ['a', 'b', 'c'].map((name) => nextTurn().then(() => order.push(name)));
    await Promise.resolve();
    expect(order).toEqual([]);
    await Promise.all(waits);
    expect(order).toEqual(['a', 'b', 'c']);
  });

  it('comes where nobody asks anything more', async () => {
    await expect(nextTurn()).resolves.toBeUndefined();
    await expect(nextTurn()).resolves.toBeUndefined();
  });

  it('lets those that wait do some work each turn, and others between', async () => {
    const order: string[] = [];
    const busy = Array.from({ length: 4 }, (_, n) =>
      nextTurn().then(() => {
        work(12);
        order.push(`busy ${n}`);
      }),
    );
    const beside = (async () => {
      for (const n of [0, 1]) {
        await nextLoop();
        order.push(`other ${n}`);
      }
    })();
    await Promise.all([...busy, beside]);
    // Two of 12 ms are over 20 ms: the others wait for another turn, and something else comes between.
    expect(order.filter((name) => name.startsWith('busy'))).toEqual(['busy 0', 'busy 1', 'busy 2', 'busy 3']);
    expect(order.findIndex((name) => name.startsWith('other'))).toBeLessThan(order.indexOf('busy 3'));
  });

  it('lets what one does next come before the next one', async () => {
    const order: string[] = [];
    const one = nextTurn().then(async () => {
      order.push('one');
      await Promise.resolve();
      order.push('one goes on');
    });
    const two = nextTurn().then(() => order.push('two'));
    await Promise.all([one, two]);
    expect(order).toEqual(['one', 'one goes on', 'two']);
  });

  it('serves very many', async () => {
    let done = 0;
    await Promise.all(Array.from({ length: 20_000 }, () => nextTurn().then(() => (done += 1))));
    expect(done).toBe(20_000);
  });
});
