import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { dailySteps } from '../../../src/cli/steps/dailySteps.js';
import { levelKeys } from '../../../src/config/levelKeys.js';
import { writeMonthlyValues } from '../../../src/enrichment/monthly/writeMonthlyValues.js';
import { runEnrich } from '../../../src/enrichment/runEnrich.js';
import { runSnapshot } from '../../../src/enrichment/runSnapshot.js';
import { silentProgress } from '../../../src/lib/process/progress.js';
import { addTree } from '../../levels/sampleLevels.js';
import { cloneWithSlots } from '../../support/cloneWithSlots.js';
import { type TestDatabase } from '../../support/database.js';
import { openGraph } from '../../support/graph.js';
import { testJob } from '../../support/job.js';

let database: TestDatabase;

const levels = levelKeys.parse({
  metrics: [{ attribute: 'AGE', name: 'age', acrossEntities: 'average' }],
});
const job = (now: string, keys = levels) => testJob(database, now, { levels: keys });

/** A run that keeps what it says. */
const spoken = (run: ReturnType<typeof job>) => {
  const said: string[] = [];
  return { said, job: { ...run, progress: { ...silentProgress, say: (line: string) => said.push(line) } } };
};

beforeAll(async () => {
  database = await cloneWithSlots();
  await addTree(database, {
    contracts: [['K1', null]],
    accounts: [
      ['A1', 'K1'],
      ['A2', 'K1'],
    ],
    customers: [
      ['P1', 'A1'],
      ['P2', 'A1'],
      ['P3', 'A2'],
      ['P4', 'A2'],
    ],
  });
  await database.client`update facet.customers set birthdate = case customer_id
    when 'P1' then '1990-05-01' when 'P2' then '1980-04-30' when 'P3' then '2000-01-01' end::date`;
});
afterAll(() => database?.drop());

const stored = async () =>
  (
    await database.client`
      select entity_id, metric_name, effective_date, value::text as value from facet.metric_values order by effective_date, 1`
  ).map((row) => Object.values(row as object).join(' '));

it('writes the values of a month in the first run of the next one, and not before', async () => {
  await runEnrich(job('2026-04-30T09:00:00Z'), { asOf: '2026-04-29' });
  expect(await stored()).toEqual([]);
  await runEnrich(job('2026-05-01T09:00:00Z'), { asOf: '2026-04-30' });
  // P1 becomes 36 on the next day, and P2 became 46 on the last of April.
  const april = ['P1 age 2026-04-01 35', 'P2 age 2026-04-01 46', 'P3 age 2026-04-01 26'];
  expect(await stored()).toEqual(april);
  const [before] = await database.client`select max(load_id) as load from facet.metric_values`;
  await runEnrich(job('2026-05-02T09:00:00Z'), { asOf: '2026-05-01' });
  expect(await stored()).toEqual(april);
  expect((await database.client`select max(load_id) as load from facet.metric_values`)[0]).toEqual(before);
  await runEnrich(job('2026-06-01T09:00:00Z'), { asOf: '2026-05-31' });
  expect(await stored()).toEqual([...april, 'P1 age 2026-05-01 36', 'P2 age 2026-05-01 46', 'P3 age 2026-05-01 26']);
});

it('lets them roll up like any other', async () => {
  const graph = await openGraph(database);
  const { data } = await graph.ask(`{ metrics(level: CONTRACT, entityId: "K1", effectiveDates: ["2026-04-01"]) {
    metrics { name unit value childrenWithValue children } } }`);
  // (35 + 46 + 26) / 3
  expect(data).toEqual({
    metrics: { metrics: [{ name: 'age', unit: 'years', value: '35.6666666667', childrenWithValue: 2, children: 2 }] },
  });
});

it('writes a month anew where its last snapshot is another by then, and keeps what an import has stored', async () => {
  await database.client`update facet.customers set birthdate = '1970-01-01' where customer_id in ('P3', 'P4')`;
  await database.client`
    insert into facet.metric_values (level, entity_id, metric_name, effective_date, value, load_id)
    values ('CUSTOMER', 'P4', 'age', '2026-05-01', 99.0, 0)`;
  await runEnrich(job('2026-06-02T09:00:00Z'), { asOf: '2026-05-31' });
  expect((await stored()).filter((row) => /^P[34]/.test(row))).toEqual([
    'P3 age 2026-04-01 26',
    'P3 age 2026-05-01 56',
    'P4 age 2026-05-01 99.0',
  ]);
});

it('refuses what does not fit', async () => {
  const keys = (metrics: readonly object[]) => levelKeys.parse({ metrics });
  const failure = (metrics: readonly object[]) =>
    writeMonthlyValues(job('2026-06-03T09:00:00Z', keys(metrics))).then(
      () => 'no failure',
      (error: unknown) => (error as Error).message,
    );
  expect(await failure([{ attribute: 'AGES' }])).toMatch(
    /^levels\.metrics\.0\.attribute: there is no attribute "AGES"\. Did you mean "AGE"/,
  );
  expect(await failure([{ attribute: 'CITY' }])).toBe(
    'levels.metrics.0.attribute: "CITY" is text, and metrics are numbers.',
  );
  expect(await failure([{ attribute: 'AGE', acrossEntities: 'weighted_average', weight: 'members' }])).toBe(
    'levels.metrics: the weight "members" of "age" is no metric that can weigh others: it must be known, and no average by weight itself.',
  );
  await database.client`
    insert into facet.metric_definitions (metric_name, description, load_id) values ('seniority', 'Imported.', 0)`;
  expect(await failure([{ attribute: 'AGE', name: 'seniority' }])).toBe(
    'levels.metrics: "seniority" is defined by an import already; give the metric of "AGE" another name.',
  );
  expect(() => keys([{ attribute: 'AGE' }, { attribute: 'age' }])).toThrow(/a second time/);
  expect(() => keys([{ attribute: 'AGE', acrossTime: 'weighted_average' }])).toThrow(/weighted_average needs/);
});

describe('a month that is written', () => {
  let other: TestDatabase;
  const age = levelKeys.parse({ metrics: [{ attribute: 'AGE', name: 'age' }] });
  const weighted = levelKeys.parse({
    metrics: [
      { attribute: 'AGE', name: 'age', acrossEntities: 'weighted_average', weight: 'activity_count' },
      { attribute: 'ACTIVITY_COUNT', acrossEntities: 'sum' },
      { attribute: 'AGE', name: 'plain_age' },
    ],
  });
  beforeEach(async () => {
    other = await cloneWithSlots();
    await addTree(other, { customers: [['P1', null]] });
    await other.client`update facet.customers set birthdate = '1990-05-01'`;
  });
  afterEach(() => other?.drop());

  const rows = async () =>
    (await other.client`select app, metric_name, value::text as value from facet.metric_values order by 1, 2`).map(
      (row) => Object.values(row as object).join(' '),
    );

  it('is written anew where the applications change, and keeps none of those that are gone', async () => {
    const [app] = testJob(other, '2026-05-01T09:00:00Z').config.apps;
    const of = (now: string, ...names: string[]) =>
      testJob(other, now, {
        levels: age,
        apps: names.map((name, n) => ({ name, timeZone: app?.timeZone ?? '', isDefault: n === 0 })),
      });
    await runEnrich(of('2026-05-01T09:00:00Z', 'default'), { asOf: '2026-04-30' });
    expect(await rows()).toEqual(['default age 35']);
    await writeMonthlyValues(of('2026-05-02T09:00:00Z', 'ALAN_FR', 'ALAN_BE'));
    expect(await rows()).toEqual(['ALAN_FR age 35']);
    // Which one is the default counts, and their order does not.
    await writeMonthlyValues(of('2026-05-02T10:00:00Z', 'ALAN_BE', 'ALAN_FR'));
    expect(await rows()).toEqual(['ALAN_BE age 35']);
    await writeMonthlyValues(of('2026-05-02T11:00:00Z', 'ALAN_BE', 'ALAN_FR', 'ALAN_ES'));
    expect(await writeMonthlyValues(of('2026-05-02T12:00:00Z', 'ALAN_BE', 'ALAN_ES', 'ALAN_FR'))).toBeUndefined();
  });

  it('is written by a snapshot of its last day too, whose dry run refuses what does not fit', async () => {
    const of = (keys: typeof age) => testJob(other, '2026-05-01T09:00:00Z', { levels: keys });
    const days = { from: '2026-04-29', to: '2026-04-30' };
    const unknown = levelKeys.parse({ metrics: [{ attribute: 'AGES' }] });
    await expect(runSnapshot(of(unknown), { ...days, dryRun: true })).rejects.toThrow('no attribute "AGES"');
    await runSnapshot(of(age), { ...days, dryRun: true });
    expect(await rows()).toEqual([]);
    const run = spoken(of(age));
    await runSnapshot(run.job, days);
    expect(await rows()).toEqual(['default age 35']);
    expect(run.said.at(-1)).toBe(
      'metrics by level: 1 values of customers for 2026-04, from the snapshot of 2026-04-30',
    );
  });

  it('leaves a metric out, with a warning, whose weight meant nothing yet', async () => {
    await runEnrich(testJob(other, '2026-05-01T09:00:00Z'), { asOf: '2026-04-30' });
    const begin = (day: string) =>
      other.client`update facet.customer_profile_fields set valid_from = ${day} where alias = 'ACTIVITY_COUNT'`;
    await begin('2026-05-01');
    const run = spoken(testJob(other, '2026-05-02T09:00:00Z', { levels: weighted }));
    expect(await writeMonthlyValues(run.job)).toMatchObject({ month: '2026-04-01', values: 1 });
    expect(run.said).toEqual([
      'warning: metrics by level: "age" is left out, for its weight "activity_count" has no meaning on 2026-04-30',
    ]);
    expect(await rows()).toEqual(['default plain_age 35']);
    await begin('2026-04-30');
    await writeMonthlyValues(testJob(other, '2026-05-03T09:00:00Z', { levels: weighted }));
    expect((await rows()).filter((row) => row.includes('age'))).toEqual(['default age 35', 'default plain_age 35']);
  });

  it('does not keep back the warnings of the enrichment where it fails', async () => {
    await dailySteps.enrich(testJob(other, '2026-05-01T09:00:00Z'), { asOf: '2026-04-30' });
    const unknown = levelKeys.parse({ metrics: [{ attribute: 'AGES' }] });
    const run = spoken(testJob(other, '2026-05-02T09:00:00Z', { levels: unknown }));
    await expect(dailySteps.enrich(run.job, { asOf: '2026-04-29' })).rejects.toThrow(/no attribute "AGES"/);
    expect(run.said.filter((line) => line.startsWith('warning: '))).toEqual([expect.stringContaining('2026-04-30')]);
  });
});
