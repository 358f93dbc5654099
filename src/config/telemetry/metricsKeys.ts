import { z } from 'zod';
import { UserError } from '../../lib/errors/UserError.js';
import { bounded, boundedWhole } from '../bounded.js';
import { isHost, isLoopback } from '../environmentKeys.js';

/** Characters that the secret of the metrics has at the least. */
const leastToken = 16;

/** Where the metrics of a server are read, and how many names they tell apart. */
export const metricsKeys = z
  .strictObject({
    /** Left out, here and in `METRICS_PORT`: nothing is measured. */
    port: boundedWhole(0, 65_535).optional(),
    host: z.string().refine(isHost, 'is not an address or a name to listen on').default('127.0.0.1'),
    /** Names of operations that clients write which are told apart, and as many of published documents; others are `other`. */
    operations: boundedWhole(0, 2000).default(200),
    /** Seconds for which what the database tells of its loads is not asked for again. */
    loadsSeconds: bounded(0, 3600).default(5),
  })
  .prefault({});

/** Where the metrics of a server are read, and by whom. */
export interface MetricsConfig extends Omit<z.infer<typeof metricsKeys>, 'port'> {
  /** Undefined where nothing is measured. */
  readonly port: number | undefined;
  /** What who reads them has to show; undefined where only this machine can ask. */
  readonly token: string | undefined;
}

interface MetricsEnvironment {
  readonly METRICS_PORT?: number | undefined;
  readonly METRICS_HOST?: string | undefined;
  readonly METRICS_TOKEN?: string | undefined;
}

/** The keys with what the environment says instead. Throws a `UserError` where other machines could read them without a secret. */
export function resolveMetrics(
  { port, host, ...others }: z.infer<typeof metricsKeys>,
  { METRICS_PORT = port, METRICS_HOST = host, METRICS_TOKEN }: MetricsEnvironment,
): MetricsConfig {
  const config = { ...others, port: METRICS_PORT, host: METRICS_HOST, token: METRICS_TOKEN };
  if (METRICS_TOKEN !== undefined && METRICS_TOKEN.length < leastToken)
    throw new UserError(`METRICS_TOKEN has less than ${leastToken} characters: take a longer secret.`);
  if (METRICS_PORT === undefined || METRICS_TOKEN !== undefined || isLoopback(METRICS_HOST)) return config;
  throw new UserError(
    `The metrics would be open to other machines, for METRICS_HOST (metrics.host) is "${METRICS_HOST}": set METRICS_TOKEN to a secret ` +
      'that Prometheus shows as "Authorization: Bearer …", or listen on 127.0.0.1.',
  );
}
