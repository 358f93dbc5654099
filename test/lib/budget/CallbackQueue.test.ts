import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CallbackQueue } from '../../../src/lib/budget/CallbackQueue.js';

describe('CallbackQueue', () => {
  it('gives nothing where nothing is', () => {
    const queue = new CallbackQueue();
    expect([queue.size, queue.take(), queue.take(), queue.size]).toEqual([0, undefined, undefined, 0]);
    queue.add(() => {});
    expect(queue.size).toBe(1);
  });

  it('is a list that is taken from at its front', () => {
    const steps = fc.array(fc.constantFrom('add', 'add', 'take'), { maxLength: 60 });
    fc.assert(
      fc.property(steps, (given) => {
        const [queue, list] = [new CallbackQueue(), [] as (() => void)[]];
        for (const step of given) {
          if (step === 'add') {
            const item = (): void => {};
            queue.add(item);
            list.push(item);
          } else expect(queue.take()).toBe(list.shift());
          expect(queue.size).toBe(list.length);
        }
      }),
    );
  });

  it('takes the first of very many as fast as of few', () => {
    const queue = new CallbackQueue();
    let called = 0;
    for (let n = 0; n < 300_000; n += 1) queue.add(() => (called += 1));
    const began = performance.now();
    for (let item = queue.take(); item !== undefined; item = queue.take()) item();
    expect([called, queue.size]).toEqual([300_000, 0]);
    // To copy the rest each time takes minutes.
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
