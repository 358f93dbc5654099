import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { runSnapshot } from '../../src/enrichment/runSnapshot.js';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import { cloneDatabase } from '../support/database.js';
import { testJob } from '../support/job.js';
import { addCustomers } from '../support/sample.js';

it('memory stays flat over 1,000 reloads of the catalogue, and no request fails', async () => {
  const database = await cloneDatabase();
  try {
    await addCustomers(database, [{ id: 'A', birthdate: '1990-03-01' }]);
    await runSnapshot(testJob(database, '2026-03-31T09:00:00Z'), { from: '2026-03-30', to: '2026-03-30' });
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--expose-gc', '--import', 'tsx', 'test/load/reloadChild.ts', JSON.stringify(database.target), '1000'],
      { cwd: packageRoot },
    );
    const { heap, failed } = JSON.parse(stdout) as { heap: number[]; failed: number };
    process.stderr.write(`heap after each 100 reloads: ${heap.join(', ')} MB\n`);
    expect(failed).toBe(0);
    expect(heap).toHaveLength(10);
    // From 200 to 1,000 reloads: what is still warming up has warmed up.
    expect((heap.at(-1) as number) - (heap[1] as number)).toBeLessThan(5);
  } finally {
    await database.drop();
  }
});
