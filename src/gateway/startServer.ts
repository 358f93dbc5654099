import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { startApollo } from './apollo.js';
import { addGraphql } from './graphqlRoute.js';
import { addHealth, type Readiness } from './health.js';
import { checkHost } from './hosts.js';
import { createHttpServer } from './httpServer.js';
import { listen } from './listen.js';
import type { LiveSchema } from './liveSchema.js';
import { trackRequests } from './requests.js';
import type { RequestFacts } from './requestState.js';
import { shutDown } from './shutdown.js';

export type { LiveSchema } from './liveSchema.js';
export type { Readiness } from './health.js';
export type { RequestFacts } from './requestState.js';

export interface ServerOptions<C extends object> {
  readonly config: Pick<Config, 'host' | 'port' | 'limits'>;
  readonly log: Logger;
  readonly schema: LiveSchema;
  /**
   * Makes the context of one request; its method `useSchema(schema)`, if it has one, is called before execution. A
   * `UserError` it throws is the answer, with status 401 for the code `UNAUTHENTICATED`, 403 for `FORBIDDEN`, else 400.
   */
  readonly createContext: (facts: RequestFacts) => Promise<C>;
  readonly readiness: () => Promise<Readiness>;
  /** Host names (lower case, no port) that requests may address; any if left out. Give it on a keyless server. */
  readonly allowedHosts?: readonly string[];
  /** Milliseconds that `stop` waits for running requests before it aborts them; default 10,000. */
  readonly drainMilliseconds?: number;
}

export interface RunningServer {
  /** Such as `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Finishes running requests and closes everything; a second call waits for the first. */
  stop(): Promise<void>;
}

/** The host names that a keyless server on this machine answers to. */
export const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'] as const;

/** Starts the HTTP server. Throws a `UserError` when it cannot listen, and an `Error` when the schema is invalid. */
export async function startServer<C extends object>(options: ServerOptions<C>): Promise<RunningServer> {
  const { config, log, schema, createContext, readiness, allowedHosts, drainMilliseconds = 10_000 } = options;
  const app = createHttpServer({ log, bodyLimit: config.limits.body });
  const running = trackRequests(app, config.limits);
  app.addHook('onRequest', async ({ headers }) => checkHost(headers.host, allowedHosts));
  const apollo = await startApollo(schema, config.limits, log);
  let stopped: Promise<void> | undefined;
  addGraphql(app, apollo, createContext);
  addHealth(app, () => stopped !== undefined, readiness);
  app.addHook('onSend', async (_request, reply) => {
    if (stopped !== undefined) void reply.header('connection', 'close');
  });
  const stop = async (): Promise<void> => {
    await shutDown(app, running, drainMilliseconds);
    await apollo.stop();
  };
  try {
    const url = await listen(app, config.host, config.port);
    return { url, stop: () => (stopped ??= stop()) };
  } catch (error) {
    await stop();
    throw error;
  }
}
