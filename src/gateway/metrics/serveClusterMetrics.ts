import type { Logger } from 'pino';
import type { Config } from '../../config.js';
import { loopbackHosts } from '../origins/loopbackHosts.js';
import { openMetricsDoor } from './openMetricsDoor.js';

/**
 * Serves the metrics of all workers of a cluster from its primary process, on the port that the config names, and counts workers that end.
 * Gives what ends that; undefined where the config wants no metrics. Throws a `UserError` where it cannot listen.
 */
export async function serveClusterMetrics(
  { metrics, http }: Pick<Config, 'metrics' | 'http'>,
  log: Logger,
): Promise<(() => Promise<void>) | undefined> {
  const { port } = metrics;
  if (port === undefined) return undefined;
  const { createClusterMetrics } = await import('../../telemetry/cluster/createClusterMetrics.js');
  const { read, stop } = createClusterMetrics(metrics);
  const door = await openMetricsDoor({ config: { ...metrics, port }, http, log, read, allowedHosts: loopbackHosts });
  return async () => {
    stop();
    await door.close();
  };
}
