import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPostmaster, stopPostmaster } from '../../src/db/embedded/postmaster.js';
import { processStart } from '../../src/db/embedded/processes.js';

/** A fresh folder below the system's temporary one, `label` in its name, that tells which process made it. */
export async function makeTestFolder(label = ''): Promise<string> {
  return mkdtemp(join(tmpdir(), `facet-test-${process.pid}-${processStart(process.pid) ?? ''}-${label}`));
}

/** Deletes a test folder; a database server that still runs in it is stopped first. */
export async function removeTestFolder(folder: string): Promise<void> {
  const pgdata = join(folder, 'pgdata');
  const left = await readPostmaster(pgdata);
  if (left?.alive === true) await stopPostmaster(pgdata, left);
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Removes the test folders of processes that were killed, with the servers that run in them. */
export async function cleanUpAfterDeadRuns(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const [, pid, start] = /^facet-test-(\d+)-(\d*)-/.exec(name) ?? [];
    if (pid !== undefined && processStart(Number(pid)) !== start) await removeTestFolder(join(tmpdir(), name));
  }
}
