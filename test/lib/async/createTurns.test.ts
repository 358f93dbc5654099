import { expect, it } from '@jest/globals';
import { createTurns } from '../../../src/lib/async/createTurns.js';

const patience = (milliseconds = 60_000, signal = new AbortController().signal) => ({
  signal,
  milliseconds,
  late: () => new Error('late'),
});

it('gives places in the order in which they were asked for, and sends away whom there is no room for', async () => {
  const turns = createTurns(1, 2);
  await turns.take(patience());
  const order: number[] = [];
  const waiting = [1, 2].map(async (one) => {
    await turns.take(patience());
    order.push(one);
    turns.free();
  });
  expect(turns.take(patience())).toBeUndefined();
  expect([turns.running, order]).toEqual([1, []]);
  turns.free();
  await Promise.all(waiting);
  expect([turns.running, order]).toEqual([0, [1, 2]]);
});

it('holds no place for those who waited too long, went away or were refused', async () => {
  const turns = createTurns(1, 3);
  await turns.take(patience());
  const gone = new AbortController();
  const late = turns.take(patience(1));
  const left = turns.take(patience(60_000, gone.signal));
  await expect(late).rejects.toThrow('late');
  gone.abort(new Error('gone'));
  await expect(left).rejects.toThrow('gone');
  const refused = turns.take(patience());
  turns.refuse(new Error('ended'));
  await expect(refused).rejects.toThrow('ended');
  turns.free();
  expect(turns.running).toBe(0);
});
