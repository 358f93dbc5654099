import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { dailySteps } from '../../../src/cli/steps/dailySteps.js';
import { checkAfter, validateAfter } from '../../../src/cli/steps/validateAfter.js';
import { readConfig } from '../../../src/config.js';
import { cloneWithSlots } from '../../support/cloneWithSlots.js';
import { type TestDatabase } from '../../support/database.js';
import { testJob } from '../../support/job.js';
import { insertRows } from '../../validation/insertRows.js';
import { line, returned } from '../../validation/sampleRows.js';

type After = ReturnType<typeof readConfig>['validation']['after'];

let database: TestDatabase;
const said: string[] = [];
beforeAll(async () => {
  database = await cloneWithSlots();
  await insertRows(database.client, {
    unified_itemized_transactions: [line('a'), returned('b', { order_id: 'lost' })],
  });
});
afterAll(() => database.drop());

const jobAfter = (after: After) => ({
  ...testJob(database, '2026-06-01T12:00:00Z', { validation: { ...readConfig({}).validation, after } }),
  progress: { say: (text: string) => void said.push(text), update: () => {} },
});

it('validates after the runs that the config names, and says what came of it in one line', async () => {
  await validateAfter(jobAfter([]), 'enrich');
  await validateAfter(jobAfter(['import']), 'enrich');
  expect(said.splice(0)).toEqual([]);
  await validateAfter(jobAfter(['import', 'enrich']), 'enrich');
  expect(said.splice(0)).toEqual([
    expect.stringMatching(/^validate: \d+ checks: 1 error, 0 warnings, .* without rows; "facet validate" shows them$/),
  ]);
});

it.each<[After, boolean, number, number]>([
  [['enrich'], true, 2, 1],
  [['enrich'], true, 0, 0],
  [['import'], true, 0, 1],
  [['import', 'enrich'], true, 3, 1],
  [['import', 'enrich'], false, 0, 0],
  [[], true, 2, 0],
])('after a daily run: %j, imported %j, %i days', async (after, imported, days, times) => {
  await dailySteps.validate?.(jobAfter(after), { imported, days });
  expect(said.splice(0)).toHaveLength(times);
});

it('says before a run what the validation after it could not make', async () => {
  const job = jobAfter(['enrich']);
  const bad = (validation: object) => ({
    ...job,
    config: { ...job.config, validation: { ...job.config.validation, ...validation } },
  });
  await checkAfter(job, 'enrich');
  const unknown = bad({ fields: { customers: { emial: ['required'] } } });
  await expect(checkAfter(unknown, 'enrich')).rejects.toThrow('emial');
  await expect(dailySteps.build(unknown)).rejects.toThrow('emial');
  await expect(checkAfter(bad({ thresholds: { TXN_DAT: { errorAbove: 1 } } }), 'enrich')).rejects.toThrow('TXN_DATE');
  const missing = bad({ expectedRevenue: { file: '/nowhere/expected.csv', tolerance: 1 } });
  await expect(checkAfter(missing, 'enrich')).rejects.toThrow('/nowhere/expected.csv');
  // Before the files of a daily run too, of which nothing is there.
  const files = { configFile: '/nowhere/import.yml', dir: undefined, maxRejects: undefined, signal: undefined };
  await expect(dailySteps.importFiles(missing, files)).rejects.toThrow('/nowhere/expected.csv');
  // A run that no validation follows does not ask.
  await checkAfter(missing, 'import');
});
