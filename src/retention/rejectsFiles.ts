import { rm, stat } from 'node:fs/promises';
import type { Sql } from '../db/client.js';
import type { Job } from '../db/job.js';
import { plural } from '../lib/text/plural.js';
import { daysBefore } from './deleteInSteps.js';

const told = (files: number): string | undefined => (files === 0 ? undefined : plural(files, 'file'));

/** The files of rejected rows that lie on this machine and have not been written since an instant. */
async function findOld(client: Sql, before: string): Promise<readonly string[]> {
  const rows = await client<{ path: string }[]>`
    select f.path from facet.rejects_files f join facet.loads l using (load_id)
    where l.started_at < ${before} order by f.path`;
  const old: string[] = [];
  for (const { path } of rows) {
    const found = await stat(path).catch(() => undefined);
    // One that is not here may lie on another machine, where a person who is forgotten is looked for in it.
    if (found?.isFile() === true && found.mtime.toISOString() < before) old.push(path);
  }
  return old;
}

/** Says how many files of rejected rows are old. */
export const countRejects = async ({ client, config, now }: Job): Promise<string | undefined> =>
  told((await findOld(client, daysBefore(now, config.retention.rejectsFileDays))).length);

/** Deletes the files of rejected rows that are old. One that cannot be deleted stays, with a warning, for the next run. */
export async function deleteRejects({ client, config, now, progress }: Job): Promise<string | undefined> {
  let deleted = 0;
  for (const path of await findOld(client, daysBefore(now, config.retention.rejectsFileDays))) {
    try {
      await rm(path);
    } catch (error) {
      progress.say(`warning: the file of rejected rows ${path} cannot be deleted (${(error as Error).message})`);
      continue;
    }
    await client`delete from facet.rejects_files where path = ${path}`;
    deleted += 1;
  }
  return told(deleted);
}
