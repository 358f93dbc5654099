import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { dailySteps } from '../../src/cli/steps/dailySteps.js';
import type { DailySteps } from '../../src/daily/dailySteps.js';
import { describeEnrich } from '../../src/enrichment/describeEnrich.js';
import { runSnapshot } from '../../src/enrichment/runSnapshot.js';
import { planDaily } from '../../src/daily/planDaily.js';
import { runDaily } from '../../src/daily/runDaily.js';
import type { UserError } from '../../src/lib/errors/UserError.js';
import { createGate, dailyFixture, type DailyFixture } from './dailyFixture.js';

let fixture: DailyFixture;
beforeAll(async () => {
  fixture = await dailyFixture();
});
afterAll(() => fixture.drop());
beforeEach(() => void fixture.lines.splice(0));

const failureOf = async (run: Promise<unknown>): Promise<{ message: string; code?: string }> =>
  run.then(
    () => ({ message: 'no failure' }),
    (error: unknown) => error as UserError,
  );

// One story in order, from the first day on.
describe('a daily run', () => {
  it('writes yesterday alone where there is no snapshot', async () => {
    const report = await runDaily(fixture.job('2026-03-31T09:00:00Z'), dailySteps);
    expect(report.days).toEqual(['2026-03-30']);
    expect(await fixture.days()).toEqual([['2026-03-30', '1']]);
  });

  it('imports first, then writes three missed days in order', async () => {
    await fixture.people('Ann', 'Bob');
    await runDaily(fixture.job('2026-04-03T09:00:00Z'), dailySteps);
    expect((await fixture.days()).slice(1)).toEqual([
      ['2026-03-31', '2'],
      ['2026-04-01', '2'],
      ['2026-04-02', '2'],
    ]);
    expect(fixture.lines.filter((line) => line.startsWith('daily'))).toEqual([
      'daily: 1 file imported, 2 rows read, 1 new or changed',
      'daily: 2026-03-31 (1 of 3)',
      'daily: 2026-04-01 (2 of 3)',
      'daily: 2026-04-02 (3 of 3)',
      expect.stringMatching(/^daily: finished, 3 days written \(2026-03-31 to 2026-04-02\), 6 rows, [\d.]+ s$/),
    ]);
    expect((await fixture.loads()).at(-1)).toEqual({
      inputs: { upTo: '2026-04-02', import: join(fixture.folder, 'import.yml') },
      result: {
        imported: { files: 1, rowsRead: 2, rowsWritten: 1, rowsRejected: 0 },
        days: ['2026-03-31', '2026-04-01', '2026-04-02'],
        snapshotRows: 6,
        warnings: [],
        leftOut: null,
        seconds: expect.any(Number),
      },
      finished: true,
    });
  });

  it('only imports where the days are complete, and says so', async () => {
    const before = await fixture.client`select * from facet.profile_days order by 1`;
    const report = await runDaily(fixture.job('2026-04-03T22:00:00Z'), dailySteps);
    expect([report.days, report.imported?.rowsRead]).toEqual([[], 0]);
    expect(fixture.lines).toContain('daily: the days are complete, no snapshot is missing');
    expect(await fixture.client`select * from facet.profile_days order by 1`).toEqual(before);
  });

  it.each([
    [{ strict: true }, 'people.csv: no row may be rejected'],
    [{ maxRejects: 1 }, 'people.csv: at most 1 rows may be rejected'],
  ])('fails at an import of which %j does not allow the rejects', async (schedule, sentence) => {
    await writeFile(join(fixture.folder, 'people.csv'), 'id,name\n1,Ann\n,Bob\n,Cy\n');
    const failed = await failureOf(runDaily(fixture.job('2026-04-03T22:00:00Z', schedule), dailySteps));
    expect(failed.message).toContain(`step "import": ${sentence}`);
    const allowed = { maxRejects: 2 };
    const { imported } = await runDaily(fixture.job('2026-04-03T22:00:00Z', allowed), dailySteps);
    expect(imported?.rowsRejected).toBe(2);
    await fixture.people('Ann', 'Bob');
  });

  it('counts days by the configured zone', async () => {
    await planDaily(fixture.job('2026-04-03T22:00:00Z', {}, { timeZone: 'Europe/Paris' }), dailySteps);
    await planDaily(fixture.job('2026-04-03T22:00:00Z', {}, { timeZone: 'America/New_York' }), dailySteps);
    expect(fixture.lines).toEqual([
      `would import ${join(fixture.folder, 'import.yml')}`,
      'would write 1 day (2026-04-03)',
      `would import ${join(fixture.folder, 'import.yml')}`,
      'daily: the days are complete, no snapshot is missing',
    ]);
  });

  it('refuses in a dry run what a run would refuse, and warns of what it would warn of', async () => {
    const loads = () => fixture.client`select count(*)::int as count from facet.loads`.values();
    const before = [await fixture.days(), await loads()];
    await fixture.people('Ann', 'Bob', 'x'.repeat(2), 'Cy\0');
    const now = '2026-04-05T09:00:00Z';
    await planDaily(fixture.job(now), dailySteps);
    expect(fixture.lines).toContainEqual(
      expect.stringMatching(/^warning: 1 row would be rejected; "facet import --config .*import\.yml --dry-run"/),
    );
    const attribute = {
      kind: 'count',
      source: 'activity',
      name: 'clicks',
      description: 'Clicks.',
      category: 'Custom',
    } as const;
    const attributes = [{ ...attribute, where: { evnet_type: { is: 'click' } } }];
    const bad = fixture.job(now, {}, { enrichment: { ...fixture.config.enrichment, attributes } });
    const sentence =
      'The attribute "clicks" reads the column "evnet_type", which the source activity does not have. Did you mean "event_type"?';
    for (const run of [planDaily(bad, dailySteps), runSnapshot(bad, { dryRun: true }), describeEnrich(bad)])
      await expect(run).rejects.toThrow(sentence);
    await rm(join(fixture.folder, 'people.csv'));
    await expect(planDaily(fixture.job(now), dailySteps)).rejects.toThrow('people.csv');
    expect([await fixture.days(), await loads()]).toEqual(before);
    await fixture.people('Ann', 'Bob');
  });

  it('stops at an import that fails, and leaves the days as they are', async () => {
    const before = await fixture.days();
    await rm(join(fixture.folder, 'people.csv'));
    const job = fixture.job('2026-04-04T09:00:00Z');
    const { message, code } = await failureOf(runDaily(job, dailySteps));
    expect([message, code]).toEqual([
      expect.stringMatching(/^The daily run failed in its step "import": .*people\.csv/),
      'DAILY_FAILED',
    ]);
    expect(await fixture.days()).toEqual(before);
    expect((await fixture.loads()).at(-1)).toMatchObject({
      result: { step: 'import', error: expect.stringContaining('people.csv'), days: [], imported: null },
      finished: true,
    });
  });

  it('keeps the days before one that fails; the next run goes on from there', async () => {
    await fixture.people('Ann', 'Bob');
    const failing: DailySteps = {
      ...dailySteps,
      enrich: (job, day) => {
        if (day.asOf === '2026-04-04') throw new Error('the disk is full');
        return dailySteps.enrich(job, day);
      },
    };
    const { message } = await failureOf(runDaily(fixture.job('2026-04-06T09:00:00Z'), failing));
    expect(message).toBe('the disk is full');
    expect(fixture.lines.at(-1)).toBe('The daily run failed in its step "enrich 2026-04-04".');
    expect((await fixture.loads()).at(-1)?.result).toMatchObject({
      step: 'enrich 2026-04-04',
      error: 'Unexpected failure: the disk is full',
      days: ['2026-04-03'],
    });
    const { days } = await runDaily(fixture.job('2026-04-06T09:00:00Z'), dailySteps);
    expect(days).toEqual(['2026-04-04', '2026-04-05']);
  });

  it('writes at most schedule.catchUpDays, the newest, and says how to write the others', async () => {
    const job = fixture.job('2026-04-10T09:00:00Z', { catchUpDays: 1, import: undefined });
    const { days, leftOut } = await runDaily(job, dailySteps);
    expect([days, leftOut]).toEqual([['2026-04-09'], { from: '2026-04-06', to: '2026-04-08', days: 3 }]);
    expect(fixture.lines).toContain(
      'warning: 3 missed days left out, for one run writes 1 at the most (schedule.catchUpDays); ' +
        '"facet snapshot --from 2026-04-06 --to 2026-04-08" writes them',
    );
    expect(fixture.lines).toContain('daily: no import, for schedule.import is not set');
  });

  it('leaves a day alone that somebody writes meanwhile', async () => {
    const meanwhile: DailySteps = {
      ...dailySteps,
      async enrich(job, { asOf }) {
        await job.client`insert into facet.profile_days values ('2026-04-11', 0, 0, true) on conflict do nothing`;
        return dailySteps.enrich(job, { asOf });
      },
    };
    const { days } = await runDaily(fixture.job('2026-04-12T09:00:00Z'), meanwhile);
    // With those that the run before left out: there is room for them now.
    expect(days).toEqual(['2026-04-06', '2026-04-07', '2026-04-08', '2026-04-10']);
  });

  it('writes a day again whose snapshot was made before it had ended, but not an imported one', async () => {
    const { client } = fixture;
    const noon = fixture.job('2026-04-12T12:00:00Z', { import: undefined });
    await runSnapshot(noon, { from: '2026-04-12', to: '2026-04-12' });
    expect((await runDaily(noon, dailySteps)).days).toEqual([]);
    // The 12th ends at 04:00 UTC there.
    const job = (now: string) => fixture.job(now, { import: undefined }, { timeZone: 'America/New_York' });
    expect((await runDaily(job('2026-04-13T03:59:00Z'), dailySteps)).days).toEqual([]);
    await client`update facet.loads set kind = 'import' where load_id = (select max(load_id) from facet.profile_days)`;
    expect((await runDaily(job('2026-04-13T04:00:00Z'), dailySteps)).days).toEqual([]);
    await client`update facet.loads set kind = 'snapshot' where load_id = (select max(load_id) from facet.profile_days)`;
    expect((await runDaily(job('2026-04-13T04:00:00Z'), dailySteps)).days).toEqual(['2026-04-12']);
    expect((await runDaily(job('2026-04-13T04:00:00Z'), dailySteps)).days).toEqual([]);
  });

  it('fills gaps in the last schedule.catchUpDays days, in order, and none before the first snapshot', async () => {
    const { client } = fixture;
    await client`delete from facet.profile_days where profile_date in ('2026-03-31', '2026-04-03', '2026-04-05')`;
    const run = (catchUpDays: number) =>
      runDaily(fixture.job('2026-04-13T09:00:00Z', { catchUpDays, import: undefined }), dailySteps);
    const { days, leftOut } = await run(10);
    expect([days, leftOut]).toEqual([['2026-04-03', '2026-04-05'], null]);
    expect((await run(31)).days).toEqual(['2026-03-31']);
    expect((await run(3660)).days).toEqual([]);
  });

  it('goes alone: a second one says who is at it, or waits and finds it done', async () => {
    const gate = createGate();
    const begun = createGate();
    const slow: DailySteps = {
      ...dailySteps,
      async enrich(job, day) {
        begun.open();
        await gate.opened;
        return dailySteps.enrich(job, day);
      },
    };
    const job = fixture.job('2026-04-14T09:00:00Z');
    const first = runDaily(job, slow);
    await begun.opened;
    const { message, code } = await failureOf(runDaily(job, dailySteps, { waitSeconds: 0 }));
    expect([message, code]).toEqual([
      expect.stringMatching(
        /^Another run is doing the daily run \(facet daily, connected since .*, database process \d+\); try again when it has ended\.$/,
      ),
      'TARGET_BUSY',
    ]);
    const waiting = createGate();
    const other = {
      ...job,
      client: fixture.database.client,
      progress: { say: () => waiting.open(), update: () => {} },
    };
    const second = runDaily(other, dailySteps);
    await waiting.opened;
    gate.open();
    expect([(await first).days, (await second).days]).toEqual([['2026-04-13'], []]);
  });
});
