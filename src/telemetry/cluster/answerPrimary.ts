import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { isScrapeQuestion, type ScrapeHello, type ScrapeReply, type WorkerMetrics } from './messages.js';

/** Has a worker of a cluster tell its primary its metrics whenever that asks; gives what ends it. */
export function answerPrimary(registry: Registry, log: Pick<Logger, 'error'>): () => void {
  const onMessage = (message: unknown): void => {
    if (!isScrapeQuestion(message)) return;
    const reply = async (): Promise<void> => {
      const metrics = (await registry.getMetricsAsJSON()) as unknown as WorkerMetrics;
      const answer: ScrapeReply = { type: 'facet:metrics', id: message.id, metrics };
      // The primary may have gone meanwhile.
      if (process.connected) process.send?.(answer, undefined, undefined, () => {});
    };
    // A worker does not end because something of it cannot be measured: the primary counts it as one that did not answer.
    reply().catch((error: unknown) => log.error(error, 'The metrics of this worker could not be read.'));
  };
  process.on('message', onMessage);
  const hello: ScrapeHello = { type: 'facet:metrics!' };
  if (process.connected) process.send?.(hello);
  return () => void process.off('message', onMessage);
}
