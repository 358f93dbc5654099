import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { exportPerson } from '../../src/forgetting/exportPerson.js';
import { personalTables } from '../../src/forgetting/personalTables.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openUrl, runFacet } from '../support/facet.js';
import { testJob } from '../support/job.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';
import { addTwo, alpha, rowsWith } from './twoPersons.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
  await addTwo(database.client);
});
afterAll(() => database?.drop());

const job = () => testJob(database, '2026-03-31T09:00:00Z');

it('gives every row that is known of a person, and none of others', async () => {
  const { meta, tables } = await exportPerson(job(), alpha.id, 'a test');
  const text = JSON.stringify(tables);
  for (const value of Object.values(alpha)) expect(text).toContain(value);
  expect(text).not.toMatch(/betabird|8000002/);
  const treated = Object.entries(personalTables).filter(([, ways]) => ways.some(({ way }) => way !== 'keep'));
  expect(Object.keys(tables).toSorted()).toEqual(treated.map(([table]) => table).toSorted());
  expect(meta).toMatchObject({
    customer: alpha.id,
    exportedAt: '2026-03-31T09:00:00.000Z',
    sources: [`${alpha.name} datasource`],
    rows: { customers: 1, metric_base_rows: 2 },
  });
  // Each row that names the person is in it; what two ways treat, such as a row of the log, once.
  const rows = Object.values(tables).flat().length;
  expect(rows).toBeGreaterThanOrEqual((await rowsWith(database.client, alpha.id)).length);
});

it('is noted in the audit log, and found there by the customer', async () => {
  const entries = await database.client`
    select operation, viewer, customers from facet.audit_log
    where kind = 'CHANGE' and persons @> array[facet.person_hash('id ' || ${alpha.id}::text)]`;
  expect(entries).toEqual([{ operation: 'export', viewer: 'a test', customers: 1 }]);
});

it('is refused for whom nothing is known of', async () => {
  await expect(exportPerson(job(), 'nobody', 'a test')).rejects.toMatchObject({ code: 'CUSTOMER_UNKNOWN' });
});

it('goes into a file of its owner alone, and over no other', async () => {
  const [folder, reached] = [await makeTestFolder('export'), await openUrl(database)];
  try {
    const out = join(folder, 'person.json');
    const environment = { DATABASE_URL: reached.url };
    expect(await runFacet(['export', alpha.id, '--out', out], environment)).toMatchObject({ code: 0, stdout: '' });
    expect((await stat(out)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(out, 'utf8'))).toMatchObject({ meta: { customer: alpha.id } });
    const again = await runFacet(['export', alpha.id, '--out', out], environment);
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('is there already') });
    const shown = await runFacet(['audit', '--customer', alpha.id, '--json'], environment);
    const lines = shown.stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { operation: string | null }).operation);
    // The one in the first test, and two by command: what was read is noted, whatever became of the file.
    expect(lines).toEqual([null, 'export', 'export', 'export']);
  } finally {
    reached.close();
    await removeTestFolder(folder);
  }
}, 60_000);
