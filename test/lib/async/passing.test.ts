import { describe, expect, it } from '@jest/globals';
import { passing } from '../../../src/lib/async/passing.js';
import { Topic } from '../../../src/lib/async/Topic.js';

const done = { done: true, value: undefined };
const told = (value: unknown) => ({ done: false, value });

describe('passing', () => {
  it('gives what passes, and ends with what it filters, also while it waits', async () => {
    const topic = new Topic<number>();
    const even = passing(topic.listen(), (n) => n % 2 === 0);
    for (const n of [1, 2, 3, 4]) topic.publish(n);
    expect([await even.next(), await even.next()]).toEqual([told(2), told(4)]);
    const waiting = even.next();
    topic.publish(5);
    await even.return?.();
    expect(await waiting).toEqual(done);
    expect(topic.size).toBe(0);
  });
});
