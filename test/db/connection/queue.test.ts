import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Lease, Share } from '../../../src/db/connection/Leases.js';
import { createQueue, type Queue } from '../../../src/db/connection/queue.js';
import { refusal } from '../../support/refusal.js';
import { stopClock, type StoppedClock } from '../../support/stoppedClock.js';

let clock: StoppedClock;
beforeEach(() => {
  clock = stopClock();
});
afterEach(() => clock.restore());

const shareOf = (running = 0): Share => ({ running });
const leaseNamed = (name: string): Lease => ({ name }) as unknown as Lease;
const settled = (waiting: Promise<unknown>): Promise<unknown> => waiting.catch((error: unknown) => error);
const busy = refusal('The database is busy with other requests; try again in a moment.', 'OVERLOADED');

/** Takes everybody out in the order in which they would be served. */
function served(queue: Queue, isEligible: (share: Share) => boolean = () => true): Share[] {
  const shares: Share[] = [];
  for (let next = queue.next(isEligible); next !== undefined; next = queue.next(isEligible)) {
    shares.push(next.share);
    queue.grant(next, leaseNamed('any'));
  }
  return shares;
}

describe('who comes next', () => {
  it('is nobody of an empty queue', () => {
    expect(createQueue(undefined).next(() => true)).toBeUndefined();
  });

  it.each<[string, readonly number[], readonly number[]]>([
    ['the first who came, where all have as many', [0, 0, 0], [0, 1, 2]],
    ['who has the fewest', [2, 1, 0], [2, 1, 0]],
    ['of those with the fewest the first', [3, 1, 2, 1, 3], [1, 3, 2, 0, 4]],
  ])('is %s', (_, running, order) => {
    const queue = createQueue(undefined);
    const shares = running.map((count) => shareOf(count));
    for (const share of shares) void queue.wait(share, 0);
    expect(served(queue).map((share) => shares.indexOf(share))).toEqual(order);
    expect(queue.size).toBe(0);
  });

  it('is only who may have one', () => {
    const queue = createQueue(undefined);
    const [first, second] = [shareOf(0), shareOf(1)];
    void queue.wait(first, 0);
    void queue.wait(second, 0);
    expect(queue.next((share) => share === second)?.share).toBe(second);
    expect(queue.next(() => false)).toBeUndefined();
    expect(queue.size).toBe(2);
  });

  it('changes with what a share has by then', () => {
    const queue = createQueue(undefined);
    const [greedy, modest] = [shareOf(0), shareOf(0)];
    for (const share of [greedy, greedy, modest]) void queue.wait(share, 0);
    const order: Share[] = [];
    for (let next = queue.next(() => true); next !== undefined; next = queue.next(() => true)) {
      order.push(next.share);
      next.share.running += 1;
      queue.grant(next, leaseNamed('any'));
    }
    expect(order).toEqual([greedy, modest, greedy]);
  });

  it('is for any who wait whom sorting them by what they have and when they came says', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ running: fc.nat(4), fits: fc.boolean() })), (given) => {
        const queue = createQueue(undefined);
        const waiting = given.map(({ running, fits }, place) => ({ share: shareOf(running), fits, place }));
        for (const { share } of waiting) void queue.wait(share, 0);
        const sorted = waiting
          .filter(({ fits }) => fits)
          .toSorted((one, other) => one.share.running - other.share.running || one.place - other.place);
        const fitting = new Set(sorted.map(({ share }) => share));
        expect(served(queue, (share) => fitting.has(share))).toEqual(sorted.map(({ share }) => share));
        expect(queue.size).toBe(waiting.length - sorted.length);
      }),
    );
  });
});

describe('waiting', () => {
  it('ends with the lease that is granted', async () => {
    const queue = createQueue(undefined);
    const [first, second] = [queue.wait(shareOf(), 0), queue.wait(shareOf(), 0)];
    for (const name of ['one', 'two']) {
      const waiter = queue.next(() => true);
      if (waiter !== undefined) queue.grant(waiter, leaseNamed(name));
    }
    expect([await first, await second]).toEqual([{ name: 'one' }, { name: 'two' }]);
  });

  it('ends with an error for all, or for one share alone', async () => {
    const queue = createQueue(undefined);
    const leaving = shareOf();
    const [mine, other, mineToo] = [leaving, shareOf(), leaving].map((share) => settled(queue.wait(share, 0)));
    queue.reject('gone', leaving);
    expect([await mine, await mineToo, queue.size]).toEqual(['gone', 'gone', 1]);
    queue.reject('ended');
    expect([await other, queue.size]).toEqual(['ended', 0]);
  });

  it('has no end of its own, and no end of places, where nothing limits it', async () => {
    const queue = createQueue(undefined);
    for (let n = 0; n < 1000; n += 1) void queue.wait(shareOf(), 0);
    await clock.goOn(2000);
    expect(queue.size).toBe(1000);
  });
});

describe('limits', () => {
  it.each([
    ['of places', { length: 2, timeout: 1000 }, 0, 2],
    ['of none', { length: 0, timeout: 1000 }, 0, 0],
    ['of none beside connections that are still opened', { length: 0, timeout: 1000 }, 3, 3],
    ['of places beside connections that are still opened', { length: 2, timeout: 1000 }, 3, 5],
  ])('%s refuse the next one', async (_, limits, room, places) => {
    const queue = createQueue(limits);
    for (let n = 0; n < places; n += 1) void queue.wait(shareOf(), room);
    await expect(queue.wait(shareOf(), room)).rejects.toThrow(
      refusal(`More than ${limits.length} statements wait for the database; try again in a moment.`, 'OVERLOADED'),
    );
    expect(queue.size).toBe(places);
  });

  it('of time refuse who has waited for so long without a connection', async () => {
    const queue = createQueue({ length: 10, timeout: 1000 });
    const early = settled(queue.wait(shareOf(), 0));
    await clock.goOn(500);
    const late = settled(queue.wait(shareOf(), 0));
    await clock.goOn(400);
    expect(queue.size).toBe(2);
    await clock.goOn(100);
    expect(await early).toEqual(busy);
    expect(queue.size).toBe(1);
    await clock.goOn(500);
    expect(await late).toEqual(busy);
    expect(queue.size).toBe(0);
  });

  it('of time begin anew for who waits for its own statements', async () => {
    const queue = createQueue({ length: 10, timeout: 300 });
    const share = shareOf(1);
    const waiting = settled(queue.wait(share, 0));
    await clock.goOn(3000);
    expect(queue.size).toBe(1);
    share.running = 0;
    await clock.goOn(200);
    expect(queue.size).toBe(1);
    await clock.goOn(100);
    expect(await waiting).toEqual(busy);
  });

  it('of time hold again after the queue was empty for a while', async () => {
    const queue = createQueue({ length: 10, timeout: 300 });
    void queue.wait(shareOf(), 0);
    served(queue);
    await clock.goOn(1000);
    const waiting = settled(queue.wait(shareOf(), 0));
    await clock.goOn(200);
    expect(queue.size).toBe(1);
    await clock.goOn(200);
    expect(await waiting).toEqual(busy);
  });
});
