import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { validateCommand } from '../../src/cli/validate.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openUrl } from '../support/facet.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';
import { insertRows } from '../validation/insertRows.js';
import { customer, line, order, returned } from '../validation/sampleRows.js';
import { runInProcess } from './inProcess.js';

let database: TestDatabase;
let door: Awaited<ReturnType<typeof openUrl>>;
let folder: string;
beforeAll(async () => {
  database = await cloneDatabase();
  door = await openUrl(database);
  folder = await makeTestFolder('validate');
  await insertRows(database.client, {
    customers: [customer('c1')],
    unified_itemized_transactions: [line('a'), returned('b', { order_id: 'lost' })],
    unified_transactions: [order('o-a')],
  });
});
afterAll(async () => {
  door.close();
  await database.drop();
  await removeTestFolder(folder);
});

const facet = (args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
  runInProcess(validateCommand(), args, { DATABASE_URL: door.url, ...more });

const runs = async (): Promise<number> =>
  (await database.client<{ n: number }[]>`select count(*)::int as n from facet.validation_runs`)[0]?.n ?? 0;

describe('facet validate', () => {
  it('prints the findings, the worst first, and keeps the run', async () => {
    const { code, stdout, stderr } = await facet([]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^error: TXN_RETURN_ORPHAN unified_itemized_transactions: Returns without a purchase: 1 of 1 \(100 %\); 20 % are allowed\n/,
    );
    expect(stdout).toMatch(/\n\d+ checks: 1 error, 0 warnings, \d+ passed, \d+ figures, \d+ without rows\.\n$/);
    expect(await runs()).toBe(1);
  });

  it('ends with 2 where --fail-on says so', async () => {
    expect((await facet(['--fail-on', 'error'])).code).toBe(2);
    expect((await facet(['--fail-on', 'warning'])).code).toBe(2);
    expect((await facet(['--fail-on', 'error', '--check', 'TXN_DATE'])).code).toBe(0);
    const config = join(folder, 'facet.yml');
    await writeFile(config, 'validation: { thresholds: { TXN_RETURN_ORPHAN: { warnAbove: 0 } } }');
    expect((await facet(['--fail-on', 'error'], { FACET_CONFIG: config })).code).toBe(0);
    expect((await facet(['--fail-on', 'warning'], { FACET_CONFIG: config })).code).toBe(2);
  });

  it('prints JSON, and keeps nothing of a dry run', async () => {
    const before = await runs();
    const { stdout } = await facet(['--json', '--dry-run', '--check', 'TXN_DATE', 'TXN_NO_STORE']);
    const report = JSON.parse(stdout) as { runId: string | null; results: { checkId: string }[] };
    expect([report.runId, report.results.map(({ checkId }) => checkId)]).toEqual([
      null,
      ['TXN_DATE', 'TXN_DATE', 'TXN_NO_STORE', 'TXN_NO_STORE'],
    ]);
    expect(await runs()).toBe(before);
  });

  it('writes a page', async () => {
    const file = join(folder, 'report.html');
    const { code, stderr } = await facet(['--html', file]);
    expect([code, stderr]).toEqual([0, `The report is in ${file}.\n`]);
    expect(await readFile(file, 'utf8')).toContain('Returns without a purchase');
  });

  it('says before anything is checked that the page cannot be written', async () => {
    const before = await runs();
    const { code, stderr } = await facet(['--html', join(folder, 'nowhere', 'report.html')]);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^facet: The report cannot be written to .*: ENOENT/)]);
    expect(await runs()).toBe(before);
  });

  it('leaves the page of before where the run fails', async () => {
    const file = join(folder, 'kept.html');
    await writeFile(file, 'the page of before');
    expect((await facet(['--html', file, '--check', 'NONE'])).code).toBe(1);
    expect(await readFile(file, 'utf8')).toBe('the page of before');
  });

  it('tells readiness alone, as text or JSON', async () => {
    const before = await runs();
    const { code, stdout } = await facet(['--readiness']);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^ready: Segments \(2 of 2 present\)\./)]);
    const { features } = JSON.parse((await facet(['--readiness', '--json'])).stdout) as { features: unknown[] };
    expect(features).toHaveLength(8);
    expect(await runs()).toBe(before);
  });

  it('refuses checks that there are not, and options that do not go together', async () => {
    expect(await facet(['--check', 'NONE'])).toEqual({
      code: 1,
      stdout: '',
      stderr: 'facet: There is no check "NONE".\n',
    });
    expect((await facet(['--readiness', '--fail-on', 'error'])).stderr).toContain('cannot be used with option');
    expect((await facet(['--fail-on', 'info'])).stderr).toContain('Allowed choices are error, warning.');
  });
});
