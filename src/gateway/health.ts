import type { FastifyInstance } from 'fastify';

/** How far the data reaches, and what the newest runs came to; null for what has not been yet. */
export interface Freshness {
  /** The newest day of web activity that the metrics know, `YYYY-MM-DD`. */
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
  /** A sentence that says why it is not ready. */
  readonly reason?: string;
}

const patience = 2000;

const within = <T>(promise: Promise<T>, milliseconds: number): Promise<T> => {
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

const notReady = (reason: string): Readiness => ({ ready: false, newestCompleteDay: null, reason });

/** Freshness as it is answered: a word in place of null. */
const told = ({ activityUntil, lastEnrichment, lastDaily }: Freshness) => ({
  activityUntil: activityUntil ?? 'none',
  lastEnrichment: lastEnrichment ?? 'none',
  lastDaily: lastDaily ?? 'none',
});

/** `/health/live`: 200 while the process answers; `/health/ready`: 200 or 503 with how fresh the data is. */
export function addHealth(app: FastifyInstance, isStopping: () => boolean, readiness: () => Promise<Readiness>): void {
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (request, reply) => {
    const found = await within(readiness(), patience).catch((error: unknown) => {
      request.log.warn({ err: error }, 'readiness');
      return notReady('The database does not answer.');
    });
    const { ready, newestCompleteDay, freshness, reason } = isStopping()
      ? { ...found, ready: false, reason: 'The server is shutting down.' }
      : found;
    const status = ready ? 'ready' : 'not ready';
    return reply.code(ready ? 200 : 503).send({
      status,
      newestCompleteDay: newestCompleteDay ?? 'no snapshot',
      ...(freshness !== undefined && told(freshness)),
      reason,
    });
  });
}
