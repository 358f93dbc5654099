import { existsSync } from 'node:fs';
import { openEmbedded } from './index.js';
import { processStart, waitUntil } from './processes.js';

/** Backends take a moment to see that their client has gone. */
const LEAVING = 10_000;

/** A process of its own, see `leaveAfterExit`: joins the server of a data directory once a process has gone, and leaves it. */
async function leave(dataDir: string, pid: number): Promise<void> {
  await waitUntil(() => processStart(pid) === undefined, LEAVING);
  if (!existsSync(dataDir)) return;
  const database = await openEmbedded({ dataDir, starts: 'never' });
  await database.close();
}

// Nobody is there to be told: without a server there is nothing to leave.
await leave(process.argv[2] ?? '', Number(process.argv[3])).catch(() => undefined);
