import { runLimits } from '../../config/runs/runLimits.js';
import type { Logger } from 'pino';
import type { Config } from '../../config.js';
import { failureSentence } from '../../daily/dailyLoad.js';
import type { DailySteps } from '../../daily/dailySteps.js';
import { runDueDaily } from '../../daily/runDaily.js';
import { startSchedule, type Clock, type DueRun, type Schedule } from '../../daily/startSchedule.js';
import { openClient } from '../../db/client.js';
import type { DatabaseTarget } from '../../db/target.js';
import type { Progress } from '../../lib/process/progress.js';
import { UserError } from '../../lib/errors/UserError.js';
import { dailyLocks, dailySteps } from '../steps/dailySteps.js';
import { endOnAbort } from '../run.js';

interface Served {
  readonly config: Config;
  readonly target: DatabaseTarget;
  readonly log: Logger;
  readonly steps?: DailySteps;
  readonly clock?: Clock;
}

/** One run on a client of its own: those of the server's pool end long statements. */
async function runOnce(
  { config, target, log, steps = dailySteps }: Served,
  { due, now, isFromBeforeStart, signal }: DueRun,
): Promise<'done' | 'busy'> {
  const progress: Progress = {
    say: (line) => (line.startsWith('warning: ') ? log.warn(line) : log.info(line)),
    update: (line) => log.debug(line),
  };
  const client = openClient(target, {
    max: runLimits(config).connections + dailyLocks,
    maxLifetime: null,
    applicationName: 'facet daily',
  });
  try {
    endOnAbort(signal, client);
    const job = { client, config, progress, now };
    const report = await runDueDaily(job, steps, { due, failedCounts: !isFromBeforeStart, waitSeconds: 0, signal });
    if (report === undefined) log.debug(`The daily run that was due at ${due.toISOString()} is done already.`);
    return 'done';
  } catch (error) {
    if (signal.aborted) log.info('The daily run is called off; the next start makes up for it.');
    if (!(error instanceof UserError) || error.code !== 'TARGET_BUSY') throw error;
    log.debug(error.message);
    return 'busy';
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** Does the daily run at `schedule.at` while a server runs; undefined where that is not set. Failures are logged. */
export function serveSchedule(served: Served): Schedule | undefined {
  const { config, log, clock } = served;
  const { at } = config.schedule;
  if (at === undefined) return undefined;
  return startSchedule({
    at,
    timeZone: config.timeZone,
    run: (due) => runOnce(served, due),
    onFailure: (error, next) =>
      log.error(
        error instanceof UserError ? {} : { err: error },
        `${failureSentence(error)} It is tried again at ${next.toISOString()}.`,
      ),
    onWait: (next) => log.info(`The next daily run is due at ${next.toISOString()}`),
    ...(clock !== undefined && { clock }),
  });
}
