import { systemViewer } from '../access/viewer.js';
import { readCatalogue } from '../catalogue/readCatalogue.js';
import type { Sql } from '../db/client.js';
import type { Door } from '../db/door.js';
import type { Job } from '../db/job.js';
import { run } from '../db/runStatement.js';
import type { Scope } from '../scope.js';
import { notSegmentable } from '../segments/segmentable.js';

/** A door on the client or the transaction of a run. */
const doorOn = (client: Sql): Door => ({ query: async (statement) => [...(await run<never>(client, statement))] });

/** What the questions of a run are answered for: by a command, which may see everything. */
export async function jobScope({ client, config, now }: Pick<Job, 'client' | 'config' | 'now'>): Promise<Scope> {
  return {
    db: doorOn(client),
    viewer: systemViewer,
    now,
    timeZone: config.timeZone,
    apps: config.apps,
    catalogue: await readCatalogue(client),
    notSegmentable: notSegmentable(config.segmentable),
  };
}

/** A scope whose questions are asked on another client, as a rule a transaction of it. */
export const onClient = (scope: Scope, client: Sql): Scope => ({ ...scope, db: doorOn(client) });
