import cluster from 'node:cluster';
import type { Logger } from 'pino';
import { readConfig, type Config } from '../../config.js';
import { servedSubgraphs } from '../../federation/servedSubgraphs.js';
import { memoryLimits } from '../../gateway/requests/memoryLimits.js';
import { UserError } from '../../lib/errors/UserError.js';
import { within } from '../../lib/async/within.js';
import { steadyHeap } from '../../lib/process/steadyHeap.js';
import { listenToPrimary, type PrimaryOrders, type StopOrder } from '../../workers/listenToPrimary.js';
import type { WorkerStart } from '../../workers/messages.js';
import { shareOfWorker } from '../../workers/shareOfWorker.js';
import { workerId } from '../../workers/workerId.js';
import { reportCrashes, reportFailure } from '../reportFailure.js';
import { createLogger } from './createLogger.js';
import { closeTimeout } from './AnsweringServer.js';
import { serveRuns } from './serveRuns.js';

/** What a worker does, until it is told to end it. */
interface Work {
  /** Empty where nothing listens. */
  readonly url: string;
  stop(order: StopOrder): Promise<void>;
}

interface WorkScope {
  readonly config: Config;
  readonly log: Logger;
  readonly start: WorkerStart;
}

async function answerRequests(
  { config, log, start: { port, target } }: WorkScope,
  names: string | undefined,
): Promise<Work> {
  steadyHeap();
  const { serve } = await import('../../serve.js');
  const { subgraphs } = await import('../../subgraphs/index.js');
  const mine = shareOfWorker({ ...config, port }, config.workers, {
    requestMemory: (heapLimit) => memoryLimits({}, heapLimit).all,
  });
  const serving = await serve(mine, target, log, servedSubgraphs(subgraphs, names));
  const { finishSeconds } = config.shutdown;
  return {
    url: serving.url,
    stop: ({ drain, isReplaced }) =>
      within(serving.stop(drain, isReplaced), drain + finishSeconds * 1000 + closeTimeout),
  };
}

function makeRuns({ config, log, start: { target } }: WorkScope, orders: PrimaryOrders): Work {
  const runs = serveRuns({ config, target, log });
  return {
    url: '',
    async stop({ isReplaced }) {
      if (isReplaced) await Promise.race([runs.stop(false), orders.end]);
      await runs.stop();
    },
  };
}

/**
 * Runs a worker of `facet serve` until the primary tells it to end, or is gone itself. Signals are the primary's: a terminal and a
 * service manager send them to all processes at once.
 */
export async function runWorker(names: string | undefined, workers = process.env['FACET_WORKERS']): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  reportCrashes(new AbortController().signal);
  const orders = listenToPrimary(cluster.worker);
  try {
    const start = await orders.start;
    if (start !== undefined) {
      const config = readConfig({ ...process.env, FACET_WORKERS: workers }, start.configText);
      const log = createLogger(config, workerId());
      // One failure of a request that nobody waits for is not the end of all others.
      process.on('unhandledRejection', (error) => log.error({ err: error }, 'A failure that nobody waited for.'));
      const scope = { config, log, start };
      const work = await (start.role === 'requests' ? answerRequests(scope, names) : makeRuns(scope, orders));
      void orders.tell({ facet: 'ready', url: work.url });
      await work.stop(await orders.stop);
    }
    process.exit(0);
  } catch (error) {
    if (error instanceof UserError) {
      const { message: sentence, code, exitCode } = error;
      await orders.tell({ facet: 'failed', sentence, code, exitCode });
      process.exit(exitCode);
    }
    reportFailure(error);
    process.exit();
  }
}
