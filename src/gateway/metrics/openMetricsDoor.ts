import { hash, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { httpKeys, type HttpConfig } from '../../config/httpKeys.js';
import type { MetricsConfig } from '../../config/telemetry/metricsKeys.js';
import type { Exposition } from '../../telemetry/Exposition.js';
import { HttpRefusal } from '../errors/HttpRefusal.js';
import { addSecurityHeaders } from '../http/addSecurityHeaders.js';
import { createConnections } from '../http/connections.js';
import { createHttpServer } from '../http/httpServer.js';
import { listen } from '../http/listen.js';
import { checkHost } from '../origins/checkHost.js';

/** Where the metrics of a process are read. */
export interface MetricsDoor {
  /** Such as `http://127.0.0.1:9464/metrics`. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

interface MetricsDoorOptions {
  readonly config: Pick<MetricsConfig, 'host' | 'token'> & { readonly port: number };
  /** With the TLS of the server itself. */
  readonly http?: HttpConfig | undefined;
  readonly log: Logger;
  readonly read: () => Promise<Exposition>;
  /** The host names that may be addressed where no token is asked for. */
  readonly allowedHosts: readonly string[];
}

/** Connections at most: a few who read, and no crowd. */
const connections = 50;

const hashed = (text: string): Buffer => hash('sha256', text, 'buffer');

/** Refuses who does not show the token. */
function checkToken({ headers: { authorization }, log }: FastifyRequest, reply: FastifyReply, token: string): void {
  const [, shown = ''] = /^Bearer +(.+)$/i.exec(authorization ?? '') ?? [];
  if (timingSafeEqual(hashed(shown), hashed(token))) return;
  log.info('Somebody asked for the metrics without their token.');
  void reply.header('www-authenticate', 'Bearer');
  throw new HttpRefusal('UNAUTHENTICATED', 'Show METRICS_TOKEN in the header "authorization: Bearer …".', 401);
}

const notFound = (_request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  reply.code(404).type('text/plain').send('There is nothing here; metrics are at /metrics.\n');

/**
 * Opens `/metrics` on a port of its own: to this machine alone, or to who shows the token. Those who ask at the same time get one reading.
 * Throws a `UserError` where it cannot listen.
 */
export async function openMetricsDoor({
  config,
  http,
  log,
  read,
  allowedHosts,
}: MetricsDoorOptions): Promise<MetricsDoor> {
  const { host, port, token } = config;
  const settings = { ...(http ?? httpKeys.parse(undefined)), connections };
  const open = createConnections();
  const app = createHttpServer({ log, bodyLimit: 1, http: settings, connections: open, notFound });
  addSecurityHeaders(app, settings.tls !== undefined);
  app.addHook('onRequest', (request, reply, done) => {
    if (token === undefined) checkHost(request.headers.host, allowedHosts);
    else checkToken(request, reply, token);
    done();
  });
  let reading: Promise<Exposition> | undefined;
  app.get('/metrics', async (_request, reply) => {
    reading ??= read().finally(() => (reading = undefined));
    const { text, contentType } = await reading;
    return reply.type(contentType).header('cache-control', 'no-store').send(text);
  });
  const names = { port: 'METRICS_PORT', host: 'METRICS_HOST' };
  const url = await listen(app, host, port, names).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  log.info(`Metrics are at ${url}/metrics`);
  return {
    url: `${url}/metrics`,
    async close() {
      open.closeAll();
      await app.close();
    },
  };
}
