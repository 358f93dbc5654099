import { expect, it } from '@jest/globals';
import { startSchedule, type DueRun } from '../../src/daily/startSchedule.js';
import { createFakeClock } from './fakeClock.js';

type Run = (due: DueRun) => Promise<'done' | 'busy'>;

function start(from: string, run: Run = async () => 'done', timeZone = 'Europe/Paris') {
  const clock = createFakeClock(from);
  const runs: string[] = [];
  const told: string[] = [];
  const minute = (instant: Date): string => instant.toISOString().slice(5, 16);
  const schedule = startSchedule({
    at: '02:30',
    timeZone,
    clock,
    run(due) {
      runs.push(`${minute(due.now)} for ${minute(due.due)}${due.isFromBeforeStart ? ', start' : ''}`);
      return run(due);
    },
    onFailure: (error, next) => told.push(`${(error as Error).message}, next ${minute(next)}`),
    onWait: (next) => told.push(`next ${minute(next)}`),
  });
  return { clock, runs, told, schedule };
}

it('asks at the start for what is due, then runs once a day, over a change of the zone too', async () => {
  const { clock, runs, told, schedule } = start('2026-03-27T12:00:00Z');
  await clock.goTo('2026-03-30T12:00:00Z');
  expect(runs).toEqual([
    '03-27T12:00 for 03-27T01:30, start',
    '03-28T01:30 for 03-28T01:30',
    '03-29T01:00 for 03-29T01:00',
    '03-30T00:30 for 03-30T00:30',
  ]);
  expect(told.at(-1)).toBe('next 03-31T00:30');
  await schedule.stop();
});

it('runs once in an hour that comes twice', async () => {
  const { clock, runs, schedule } = start('2026-10-24T20:00:00Z');
  await clock.goTo('2026-10-25T20:00:00Z');
  expect(runs.slice(1)).toEqual(['10-25T00:30 for 10-25T00:30']);
  await schedule.stop();
});

it('lives through a failure, and tries again when the next run is due', async () => {
  let fails = true;
  const { clock, runs, told, schedule } = start('2026-06-01T12:00:00Z', async () => {
    if (fails) throw new Error('no file');
    return 'done';
  });
  await clock.goTo('2026-06-01T20:00:00Z');
  fails = false;
  await clock.goTo('2026-06-02T12:00:00Z');
  expect(runs).toHaveLength(2);
  expect(told).toEqual(['no file, next 06-02T00:30', 'next 06-03T00:30']);
  await schedule.stop();
});

it('asks again after a minute while another process is at it', async () => {
  let asked = 0;
  const { clock, runs, schedule } = start('2026-06-01T12:00:00Z', async () => ((asked += 1) < 3 ? 'busy' : 'done'));
  await clock.goTo('2026-06-01T20:00:00Z');
  expect(runs).toEqual([
    '06-01T12:00 for 06-01T00:30, start',
    '06-01T12:01 for 06-01T00:30, start',
    '06-01T12:02 for 06-01T00:30, start',
  ]);
  await schedule.stop();
});

it('counts what falls due while it asks as a run of its own, not as one from before its start', async () => {
  const { clock, runs, schedule } = start('2026-06-02T00:29:30Z', async ({ now }) =>
    now.toISOString() < '2026-06-02T00:31' ? 'busy' : 'done',
  );
  await clock.goTo('2026-06-02T12:00:00Z');
  expect(runs).toEqual([
    '06-02T00:29 for 06-01T00:30, start',
    '06-02T00:30 for 06-02T00:30',
    '06-02T00:31 for 06-02T00:30',
  ]);
  await schedule.stop();
});

it('takes an older run that falls due again, as the clock was set back, for one from before its start', async () => {
  let asked = 0;
  const { clock, runs, schedule } = start('2026-06-02T01:00:00Z', async () => ((asked += 1) < 2 ? 'busy' : 'done'));
  await clock.goTo('2026-06-02T01:00:30Z');
  clock.sleepUntil('2026-06-01T23:00:00Z');
  await clock.goTo('2026-06-02T00:10:00Z');
  await clock.goTo('2026-06-02T01:02:00Z');
  expect(runs[0]).toBe('06-02T01:00 for 06-02T00:30, start');
  expect(runs).not.toContainEqual(expect.stringMatching(/for 06-01T00:30$/));
  await schedule.stop();
});

it('makes one run of the days over which the computer slept', async () => {
  const { clock, runs, schedule } = start('2026-06-01T12:00:00Z');
  await clock.goTo('2026-06-01T13:00:00Z');
  clock.sleepUntil('2026-06-04T08:00:00Z');
  await clock.goTo('2026-06-04T20:00:00Z');
  expect(runs.slice(1)).toEqual(['06-04T08:00 for 06-04T00:30']);
  await schedule.stop();
});

it('stops: no later run begins, and one under way is called off and waited for', async () => {
  let ended = false;
  const { clock, runs, told, schedule } = start('2026-06-01T12:00:00Z', async ({ signal }) => {
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    await new Promise((resolve) => setImmediate(resolve));
    ended = true;
    throw signal.reason;
  });
  await clock.goTo('2026-06-01T12:30:00Z');
  await schedule.stop();
  expect([ended, told, clock.waiting]).toEqual([true, [], 0]);
  await clock.goTo('2026-06-05T12:00:00Z');
  expect(runs).toHaveLength(1);

  const idle = start('2026-06-01T12:00:00Z');
  await idle.clock.goTo('2026-06-01T12:30:00Z');
  expect(idle.clock.waiting).toBe(1);
  await idle.schedule.stop();
  expect(idle.clock.waiting).toBe(0);
});
