import { once } from 'node:events';
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readPostmaster } from '../../src/db/embedded/postmaster.js';
import { waitUntil } from '../../src/db/embedded/processes.js';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
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
      await waitForLine(server, 'stderr', /catalogue: \d+ attributes/);
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

describe('an embedded database with the example of metrics by level', () => {
  let exampleDir: string;
  beforeAll(async () => {
    exampleDir = await makeTestFolder('example');
  });
  afterAll(() => removeTestFolder(exampleDir));

  it('is served without a demo company, which is refused', async () => {
    const example = 'examples/metrics-by-level';
    const text = await readFile(join(packageRoot, 'docs', 'metrics-by-level.md'), 'utf8');
    const [, query] = /```graphql\n([^]*?)```/.exec(text) ?? [];
    const settings = { FACET_DATA_DIR: exampleDir, FACET_CONFIG: `${example}/facet.yml`, PORT: '0' };
    expect(await runFacet(['import', '--config', `${example}/import.yml`], settings)).toMatchObject({ code: 0 });
    const server = startFacet(['serve'], settings);
    let stderr = '';
    server.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const ended = once(server, 'close');
    try {
      const [, url] = await waitForLine(server, 'stdout', /Facet answers at (\S+)\/graphql/);
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      expect(await response.json()).toMatchObject({
        data: { metrics: { meta: { accountName: 'Bonard' }, metrics: [{ value: '5.0', valueFormatted: '5min' }] } },
      });
    } finally {
      server.kill('SIGINT');
    }
    expect((await ended)[0]).toBe(0);
    expect(stderr).toContain('No demo company is made: the database holds entities without customers.\n');
    expect(await runFacet(['demo'], settings)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(
        'facet: The database already holds entities (industries: 2, companies: 2, contracts: 2 and accounts: 3); the demo is for an empty database.\n',
      ),
    });
  });

  const serving = async () => {
    const server = startFacet(['serve'], { FACET_DATA_DIR: exampleDir, PORT: '0' });
    const printed = { stderr: '' };
    server.stderr?.on('data', (chunk: Buffer) => (printed.stderr += chunk.toString()));
    const ended = once(server, 'close') as Promise<[number | null]>;
    const [, url] = await waitForLine(server, 'stdout', /Facet answers at (\S+)\/graphql/);
    return { server, url, printed, ended };
  };
  const pgdata = () => join(exampleDir, 'pgdata');
  const killPostmaster = async () => process.kill((await readPostmaster(pgdata()))?.pid ?? 0, 'SIGKILL');

  it('is started again when it is killed, and stopped though a second signal ends its server at once', async () => {
    const { server, url, ended } = await serving();
    try {
      const isReady = async () => (await fetch(`${url}/health/ready`)).status === 200;
      expect(await isReady()).toBe(true);
      await killPostmaster();
      expect(await waitUntil(async () => !(await isReady()), 5_000)).toBe(true);
      expect(await waitUntil(isReady, 20_000)).toBe(true);
      server.kill('SIGTERM');
      await new Promise((resolve) => setTimeout(resolve, 700));
      const pressed = performance.now();
      server.kill('SIGTERM');
      expect((await ended)[0]).toBe(143);
      expect(performance.now() - pressed).toBeLessThan(1500);
    } finally {
      server.kill('SIGKILL');
    }
    expect(await waitUntil(async () => (await readPostmaster(pgdata())) === undefined, 20_000)).toBe(true);
  });

  it('ends a command that waits when it is killed', async () => {
    const door = startFacet(['bi', '--port', '0'], { FACET_DATA_DIR: exampleDir });
    let stderr = '';
    door.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const ended = once(door, 'close');
    try {
      await waitForLine(door, 'stderr', /The door is open/);
      await killPostmaster();
      expect((await ended)[0]).toBe(69);
    } finally {
      door.kill('SIGKILL');
    }
    expect(stderr).toMatch(/\nfacet: The embedded PostgreSQL on \S+ has ended; \S+postgres.log tells more\.\n$/);
  });

  it('ends its server with a sentence where it cannot be started again', async () => {
    const { server, printed, ended } = await serving();
    try {
      const { pid = 0 } = (await readPostmaster(pgdata())) ?? {};
      await rename(pgdata(), `${pgdata()}.away`);
      process.kill(pid, 'SIGKILL');
      expect((await ended)[0]).toBe(69);
    } finally {
      server.kill('SIGKILL');
    }
    expect(printed.stderr).toMatch(
      /\nfacet: The embedded PostgreSQL has ended, and its folder \S+ is not there any more\.\n$/,
    );
  });
});
