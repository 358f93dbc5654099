import { openBiDoor } from '../../src/bi/openBiDoor.js';
import { openClient, type Sql } from '../../src/db/client.js';
import { openEmbedded } from '../../src/db/embedded/index.js';
import type { DatabaseTarget } from '../../src/db/target.js';
import { silentProgress, type Progress } from '../../src/lib/process/progress.js';
import { otherPostgres } from '../support/cluster.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';

export interface ScratchServer {
  readonly target: Extract<DatabaseTarget, { kind: 'socket' }>;
  /** The superuser in the database `facet`. */
  readonly client: Sql;
  stop(): Promise<void>;
}

/** A server of its own: roles and their passwords belong to the whole server, and other tests run on the shared one. */
export async function startScratchServer(): Promise<ScratchServer> {
  const folder = await makeTestFolder('bi-');
  const database = await openEmbedded({ dataDir: folder, throwaway: true, ...otherPostgres() });
  const { target } = database;
  const client = openClient(target, { max: 4 });
  return {
    target,
    client,
    async stop() {
      await client.end({ timeout: 5 });
      await database.close();
      await removeTestFolder(folder);
    },
  };
}

export interface OpenDoor {
  readonly url: string;
  /** Closes the door; throws what `openBiDoor` threw. */
  close(): Promise<void>;
}

/** Opens the door of an embedded database as `facet bi` does, on any free port. */
export async function openDoor({ target, client }: Pick<ScratchServer, 'target' | 'client'>): Promise<OpenDoor> {
  const aborter = new AbortController();
  const database = { target, isEmbedded: true };
  const scope = { client, database, progress: silentProgress, signal: aborter.signal };
  let ended: Promise<void> = Promise.resolve();
  const url = await new Promise<string>((resolve, reject) => {
    ended = openBiDoor(scope, { port: 0, print: resolve });
    ended.catch(reject);
  });
  return {
    url,
    close: async () => {
      aborter.abort();
      await ended;
    },
  };
}

/** The scope of `facet bi` on a database that is reached by a URL, and what it says. */
export function printScope(client: Sql, url: string) {
  const said: string[] = [];
  const progress: Progress = { ...silentProgress, say: (line) => void said.push(line) };
  const database = { target: { kind: 'url', url }, isEmbedded: false } as const;
  return { scope: { client, database, progress, signal: new AbortController().signal }, said };
}

/** What `facet bi`, of a role where one is named, prints and says on a database that is reached by a URL. */
export async function printDoor(client: Sql, url: string, role?: string) {
  const printed: string[] = [];
  const { scope, said } = printScope(client, url);
  await openBiDoor(scope, { port: 0, role, print: (line) => void printed.push(line) });
  return { printed, said };
}
