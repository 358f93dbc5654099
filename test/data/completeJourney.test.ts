import { test } from '@jest/globals';
import { cloneDatabase } from '../support/database.js';
import { runImport } from '../../src/ingest/import/runImport.js';
import { formatImportReport } from '../../src/ingest/import/importReport.js';
import { silentProgress } from '../../src/lib/progress.js';
import { readConfig } from '../../src/config.js';
test('scratch', async () => {
  const db = await cloneDatabase();
  const job = { sql: db.sql, config: readConfig({}), progress: silentProgress, now: new Date() };
  for (let i = 0; i < 2; i++) {
    const r = await runImport(job, { configFile: 'examples/complete-journey.yml', dir: '/work/shared/data/complete-journey' });
    console.log(formatImportReport(r).join('\n'));
  }
  await db.drop();
});
