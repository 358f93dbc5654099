import cluster from 'node:cluster';
import type { Logger } from 'pino';
import type { Config } from '../../config.js';
import { answerPrimary } from '../../telemetry/cluster/answerPrimary.js';
import type { Metrics } from '../../telemetry/createMetrics.js';
import { loopbackHosts } from '../origins/loopbackHosts.js';
import { openMetricsDoor } from './openMetricsDoor.js';

/** Makes the metrics of a process; undefined where the config wants none, and then nothing is loaded for them. */
export async function makeMetrics({ port, operations }: Config['metrics']): Promise<Metrics | undefined> {
  if (port === undefined) return undefined;
  const { createMetrics } = await import('../../telemetry/createMetrics.js');
  return createMetrics({ operations });
}

/**
 * Lets the metrics of a server be read: on the port that the config names, or, in a worker of a cluster, by the primary process, which
 * answers for all workers. Gives what ends that. Throws a `UserError` where it cannot listen.
 */
export async function publishMetrics(
  { registry }: Metrics,
  { metrics, http }: Pick<Config, 'metrics' | 'http'>,
  log: Logger,
): Promise<() => void | Promise<void>> {
  const { port } = metrics;
  if (port === undefined) return () => {};
  if (cluster.isWorker) {
    log.debug('The metrics of this worker are read from the primary process.');
    return answerPrimary(registry, log);
  }
  const read = async () => ({ text: await registry.metrics(), contentType: registry.contentType });
  const door = await openMetricsDoor({ config: { ...metrics, port }, http, log, read, allowedHosts: loopbackHosts });
  return door.close;
}
