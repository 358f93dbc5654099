import type { Logger } from 'pino';
import type { CampaignSteps } from '../../campaigns/run/CampaignSteps.js';
import type { Config } from '../../config.js';
import { failureSentence } from '../../daily/dailyLoad.js';
import { openClient, type Sql } from '../../db/client.js';
import type { DatabaseTarget } from '../../db/target.js';
import { UserError } from '../../lib/errors/UserError.js';
import type { Progress } from '../../lib/process/progress.js';
import { campaignConnections, campaignSteps } from '../steps/campaignSteps.js';

interface Served {
  readonly config: Config;
  readonly target: DatabaseTarget;
  readonly log: Logger;
  readonly steps?: CampaignSteps;
}

/** The deliveries of a serving process. */
interface CampaignRuns {
  /** Begins no further run; calls off the one under way (default), or lets it be, and waits until it has ended. */
  stop(callsOff?: boolean): Promise<void>;
}

/** Whether there is anything to do: one short statement, so that nothing else is loaded where no campaign is planned. */
async function isDue(client: Sql): Promise<boolean> {
  const found = await client`
    select 1 from facet.planned_campaigns
    where status = 'DELIVERING' or (status = 'SCHEDULED' and next_due_at <= ${new Date().toISOString()}) limit 1`;
  return found.length > 0;
}

async function runOnce({ config, target, log, steps = campaignSteps }: Served, signal: AbortSignal): Promise<void> {
  const client = openClient(target, {
    max: campaignConnections,
    maxLifetime: null,
    applicationName: 'facet campaigns',
  });
  const progress: Progress = {
    say: (line) => (line.startsWith('warning: ') ? log.warn(line) : log.info(line)),
    update: (line) => log.debug(line),
  };
  const end = (): void => void client.end({ timeout: 0 });
  signal.addEventListener('abort', end);
  try {
    if (!(await isDue(client))) return;
    const { runCampaigns } = await import('../../campaigns/run/runCampaigns.js');
    await runCampaigns({ client, config, progress, now: new Date(), signal }, steps, { waitSeconds: 0 });
  } catch (error) {
    if (signal.aborted) return log.info('The deliveries of campaigns are called off; the next run goes on with them.');
    if (error instanceof UserError && error.code === 'TARGET_BUSY') return log.debug(error.message);
    log.error(error instanceof UserError ? {} : { err: error }, `Campaigns: ${failureSentence(error)}`);
  } finally {
    signal.removeEventListener('abort', end);
    await client.end({ timeout: 5 });
  }
}

/** Delivers campaigns that are due while a server runs; undefined where the config leaves that to `facet campaigns run`. */
export function serveCampaigns(served: Served): CampaignRuns | undefined {
  const { deliver, pollSeconds } = served.config.campaigns;
  if (!deliver || !served.config.database.prepare) return undefined;
  const aborter = new AbortController();
  const { signal } = aborter;
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const wait = (): void => {
    if (!isOver) timer = setTimeout(look, pollSeconds * 1000).unref();
  };
  const look = (): void => {
    running = runOnce(served, signal).then(wait);
  };
  wait();
  return {
    async stop(callsOff = true) {
      isOver = true;
      if (callsOff) aborter.abort(new Error('The server is shutting down.'));
      clearTimeout(timer);
      await running;
    },
  };
}
