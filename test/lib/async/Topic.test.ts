import { describe, expect, it } from '@jest/globals';
import { Topic } from '../../../src/lib/async/Topic.js';

const done = { done: true, value: undefined };
const told = (value: unknown) => ({ done: false, value });

describe('Topic', () => {
  it('tells all who listen at the moment, each everything', async () => {
    const topic = new Topic<number>();
    topic.publish(0);
    const [one, other] = [topic.listen(), topic.listen()];
    topic.publish(1);
    topic.publish(2);
    await one.return?.();
    topic.publish(3);
    expect(topic.size).toBe(1);
    expect([await other.next(), await other.next(), await other.next()]).toEqual([told(1), told(2), told(3)]);
    expect(await one.next()).toEqual(done);
    await other.return?.();
    expect(topic.size).toBe(0);
  });
});
