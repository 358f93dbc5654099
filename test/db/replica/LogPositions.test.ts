import { expect, it } from '@jest/globals';
import { LogPositions } from '../../../src/db/replica/LogPositions.js';

it('nothing may be read before it is known where the log was when something was last seen', () => {
  const positions = new LogPositions(5000);
  positions.touch();
  positions.note(0, 100n);
  expect(positions.bound(0)).toBeUndefined();
  const { version } = positions;
  expect([positions.settle(version, 90n), positions.bound(10)]).toEqual([true, 90n]);
  positions.touch();
  // The answer to the question before the touch says nothing of it.
  expect([positions.settle(version, 95n), positions.bound(20)]).toEqual([false, undefined]);
  expect([positions.settle(positions.version, 99n), positions.bound(30)]).toEqual([true, 99n]);
});

it('what the primary had written so long ago must be there, whether it was seen or not', () => {
  const positions = new LogPositions(5000);
  positions.settle(positions.version, 10n);
  for (const [at, position] of [
    [0, 10n],
    [4000, 20n],
    [8000, 30n],
    [10_000, 40n],
  ] as const)
    positions.note(at, position);
  // Of 5,000 ms before 10,000 the newest that is known is what was there at 4,000.
  expect([positions.bound(10_000), positions.oldestAllowed]).toEqual([20n, 20n]);
});

it('a primary that has been silent for longer than that is not known any more', () => {
  const positions = new LogPositions(5000);
  positions.settle(positions.version, 10n);
  positions.note(1000, 10n);
  expect([positions.bound(9000), positions.bound(9001)]).toEqual([10n, undefined]);
});

it('a replica is behind by the time since the log was last where it is', () => {
  const positions = new LogPositions(5000);
  expect(positions.lagOf(1n, 0, 7000)).toBe(0);
  positions.note(1000, 10n);
  positions.note(2000, 10n);
  positions.note(3000, 20n);
  // It has all; more than all that is known; all of 2,000; less than there is any history of.
  expect([20n, 25n, 15n, 5n].map((position) => positions.lagOf(position, 3500, 9000))).toEqual([0, 0, 1500, 9000]);
});

it('a log that is further back than before is another one', () => {
  const positions = new LogPositions(1000);
  positions.settle(positions.version, 100n);
  positions.note(0, 100n);
  positions.note(2000, 200n);
  expect(positions.bound(2000)).toBe(100n);
  positions.note(3000, 50n);
  expect([positions.bound(3000), positions.oldestAllowed]).toEqual([undefined, 0n]);
});
