import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { startApollo } from './apollo.js';
import { createConnections } from './connections.js';
import { addCors } from './cors.js';
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
  readonly config: Pick<Config, 'host' | 'port' | 'limits'> & Partial<Pick<Config, 'cors'>>;
  readonly log: Logger;
  readonly schema: LiveSchema;
  /**
   * Makes the context of one request; its method `useSchema(schema)`, if it has one, is called before execution. A
   * `UserError` it throws is the answer, with status 401 for the code `UNAUTHENTICATED`, 403 for `FORBIDDEN`, else 400.
   */
  readonly createContext: (facts: RequestFacts) => Promise<C>;
  readonly readiness: () => Promise<Readiness>;
  /** A sentence that says why the process cannot serve any more; undefined while it can, as by default. */
  readonly alive?: () => string | undefined;
  /** Host names (lower case, no port) that requests may address; any if left out. Give it on a keyless server. */
  readonly allowedHosts?: readonly string[];
  /** Milliseconds that `stop` waits for running requests before it aborts them; default 10,000. */
  readonly finishMilliseconds?: number;
}

export interface RunningServer {
  /** Such as `http://127.0.0.1:4000`. */
  readonly url: string;
  /**
   * Finishes running requests and closes everything; a second call waits for the first. Before that it serves on for
   * `drainMilliseconds` (default 0), only not ready, so that balancers turn away.
   */
  stop(drainMilliseconds?: number): Promise<void>;
}

/** The host names that a keyless server on this machine answers to. */
export const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'] as const;

/** Starts the HTTP server. Throws a `UserError` when it cannot listen, and an `Error` when the schema is invalid. */
export async function startServer<C extends object>(options: ServerOptions<C>): Promise<RunningServer> {
  const { config, log, schema, createContext, readiness, allowedHosts, finishMilliseconds = 10_000 } = options;
  const connections = createConnections();
  const app = createHttpServer({ log, bodyLimit: config.limits.body, connections });
  const running = trackRequests(app, config.limits);
  let held: Promise<void> | undefined;
  app.addHook('onRequest', async () => held);
  app.addHook('onRequest', async ({ headers }) => checkHost(headers.host, allowedHosts));
  const origins = config.cors?.origins ?? [];
  addCors(app, origins);
  const apollo = await startApollo(schema, config.limits, log);
  let stopped: Promise<void> | undefined;
  addGraphql(app, apollo, { createContext, origins });
  addHealth(app, { isStopping: () => stopped !== undefined, readiness, alive: options.alive ?? (() => undefined) });
  app.addHook('onSend', async ({ raw }, reply) => {
    if (stopped !== undefined && connections.isLastOn(raw.socket)) void reply.header('connection', 'close');
  });
  const hold = (): (() => void) => {
    let release = (): void => {};
    held = new Promise((resolve) => (release = resolve));
    return release;
  };
  const stop = async (drain: number): Promise<void> => {
    await shutDown(app, connections, running, { drain, finish: finishMilliseconds, hold });
    await apollo.stop();
  };
  try {
    const url = await listen(app, config.host, config.port);
    return { url, stop: (drainMilliseconds = 0) => (stopped ??= stop(drainMilliseconds)) };
  } catch (error) {
    await stop(0);
    throw error;
  }
}
