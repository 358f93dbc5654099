import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { serveSchedule } from '../../../src/cli/serving/serveSchedule.js';
import type { DailySteps } from '../../../src/daily/dailySteps.js';
import type { Schedule } from '../../../src/daily/startSchedule.js';
import { UserError } from '../../../src/lib/errors/UserError.js';
import { until } from '../../gateway/testServer.js';
import { createGate, dailyFixture, type DailyFixture } from '../../daily/dailyFixture.js';
import { createFakeClock, type FakeClock } from '../../daily/fakeClock.js';

let fixture: DailyFixture;
beforeAll(async () => {
  fixture = await dailyFixture();
});
afterAll(() => fixture.drop());

const imports: string[] = [];
const started: Schedule[] = [];
beforeEach(async () => {
  imports.splice(0);
  await fixture.client`truncate facet.loads, facet.profile_days`;
});
afterEach(async () => {
  for (const schedule of started.splice(0)) await schedule.stop();
});

const counts = { files: 1, rowsRead: 0, rowsWritten: 0, rowsRejected: 0 };

/** Steps that only write down what they are asked for. */
const steps: DailySteps = {
  async importFiles({ now }) {
    imports.push(now.toISOString().slice(0, 16));
    return counts;
  },
  async build() {},
  async enrich({ client }, { asOf }) {
    await client`insert into facet.profile_days values (${asOf}, 0, 0, true)`;
    return { snapshotRows: 1, warnings: [] };
  },
};

/** A serving process; `settled` waits until its schedule has nothing under way, at the time where its clock stands. */
function server(from: string, theirs: DailySteps = steps) {
  const clock = createFakeClock(from);
  const logged: string[] = [];
  const log = pino(
    { level: 'debug' },
    { write: (line: string) => void logged.push((JSON.parse(line) as { msg: string }).msg) },
  );
  const schedule = serveSchedule({
    config: fixture.config,
    target: fixture.database.target,
    log,
    steps: theirs,
    clock,
  });
  if (schedule === undefined) throw new Error('schedule.at is not set');
  started.push(schedule);
  return { clock, logged, schedule, settled: () => until(() => clock.waiting > 0) };
}

/** To an instant at which something is due, and on until it is done. */
async function goTo(instant: string, ...servers: { clock: FakeClock; settled: () => Promise<void> }[]): Promise<void> {
  await Promise.all(servers.map(({ clock }) => clock.goTo(instant)));
  await Promise.all(servers.map(({ settled }) => settled()));
}

const days = async () => (await fixture.days()).map(([day]) => day);

describe('a server with schedule.at', () => {
  it('catches up when it starts, runs at its time, and not again after a restart', async () => {
    const first = server('2026-03-31T09:00:00Z');
    await first.settled();
    expect([imports, await days()]).toEqual([['2026-03-31T09:00'], ['2026-03-30']]);
    await goTo('2026-04-01T03:30:00Z', first);
    expect([imports.slice(1), await days()]).toEqual([['2026-04-01T03:30'], ['2026-03-30', '2026-03-31']]);
    expect(first.logged.at(-1)).toBe('The next daily run is due at 2026-04-02T03:30:00.000Z');
    await first.schedule.stop();

    const again = server('2026-04-01T09:00:00Z');
    await again.settled();
    expect(imports).toHaveLength(2);
    await again.schedule.stop();

    const days3 = server('2026-04-04T09:00:00Z');
    await days3.settled();
    expect([imports.slice(2), (await days()).slice(2)]).toEqual([
      ['2026-04-04T09:00'],
      ['2026-04-01', '2026-04-02', '2026-04-03'],
    ]);
  });

  it('does nothing without schedule.at', () => {
    const config = { ...fixture.config, schedule: { catchUpDays: 31 } };
    const log = pino({ level: 'silent' });
    expect(serveSchedule({ config, target: fixture.database.target, log })).toBeUndefined();
  });

  it('leaves a run to the other of two servers', async () => {
    const gate = createGate();
    const slow: DailySteps = {
      ...steps,
      async importFiles(job, input) {
        await steps.importFiles(job, input);
        await gate.opened;
        return counts;
      },
    };
    const one = server('2026-03-31T09:00:00Z', slow);
    await until(() => imports.length === 1);
    const other = server('2026-03-31T09:00:00Z', slow);
    await other.settled();
    expect(other.logged.at(-1)).toMatch(/^Another run is doing the daily run \(facet daily, /);
    gate.open();
    await one.settled();
    await goTo('2026-03-31T09:01:00Z', other);
    expect(other.logged).toContain('The daily run that was due at 2026-03-31T03:30:00.000Z is done already.');
    await goTo('2026-04-01T03:30:00Z', one, other);
    await goTo('2026-04-01T03:31:00Z', one, other);
    expect(imports).toEqual(['2026-03-31T09:00', '2026-04-01T03:30']);
    expect(await fixture.loads()).toHaveLength(2);
  });

  it('logs a failure, which the other server does not repeat; a restart does', async () => {
    let fails = true;
    const broken: DailySteps = {
      ...steps,
      async importFiles(job, input) {
        await steps.importFiles(job, input);
        if (fails) throw new UserError('There is no file people.csv.');
        return counts;
      },
    };
    fails = false;
    const [one, other] = [server('2026-03-31T09:00:00Z', broken), server('2026-03-31T09:00:00Z', broken)];
    await goTo('2026-03-31T09:00:00Z', one, other);
    fails = true;
    imports.splice(0);
    await goTo('2026-04-01T03:30:00Z', one, other);
    await goTo('2026-04-01T04:30:00Z', one, other);
    expect(imports).toHaveLength(1);
    expect([...one.logged, ...other.logged]).toContain(
      'The daily run failed in its step "import": There is no file people.csv. It is tried again at 2026-04-02T03:30:00.000Z.',
    );
    fails = false;
    const restarted = server('2026-04-01T09:00:00Z', broken);
    await restarted.settled();
    expect((await fixture.loads()).map(({ result }) => result?.['step'])).toEqual([undefined, 'import', undefined]);
    await goTo('2026-04-02T03:30:00Z', one);
    expect((await days()).at(-1)).toBe('2026-04-01');
  });

  it('calls a run off when it stops, which the next start makes up for', async () => {
    const begun = createGate();
    const endless: DailySteps = {
      ...steps,
      async importFiles({ client }) {
        begun.open();
        await client`select pg_sleep(20)`;
        return counts;
      },
    };
    const one = server('2026-03-31T09:00:00Z', endless);
    await begun.opened;
    const before = Date.now();
    await one.schedule.stop();
    expect(Date.now() - before).toBeLessThan(2000);
    expect((await fixture.loads()).map(({ finished }) => finished)).toEqual([false]);
    expect(one.logged).toEqual(['The daily run is called off; the next start makes up for it.']);
    const next = server('2026-03-31T09:01:00Z');
    await next.settled();
    await goTo('2026-03-31T09:02:00Z', next);
    await goTo('2026-03-31T09:03:00Z', next);
    expect(await days()).toEqual(['2026-03-30']);
  });
});
