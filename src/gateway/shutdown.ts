import type { FastifyInstance } from 'fastify';
import type { RunningRequests } from './requests.js';

// Milliseconds.
const sweepEvery = 50;
const abortGrace = 1000;

/**
 * Stops accepting, lets running requests end within `drainMilliseconds`, then aborts them and gives them one second for
 * their answer; closes every connection that nothing runs on.
 */
export async function shutDown(
  app: FastifyInstance,
  running: RunningRequests,
  drainMilliseconds: number,
): Promise<void> {
  const { server } = app;
  const abort = setTimeout(() => running.abort(), drainMilliseconds);
  const cut = setTimeout(() => server.closeAllConnections(), drainMilliseconds + abortGrace);
  // Node counts a connection that never sent anything as busy.
  const sweep = setInterval(() => {
    if (running.count === 0) server.closeAllConnections();
    else server.closeIdleConnections();
  }, sweepEvery);
  try {
    await app.close();
  } finally {
    clearTimeout(abort);
    clearTimeout(cut);
    clearInterval(sweep);
  }
}
