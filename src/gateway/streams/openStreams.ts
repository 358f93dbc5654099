import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Config } from '../../config.js';
import type { CostGuard } from '../execution/CostGuard.js';
import type { LiveSchema } from '../../joining/LiveSchema.js';
import type { AuditDoor } from '../../words/audit/auditWords.js';
import type { Admission, RequestFacts, RequestState } from '../requests/requestState.js';
import { addStreams } from './streamRoute.js';
import { Streams } from './Streams.js';
import { createWebSockets, type WebSockets } from './webSockets.js';

/** What a server is started with, as far as subscriptions go. */
interface StreamOptions {
  /** Without `subscriptions` none is answered. */
  readonly config: Pick<Config, 'limits'> & Partial<Pick<Config, 'cors' | 'subscriptions'>>;
  readonly admit: (facts: RequestFacts) => Promise<Admission>;
  readonly schema: LiveSchema;
  readonly subscribed?: LiveSchema;
  readonly log: FastifyBaseLogger;
  readonly allowedHosts?: readonly string[];
  readonly costs: CostGuard;
  readonly onEnded?: ((door: AuditDoor, state: RequestState) => void) | undefined;
}

/** The subscriptions of a server, by both ways. */
export interface OpenStreams {
  /** Takes a request that asks for a WebSocket. */
  readonly upgrade: WebSockets['upgrade'];
  /** Adds the route of server-sent events to a server. */
  readonly addTo: (app: FastifyInstance) => void;
  /** Ends those whose keys are none any more. */
  readonly recheck: () => Promise<void>;
  /** How many are open. */
  readonly count: () => number;
  /** Ends all of them, and begins none any more. */
  readonly end: () => void;
}

/** Opens what answers subscriptions; none is there yet. */
export function openStreams({
  config,
  admit,
  schema,
  subscribed,
  log,
  allowedHosts,
  costs,
  onEnded,
}: StreamOptions): OpenStreams {
  const {
    limits: ofRequests,
    subscriptions = { most: 0, mostPerKey: 0 },
    cors: { origins } = { origins: [] },
  } = config;
  const limits = { ...ofRequests, ...subscriptions };
  const streams = new Streams({
    admit,
    schema: subscribed ?? schema,
    limits,
    costs,
    onEnded: (state) => onEnded?.('stream', state),
  });
  const sockets = createWebSockets({ streams, log, origins, allowedHosts, limits });
  return {
    upgrade: sockets.upgrade,
    addTo: (app) => addStreams(app, { streams, origins, seconds: limits.seconds }),
    recheck: () => streams.recheck(),
    count: () => streams.size,
    end() {
      streams.endAll();
      sockets.end();
    },
  };
}
