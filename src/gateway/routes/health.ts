import type { FastifyInstance } from 'fastify';
import { UserError } from '../../lib/errors/UserError.js';
import { within } from '../../lib/async/within.js';
import type { JoinedHealth } from '../../joining/JoinedHealth.js';
import { joinedFields } from './joinedFields.js';

/** How far the data reaches, and what the newest runs came to; null for what has not been yet. */
export interface Freshness {
  /** The newest day of web activity that the attributes know, `YYYY-MM-DD`. */
  readonly activityUntil: string | null;
  readonly lastEnrichment: { readonly asOf: string; readonly finishedAt: string } | null;
  /** `failedStep` of a run that failed; its sentence may name paths and values, and this is read without a key. */
  readonly lastDaily: { readonly finishedAt: string; readonly ok: boolean; readonly failedStep?: string } | null;
}

/** Whether requests can be answered now, and from which day's snapshot. */
export interface Readiness {
  readonly ready: boolean;
  /** `YYYY-MM-DD`; null while there is no snapshot. */
  readonly newestCompleteDay: string | null;
  /** Left out while it is not known. */
  readonly freshness?: Freshness;
  /** Seconds that the read replica is behind; null where it does not replay, left out where there is none. */
  readonly replicaLagSeconds?: number | null;
  /** A sentence that says why it is not ready. */
  readonly reason?: string;
}

const readinessTimeout = 2000;

const notReady = (reason: string): Readiness => ({ ready: false, newestCompleteDay: null, reason });

/** Freshness as it is answered: a word in place of null. */
const freshnessFields = ({ activityUntil, lastEnrichment, lastDaily }: Freshness) => ({
  activityUntil: activityUntil ?? 'none',
  lastEnrichment: lastEnrichment ?? 'none',
  lastDaily: lastDaily ?? 'none',
});

/** Why the database cannot be asked, where that is a sentence of ours: others may name hosts and users. */
const reasonFor = (error: unknown): string =>
  error instanceof UserError && error.code === 'DATABASE_UNAVAILABLE' ? error.message : 'The database does not answer.';

interface HealthOptions {
  readonly isStopping: () => boolean;
  readonly readiness: () => Promise<Readiness>;
  /** A sentence that says why the process cannot serve any more, and should be ended; undefined while it can. */
  readonly fault: () => string | undefined;
  /** Left out where no subgraphs are joined. */
  readonly joined?: (() => JoinedHealth) | undefined;
}

/**
 * `/health/live`: 200 while the process answers and can get well by itself, else 503 and why; `/health/ready`: 200 or 503
 * with how fresh the data is and how the joined subgraphs do.
 */
export function addHealth(app: FastifyInstance, { isStopping, readiness, fault, joined }: HealthOptions): void {
  app.get('/health/live', async (_request, reply) => {
    const reason = fault();
    return reason === undefined ? { status: 'live' } : reply.code(503).send({ status: 'not live', reason });
  });
  app.get('/health/ready', async (request, reply) => {
    const found = await within(readiness(), readinessTimeout).catch((error: unknown) => {
      request.log.warn({ err: error }, 'readiness');
      return notReady(reasonFor(error));
    });
    const { ready, newestCompleteDay, freshness, replicaLagSeconds, reason } = isStopping()
      ? { ...found, ready: false, reason: 'The server is shutting down.' }
      : found;
    const status = ready ? 'ready' : 'not ready';
    return reply.code(ready ? 200 : 503).send({
      status,
      newestCompleteDay: newestCompleteDay ?? 'no snapshot',
      ...(freshness !== undefined && freshnessFields(freshness)),
      replicaLagSeconds,
      ...(joined !== undefined && joinedFields(joined())),
      reason,
    });
  });
}
