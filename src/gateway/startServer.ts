import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { httpKeys } from '../config/httpKeys.js';
import type { PointBudgets } from '../access/budgets/PointBudgets.js';
import type { LiveSchema } from '../joining/LiveSchema.js';
import { addDocuments } from './routes/documentRoute.js';
import { Answerings } from './execution/Answerings.js';
import { CostGuard } from './execution/CostGuard.js';
import { noteOperation } from './execution/noteOperation.js';
import type { OperationGuard } from './execution/OperationGuard.js';
import { startApollo } from './execution/startApollo.js';
import { addCompression } from './http/compression.js';
import { createConnections } from './http/connections.js';
import { createHttpServer } from './http/httpServer.js';
import { addSecurityHeaders } from './http/addSecurityHeaders.js';
import { listen } from './http/listen.js';
import { shutDown } from './http/shutDown.js';
import { checkHost } from './origins/checkHost.js';
import { addCors } from './origins/cors.js';
import type { Admission, RequestFacts } from './requests/requestState.js';
import type { RequestState } from './requests/requestState.js';
import { trackRequests } from './requests/trackRequests.js';
import { traceRequests } from './requests/traceRequests.js';
import { meteredRequest, type RequestEnd } from './requests/meteredRequest.js';
import { addGraphql } from './routes/graphqlRoute.js';
import { openStreams } from './streams/openStreams.js';
import { addHealth, type Readiness } from './routes/health.js';
import type { AuditDoor } from '../words/audit/auditWords.js';
import type { JoinedHealth } from '../joining/JoinedHealth.js';
import type { RequestMeter } from '../telemetry/meters/RequestMeter.js';

export type { LiveSchema } from '../joining/LiveSchema.js';
export { loopbackHosts } from './origins/loopbackHosts.js';
export type { Readiness } from './routes/health.js';
export type { Admission, RequestFacts } from './requests/requestState.js';

/** A server as its caller wants it: where it listens, what it serves, and who may ask. */
export interface ServerOptions {
  readonly config: Pick<Config, 'host' | 'port' | 'limits'> &
    Partial<Pick<Config, 'cors' | 'execution' | 'http' | 'subscriptions'>>;
  readonly log: Logger;
  readonly schema: LiveSchema;
  /** The schema that subscriptions are answered on; left out: `schema`. */
  readonly subscribed?: LiveSchema;
  /**
   * Tells who asks, before the query is read. A `UserError` it throws is the answer, with status 401 for the code
   * `UNAUTHENTICATED`, 403 for `FORBIDDEN`, else 400.
   */
  readonly admit: (facts: RequestFacts) => Promise<Admission>;
  readonly readiness: () => Promise<Readiness>;
  /** Counts what viewers spend; left out where no role has a budget. */
  readonly budgets?: PointBudgets | undefined;
  /** A sentence that says why the process cannot serve any more; undefined while it can, as by default. */
  readonly fault?: () => string | undefined;
  /** How the joined subgraphs do; left out where none are. */
  readonly joined?: (() => JoinedHealth) | undefined;
  /** Host names (lower case, no port) that requests may address; any if left out. Give it on a keyless server. */
  readonly allowedHosts?: readonly string[];
  /** Told of each request at `/graphql` and each subscription that has ended, whatever became of it; it must not throw. */
  readonly onEnded?: ((door: AuditDoor, state: RequestState) => void) | undefined;
  /** Counts requests that have ended; left out where nothing is measured. */
  readonly meter?: Pick<RequestMeter, 'record'> | undefined;
  /** Stand around each operation, in their order. */
  readonly guards?: readonly OperationGuard[];
  /** Milliseconds that `stop` waits for running requests before it aborts them; default 10,000. */
  readonly finishMilliseconds?: number;
}

/** A server that listens. */
export interface RunningServer {
  /** Such as `http://127.0.0.1:4000`. */
  readonly url: string;
  /**
   * Finishes running requests and closes everything; a second call waits for the first. Before that it serves on for
   * `drainMilliseconds` (default 0), only not ready, so that balancers turn away.
   * @param isReplaced whether others answer at the same address from now on: then it says nothing of not being ready
   */
  stop(drainMilliseconds?: number, isReplaced?: boolean): Promise<void>;
  /** Ends subscriptions whose keys are none any more: keys have changed. */
  readonly recheck: () => Promise<void>;
  /** How many requests are being answered, how many subscriptions are open, and about how many bytes parsed documents take. */
  readonly state: () => { readonly requests: number; readonly subscriptions: number; readonly documentBytes: number };
}

/** The door that a route is, for the audit log; undefined for one that shows nobody's data. */
function doorOf(route: string): AuditDoor | undefined {
  if (route === '/graphql') return 'graphql';
  return route.startsWith('/documents/') ? 'documents' : undefined;
}

/** Tells of each request at a door that it has ended. */
const tellEnded =
  ({ meter, onEnded }: Pick<ServerOptions, 'meter' | 'onEnded'>) =>
  (route: string, state: RequestState, end: RequestEnd): void => {
    const door = doorOf(route);
    if (door === undefined) return;
    meter?.record(meteredRequest(state, end));
    onEnded?.(door, state);
  };

/** Starts what answers operations for who sees everything; what answers for other roles starts when it is needed. */
async function openAnswerings(
  { config, log, schema }: Pick<ServerOptions, 'config' | 'log' | 'schema'>,
  guards: readonly OperationGuard[],
): Promise<Answerings> {
  const asked = { plans: true, ...config.execution, limits: config.limits, guards };
  const base = await startApollo(schema, asked, log);
  return new Answerings(base, (reader) => startApollo(schema, { ...asked, reader }, log));
}

/** Lets requests in that address the server by a name that is allowed. Gives what holds them back, until what that gives is called. */
function addGate(app: FastifyInstance, allowedHosts: readonly string[] | undefined): () => () => void {
  let paused: Promise<void> | undefined;
  // Hooks of every request are callbacks: each promise would be waited for.
  app.addHook('onRequest', ({ headers }, _reply, done) => {
    checkHost(headers.host, allowedHosts);
    if (paused === undefined) done();
    else void paused.then(() => done());
  });
  return () => {
    let resume = (): void => {};
    paused = new Promise((resolve) => (resume = resolve));
    return resume;
  };
}

/** Starts the HTTP server. Throws a `UserError` when it cannot listen, and an `Error` when the schema is invalid. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config, log, admit, readiness, allowedHosts, finishMilliseconds = 10_000 } = options;
  const connections = createConnections();
  const origins = config.cors?.origins ?? [];
  const http = config.http ?? httpKeys.parse(undefined);
  const costs = new CostGuard({ limits: config.limits, budgets: options.budgets });
  const streams = openStreams({ ...options, costs });
  const app = createHttpServer({ log, bodyLimit: config.limits.body, http, connections, onUpgrade: streams.upgrade });
  addSecurityHeaders(app, http.tls !== undefined);
  const { guards = [] } = options;
  const running = trackRequests(app, config.limits, tellEnded(options));
  traceRequests(app);
  const pause = addGate(app, allowedHosts);
  addCors(app, origins);
  await addCompression(app);
  const answerings = await openAnswerings(options, [noteOperation, costs, ...guards]);
  let [stopped, isGoing]: [Promise<void> | undefined, boolean] = [undefined, false];
  const ask = addGraphql(app, answerings, { admit, origins, http: config.http, costs });
  addDocuments(app, ask, { origins, costs });
  streams.addTo(app);
  addHealth(app, { fault: () => undefined, ...options, isStopping: () => isGoing, readiness });
  app.addHook('onSend', ({ raw }, reply, _payload, done) => {
    if (stopped !== undefined && connections.isLastOn(raw.socket)) void reply.header('connection', 'close');
    done();
  });
  const stop = async (drain: number): Promise<void> => {
    const ending = setTimeout(streams.end, drain);
    await shutDown(app, connections, running, { drain, finish: finishMilliseconds, pause });
    clearTimeout(ending);
    await answerings.stop();
  };
  try {
    const url = await listen(app, config.host, config.port);
    return {
      url,
      stop: (drainMilliseconds = 0, isReplaced = false) => {
        isGoing ||= !isReplaced;
        return (stopped ??= stop(drainMilliseconds));
      },
      recheck: streams.recheck,
      state: () => ({
        requests: running.count,
        subscriptions: streams.count(),
        documentBytes: answerings.documentBytes,
      }),
    };
  } catch (error) {
    await stop(0);
    throw error;
  }
}
