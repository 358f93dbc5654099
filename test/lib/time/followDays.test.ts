import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { followDays } from '../../../src/lib/time/followDays.js';

describe('followDays', () => {
  let day: string;
  const looked = { times: 0 };
  let told: string[];
  let stop: () => void;

  beforeEach(() => {
    [day, told] = ['2026-03-01', []];
    const today = (): string => {
      looked.times += 1;
      return day;
    };
    stop = followDays(today, () => told.push(day), 1);
  });
  afterEach(() => stop());

  /** Waits until it has looked a few times more. */
  async function looks(): Promise<void> {
    for (const until = looked.times + 3; looked.times < until;) await delay(1);
  }

  it('tells each new day once, until it is ended', async () => {
    await looks();
    expect(told).toEqual([]);
    day = '2026-03-02';
    await looks();
    day = '2026-03-03';
    await looks();
    expect(told).toEqual(['2026-03-02', '2026-03-03']);
    stop();
    day = '2026-03-04';
    const before = looked.times;
    await delay(20);
    expect([told.length, looked.times]).toEqual([2, before]);
  });

  it('tells of a day before as well: clocks are set back', async () => {
    day = '2026-02-28';
    await looks();
    expect(told).toEqual(['2026-02-28']);
  });

  it('may be ended twice', () => {
    stop();
    expect(stop).not.toThrow();
  });
});

it('followDays does not keep the process alive, and looks each minute unless told', () => {
  const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  const before = timers();
  let asked = 0;
  const stop = followDays(
    () => `${(asked += 1)}`,
    () => {},
  );
  expect([timers(), asked]).toEqual([before, 1]);
  stop();
});
