import type { Logger } from 'pino';
import type { Config } from '../../config.js';
import type { DatabaseTarget } from '../../db/target.js';
import { serveCampaigns } from './serveCampaigns.js';
import { serveSchedule } from './serveSchedule.js';

/** The runs that a server makes by itself: the daily one, and deliveries. */
export interface ServedRuns {
  /** Begins no further run; calls off what runs (default), or waits until it has ended by itself. */
  stop(callsOff?: boolean): Promise<void>;
}

/** Makes the runs that are due, of those that the config leaves to servers. */
export function serveRuns(served: {
  readonly config: Config;
  readonly target: DatabaseTarget;
  readonly log: Logger;
}): ServedRuns {
  const schedule = serveSchedule(served);
  const campaigns = serveCampaigns(served);
  return {
    stop: async (callsOff = true) => void (await Promise.all([schedule?.stop(callsOff), campaigns?.stop(callsOff)])),
  };
}
