import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Leases } from '../../../src/db/connection/Leases.js';
import type { Session } from '../../../src/db/connection/session.js';
import { stopClock, type StoppedClock } from '../../support/stoppedClock.js';

let clock: StoppedClock;
beforeEach(() => {
  clock = stopClock();
});
afterEach(() => clock.restore());

/** A connection on which something runs until `finish`, or until it is cut; and what was done to it. */
function connection() {
  const done: string[] = [];
  let then: (() => void) | undefined;
  const finish = (): void => {
    then?.();
    then = undefined;
  };
  const session: Partial<Session> = {
    cancelAll: () => void done.push('cancel'),
    destroy: (reason) => {
      done.push(`cut: ${(reason as Error).message}`);
      finish();
    },
    whenIdle: (call) => (then = call),
  };
  return { session: session as Session, done, finish };
}

function leasing(longest?: number) {
  const back: Session[] = [];
  return { leases: new Leases({ longest, onReleased: (session) => back.push(session) }), back };
}

const closed = 'cut: The database cannot be reached: the connections to it were closed.';
const silent = 'cut: The connection to the database was lost: it does not answer.';

describe('a lease', () => {
  it('counts for its share until it is given back, which brings the connection back', () => {
    const { leases, back } = leasing();
    const share = { running: 0 };
    const [one, other] = [connection(), connection()];
    const lease = leases.grant(one.session, share);
    leases.grant(other.session, share);
    expect([lease.session, share.running, [...leases.sessions]]).toEqual([
      one.session,
      2,
      [one.session, other.session],
    ]);
    lease.release();
    expect([share.running, [...leases.sessions], back]).toEqual([1, [other.session], [one.session]]);
  });

  it.each([
    ['release', 'release'],
    ['release', 'abandon'],
    ['abandon', 'release'],
    ['abandon', 'abandon'],
  ] as const)('ends once: by %s, not by %s after it', (first, second) => {
    const { leases, back } = leasing();
    const share = { running: 0 };
    const { session, finish } = connection();
    const lease = leases.grant(session, share);
    lease[first]();
    finish();
    lease[second]();
    finish();
    expect([share.running, back]).toEqual([0, [session]]);
  });

  it('of a connection that was leased before does not end the lease after it', () => {
    const { leases, back } = leasing();
    const { session } = connection();
    const [before, after] = [{ running: 0 }, { running: 0 }];
    const lease = leases.grant(session, before);
    lease.release();
    leases.grant(session, after);
    lease.release();
    expect([before.running, after.running, back.length, [...leases.sessions]]).toEqual([0, 1, 1, [session]]);
  });
});

describe('an abandoned lease', () => {
  it('is no longer its share’s, but comes back only when nothing runs', async () => {
    const { leases, back } = leasing();
    const share = { running: 0 };
    const { session, done, finish } = connection();
    leases.grant(session, share).abandon();
    expect([share.running, [...leases.sessions], back]).toEqual([0, [session], []]);
    await clock.goOn(20);
    finish();
    expect(back).toEqual([session]);
    await clock.goOn(3000);
    expect(done).toEqual([]);
  });

  it('is cancelled after 25 ms', async () => {
    const { leases, back } = leasing();
    const { session, done, finish } = connection();
    leases.grant(session, { running: 0 }).abandon();
    await clock.goOn(20);
    expect(done).toEqual([]);
    await clock.goOn(5);
    expect(done).toEqual(['cancel']);
    finish();
    await clock.goOn(3000);
    expect([done, back]).toEqual([['cancel'], [session]]);
  });

  it('is cut after two seconds, where the cancel has not helped', async () => {
    const { leases, back } = leasing();
    const { session, done } = connection();
    leases.grant(session, { running: 0 }).abandon();
    await clock.goOn(1995);
    expect(done).toEqual(['cancel']);
    await clock.goOn(5);
    expect([done, back]).toEqual([['cancel', closed], [session]]);
  });
});

describe('a lease that lasts too long', () => {
  it('is cut, and no other', async () => {
    const { leases } = leasing(1000);
    const [old, young] = [connection(), connection()];
    leases.grant(old.session, { running: 0 });
    await clock.goOn(900);
    leases.grant(young.session, { running: 0 });
    await clock.goOn(600);
    expect([old.done.slice(0, 1), young.done]).toEqual([[silent], []]);
  });

  it('is none where it was given back in time', async () => {
    const { leases } = leasing(1000);
    const { session, done } = connection();
    leases.grant(session, { running: 0 }).release();
    await clock.goOn(5000);
    expect(done).toEqual([]);
  });

  it('is seen also when it begins after a while without any', async () => {
    const { leases } = leasing(1000);
    const [first, second] = [connection(), connection()];
    leases.grant(first.session, { running: 0 }).release();
    await clock.goOn(5000);
    leases.grant(second.session, { running: 0 });
    await clock.goOn(2000);
    expect([first.done, second.done[0]]).toEqual([[], silent]);
  });

  it('may last for ever where nothing is said', async () => {
    const { leases } = leasing();
    const { session, done } = connection();
    leases.grant(session, { running: 0 });
    await clock.goOn(10_000);
    expect([done, leases.countStuck()]).toEqual([[], 0]);
  });

  it('is stuck after three times of what is allowed', async () => {
    const { leases } = leasing(1000);
    const lease = leases.grant(connection().session, { running: 0 });
    await clock.goOn(1000);
    leases.grant(connection().session, { running: 0 });
    await clock.goOn(2000);
    expect(leases.countStuck()).toBe(0);
    await clock.goOn(5);
    expect(leases.countStuck()).toBe(1);
    await clock.goOn(1000);
    expect(leases.countStuck()).toBe(2);
    lease.release();
    expect(leases.countStuck()).toBe(1);
  });
});
