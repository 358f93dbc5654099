import type { Registry } from 'prom-client';
import { isScrapeQuestion, type ScrapeHello, type ScrapeReply } from './messages.js';

/** Has a worker of a cluster tell its primary its metrics whenever that asks; gives what ends it. */
export function answerPrimary(registry: Registry): () => void {
  const onMessage = (message: unknown): void => {
    if (!isScrapeQuestion(message)) return;
    void registry.getMetricsAsJSON().then((metrics) => {
      const reply: ScrapeReply = { type: 'facet:metrics', id: message.id, metrics };
      // The primary may have gone meanwhile.
      if (process.connected) process.send?.(reply, undefined, undefined, () => {});
    });
  };
  process.on('message', onMessage);
  const hello: ScrapeHello = { type: 'facet:metrics!' };
  if (process.connected) process.send?.(hello);
  return () => void process.off('message', onMessage);
}
