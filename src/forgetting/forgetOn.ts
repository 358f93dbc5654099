import type { Config } from '../config.js';
import { openClient } from '../db/client.js';
import type { DatabaseTarget } from '../db/target.js';
import { silentProgress } from '../lib/process/progress.js';
import type { Receipt } from './Receipt.js';

/** Has a customer forgotten, by whom. */
export type Forget = (customerId: string, by: string) => Promise<Receipt>;

/** Forgets customers of a database, each on a connection of its own: it takes longer than a statement of a request may. */
export const forgetOn =
  (target: DatabaseTarget, config: Config, applicationName: string): Forget =>
  async (customerId, by) => {
    const { forgetPerson } = await import('./forgetPerson.js');
    const client = openClient(target, { max: 1, applicationName });
    try {
      const job = { client, config, progress: silentProgress, now: new Date() };
      return await forgetPerson(job, customerId, { by, door: 'graphql', waitSeconds: 5 });
    } finally {
      await client.end({ timeout: 5 });
    }
  };
