import { applicationName } from '../../workers/workerId.js';
import { readConfig, readConfigText } from '../../config.js';
import { openClient } from '../../db/client.js';
import { openDatabase } from '../../db/openDatabase.js';
import { servedSubgraphs } from '../../federation/servedSubgraphs.js';
import { steadyHeap } from '../../lib/process/steadyHeap.js';
import { within } from '../../lib/async/within.js';
import { onInterrupt } from '../onInterrupt.js';
import { closeTimeout, type AnsweringServer, type AnsweringStart } from './AnsweringServer.js';
import { aborted, prepareServing, superviseDatabase } from './prepareServing.js';
import { warnOfLogins } from './warnOfLogins.js';

type StartAnswering = (start: AnsweringStart) => Promise<AnsweringServer>;

/** Milliseconds after which the process ends although something of it is still open. */
const exitGrace = 2_000;

/** Answers in this process. Half of what the program loads is loaded for that. */
async function answerHere(names: string | undefined): Promise<StartAnswering> {
  const { serve } = await import('../../serve.js');
  const { subgraphs } = await import('../../subgraphs/index.js');
  const served = servedSubgraphs(subgraphs, names);
  const { serveRuns } = await import('./serveRuns.js');
  return async ({ config, database: { target }, log }) => {
    const serving = await serve(config, target, log, served);
    const runs = serveRuns({ config, target, log });
    return {
      url: serving.url,
      stop: async (drain) => void (await Promise.all([runs.stop(), serving.stop(drain)])),
    };
  };
}

/** Answers by workers; their names of subgraphs are checked before anything is opened. */
async function answerByWorkers(names: string | undefined): Promise<StartAnswering> {
  if (names !== undefined) servedSubgraphs((await import('../../subgraphs/index.js')).subgraphs, names);
  const { startWorkers } = await import('./startWorkers.js');
  return startWorkers;
}

/**
 * Runs `facet serve` until a signal ends it; rejects with what it failed by.
 * @param names the subgraphs that are served, with commas between; all of them unless told
 * @param workers how many processes answer requests, in place of `FACET_WORKERS`
 */
export async function runServer(names?: string, workers = process.env['FACET_WORKERS']): Promise<void> {
  steadyHeap();
  const { signal, first } = onInterrupt();
  const configText = readConfigText(process.env);
  const config = readConfig({ ...process.env, FACET_WORKERS: workers }, configText);
  // A bad config is told before what answers is loaded.
  const startAnswering = await (config.workers === 1 ? answerHere(names) : answerByWorkers(names));
  const { createLogger } = await import('./createLogger.js');
  const log = createLogger(config, config.workers === 1 ? undefined : 'primary');
  const database = await openDatabase(config, (line) => log.info(line));
  const client = openClient(database.target, {
    // Holds the serve lock as long as the process lives, so it is not one of the pool's connections, and never renewed.
    max: 1,
    maxLifetime: null,
    applicationName: applicationName(),
  });
  try {
    await prepareServing({ config, database, client, signal });
    await warnOfLogins(client, config, log);
    // One request's failure that nobody waits for is not the end of all others.
    process.on('unhandledRejection', (error) => log.error({ err: error }, 'A failure that nobody waited for.'));
    const answering = await startAnswering({ config, configText, database, log, signal });
    try {
      const lost = superviseDatabase(database, client, config, log);
      log.info(`Facet answers at ${answering.url}/graphql`);
      if (process.stderr.isTTY) process.stderr.write(`Facet answers at ${answering.url}/graphql (Ctrl-C stops it)\n`);
      await Promise.race([aborted(signal), lost, ...(answering.gone === undefined ? [] : [answering.gone])]);
    } finally {
      // Ctrl-C comes from a person, who waits, and SIGTERM from what also tells the balancers.
      const drain = first() === 'SIGTERM' ? config.shutdown.drainSeconds * 1000 : 0;
      log.info(drain === 0 ? 'Finishing running requests' : `Serving on for ${drain} ms, then finishing`);
      const patience = drain + config.shutdown.finishSeconds * 1000 + closeTimeout;
      await within(answering.stop(drain), patience).catch((error: unknown) =>
        log.error({ err: error }, 'Not everything could be closed in order.'),
      );
    }
  } finally {
    await client.end({ timeout: 1 });
    await database.close();
    setTimeout(() => process.exit(), exitGrace).unref();
  }
}
