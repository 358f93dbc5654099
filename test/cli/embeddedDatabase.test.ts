import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readPostmaster } from '../../src/db/embedded/postmaster.js';
import { runFacet, startFacet, waitForLine } from '../support/facet.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';

let dataDir: string;
beforeAll(async () => {
  dataDir = await makeTestFolder();
});
afterAll(() => removeTestFolder(dataDir));

const environment = () => ({ FACET_DATA_DIR: dataDir, PORT: '0' });

// One story in order, on one data directory.
describe('the embedded database', () => {
  it('is not migrated by a dry run', async () => {
    // Twice: the first makes the cluster, which is not the schema yet.
    for (let run = 1; run <= 2; run++)
      expect(await runFacet(['migrate', '--dry-run'], environment())).toMatchObject({
        code: 0,
        stderr: 'migrations to run: all\n',
      });
  });

  it('is left in order, and at once, by Ctrl-C during the first start', async () => {
    const server = startFacet(['serve'], environment());
    let stderr = '';
    server.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    try {
      // The next step, the snapshots, is one statement of many seconds.
      await waitForLine(server, 'stderr', /catalogue: \d+ metrics/);
      await new Promise((resolve) => setTimeout(resolve, 500));
      const pressed = performance.now();
      const ended = once(server, 'close');
      server.kill('SIGINT');
      // As npm passes it on.
      setTimeout(() => server.kill('SIGINT'), 50);
      expect((await ended)[0]).toBe(130);
      expect(performance.now() - pressed).toBeLessThan(3000);
    } finally {
      server.kill('SIGKILL');
    }
    expect(stderr).toMatch(/\nfacet: Interrupted; what was not finished was rolled back\.\n$/);
    expect(await readPostmaster(join(dataDir, 'pgdata'))).toBeUndefined();
  });
});
