import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Connections } from './connections.js';
import type { RunningRequests } from '../requests/trackRequests.js';

// Milliseconds.
const checkInterval = 20;
const abortGrace = 1000;
/** How long an idle connection may still send a request, and is told to close by its answer. */
const idleGrace = 250;

interface ShutdownOptions {
  /** Milliseconds that new connections are still taken, for balancers to see that the server is not ready. */
  readonly drain: number;
  /** Milliseconds after that in which running requests may end before they are aborted. */
  readonly finish: number;
  /** Keeps requests that come from now on from being worked on, until the returned function is called. */
  readonly pause: () => () => void;
}

/** Milliseconds that a quiet moment is waited for: under more load than the machine can bear there is none. */
const quietTimeout = 1000;

/**
 * Returns right after a look at the network that found no connection waiting to be taken, and next to nothing to do: what
 * had arrived before has been read. What is closed now is closed in the face of a client only where it sent within the
 * last millisecond.
 */
async function whenQuiet(connections: Connections): Promise<void> {
  const end = performance.now() + quietTimeout;
  for (let began = 0; began < end;) {
    await nextTurn();
    began = performance.now();
    const { accepted } = connections;
    await nextTurn();
    if (connections.accepted === accepted && performance.now() - began < 1) return;
  }
}

/**
 * Serves on for `drain`, then stops listening, lets running requests end within `finish`, and aborts what is left, which
 * has one second for its answer. Idle connections live a moment more; one that has begun a request is not closed
 * before its answer. The caller has answers say `connection: close` from the beginning.
 */
export async function shutDown(
  app: FastifyInstance,
  connections: Connections,
  running: RunningRequests,
  { drain, finish, pause }: ShutdownOptions,
): Promise<void> {
  const idleUntil = performance.now() + idleGrace;
  await delay(drain);
  // Node takes one connection a turn, and what waits in the system's queue is reset by the end of listening. So it is
  // taken first, by turns in which no new request is worked on.
  const resume = pause();
  await whenQuiet(connections);
  connections.stopListening();
  resume();
  const abort = setTimeout(() => running.abort(), finish);
  const cut = setTimeout(() => connections.closeAll(), finish + abortGrace);
  try {
    while (connections.count > 0) {
      await delay(checkInterval);
      if (performance.now() < idleUntil) continue;
      await whenQuiet(connections);
      if (connections.unanswered === 0) connections.closeIdle();
    }
    await app.close();
  } finally {
    clearTimeout(abort);
    clearTimeout(cut);
  }
}
