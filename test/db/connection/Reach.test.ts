import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Reach } from '../../../src/db/connection/Reach.js';
import { DatabaseUnavailable } from '../../../src/db/connection/unavailable.js';
import { stopClock, type StoppedClock } from '../../support/stoppedClock.js';

let clock: StoppedClock;
beforeEach(() => {
  clock = stopClock();
});
afterEach(() => clock.restore());

const away = new DatabaseUnavailable('it is away');
const gone = new DatabaseUnavailable('it is gone');

/** A reach, and what it told. */
function watched() {
  const told: (DatabaseUnavailable | undefined)[] = [];
  return { reach: new Reach((failure) => told.push(failure)), told };
}

it('knows of no failure, and waits for nothing, before anybody has tried', () => {
  const { reach, told } = watched();
  expect([reach.lastFailure, reach.wait <= 0, told]).toEqual([undefined, true, []]);
});

it('doubles the pause with each failure, from 50 ms to a second', () => {
  const { reach } = watched();
  const waits = Array.from({ length: 8 }, () => {
    reach.failed(away);
    return reach.wait;
  });
  expect(waits).toEqual([50, 100, 200, 400, 800, 1000, 1000, 1000]);
});

it('counts a pause from the failure on', async () => {
  const { reach } = watched();
  reach.failed(away);
  await clock.goOn(30);
  expect(reach.wait).toBe(20);
  await clock.goOn(20);
  expect(reach.wait).toBe(0);
  reach.failed(away);
  expect(reach.wait).toBe(100);
});

it('begins with the first pause again after an attempt came through', () => {
  const { reach } = watched();
  for (let n = 0; n < 5; n += 1) reach.failed(away);
  reach.connected();
  expect(reach.wait <= 0).toBe(true);
  reach.failed(away);
  expect(reach.wait).toBe(50);
});

it('keeps the newest failure until an attempt comes through', () => {
  const { reach } = watched();
  reach.failed(away);
  reach.failed(gone);
  expect(reach.lastFailure).toBe(gone);
  reach.connected();
  expect(reach.lastFailure).toBeUndefined();
});

it('tells of the first failure of a row, and once that it is over', () => {
  const { reach, told } = watched();
  reach.connected();
  expect(told).toEqual([]);
  reach.failed(away);
  reach.failed(gone);
  reach.failed(away);
  expect(told).toEqual([away]);
  reach.connected();
  reach.connected();
  expect(told).toEqual([away, undefined]);
  reach.failed(gone);
  expect(told).toEqual([away, undefined, gone]);
});

it('needs nobody to tell', () => {
  const reach = new Reach(undefined);
  reach.failed(away);
  reach.connected();
  expect(reach.lastFailure).toBeUndefined();
});
