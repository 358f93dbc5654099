import cluster from 'node:cluster';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfig, readConfigText } from '../../config.js';
import { serveClusterMetrics } from '../../gateway/metrics/serveClusterMetrics.js';
import { checkPort } from '../../gateway/http/listen.js';
import { orAborted } from '../../lib/async/orAborted.js';
import { within } from '../../lib/async/within.js';
import { Crew } from '../../workers/Crew.js';
import { describeShares } from '../../workers/shareOfWorker.js';
import { closeTimeout, type AnsweringServer, type AnsweringStart } from './AnsweringServer.js';

/** The program itself, without what a clone does first: workers are always those of the build that the primary is of. */
const program = fileURLToPath(new URL(`../../main${extname(import.meta.url)}`, import.meta.url));

/** Has workers answer requests and make the runs that are due. SIGHUP replaces them, one after the other, by such with the config of then. */
export async function startWorkers({
  config,
  configText,
  database,
  log,
  signal,
}: AnsweringStart): Promise<AnsweringServer> {
  const { workers, shutdown } = config;
  const port = await checkPort(config.host, config.port);
  const finish = shutdown.finishSeconds * 1000 + closeTimeout;
  cluster.setupPrimary({ exec: program });
  // Before the first worker, so that none starts unseen.
  const endMetrics = await serveClusterMetrics(config, log);
  const crew = new Crew({ workers, start: { configText, port, target: database.target }, log, finish });
  process.once('exit', () => crew.kill());
  const renew = async (): Promise<void> => {
    try {
      const text = readConfigText(process.env);
      readConfig({ ...process.env, FACET_WORKERS: String(workers) }, text);
      log.info('Workers are replaced, one after the other.');
      await crew.renew(text);
      log.info('All workers have been replaced.');
    } catch (error) {
      log.error({ err: error }, `Workers are not replaced: ${(error as Error).message}`);
    }
  };
  process.on('SIGHUP', () => void (signal.aborted || renew()));
  for (const told of describeShares(config, workers)) log.info(told);
  try {
    const url = await orAborted(crew.open(), signal);
    const stop = async (drain: number): Promise<void> => {
      await crew.close(drain);
      await endMetrics?.();
    };
    return { url, gone: crew.gone, stop };
  } catch (error) {
    await within(crew.close(0), closeTimeout).catch(() => crew.kill());
    await endMetrics?.();
    throw error;
  }
}
