import cluster, { type Worker } from 'node:cluster';
import { AggregatorRegistry, Counter, Gauge, Registry } from 'prom-client';
import type { Exposition } from '../Exposition.js';
import { isScrapeHello, isScrapeReply, type ScrapeQuestion, type WorkerMetrics } from './messages.js';

/** Milliseconds in which a worker has to answer: one that hangs is left out, and the others are told. */
const patience = 2000;

/** The metrics of all workers of a cluster together. */
export interface ClusterMetrics {
  readonly read: () => Promise<Exposition>;
  /** What the primary itself counts. */
  readonly registry: Registry;
  readonly stop: () => void;
}

/** What a worker answers; undefined where it does not in time, or goes away. */
function ask(worker: Worker, id: number): Promise<WorkerMetrics | undefined> {
  return new Promise((resolve) => {
    const end = (found?: WorkerMetrics): void => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('exit', onExit);
      resolve(found);
    };
    const onMessage = (message: unknown): void => {
      if (isScrapeReply(message) && message.id === id) end(message.metrics);
    };
    const onExit = (): void => end();
    const timer = setTimeout(end, patience);
    worker.on('message', onMessage).on('exit', onExit);
    const question: ScrapeQuestion = { type: 'facet:metrics?', id };
    worker.send(question, (error) => {
      if (error !== null) end();
    });
  });
}

/**
 * Reads the metrics of all workers as one: sums of what is counted, the worst of what tells how something does. It belongs into the primary
 * process of a cluster, before any worker is begun. The library's own `clusterMetrics` fails as a whole where one worker hangs, when metrics matter most.
 */
export function createClusterMetrics(): ClusterMetrics {
  const registry = new Registry();
  const exits = new Counter({
    name: 'facet_worker_exits_total',
    help: 'Worker processes that ended without being told to.',
    registers: [registry],
  });
  const workers = new Gauge({
    name: 'facet_workers',
    help: 'Worker processes that measure something, by whether they answered when the metrics were read (yes, no).',
    labelNames: ['answered'],
    registers: [registry],
  });
  const measuring = new Set<Worker>();
  const onMessage = (worker: Worker, message: unknown): void => {
    if (isScrapeHello(message)) measuring.add(worker);
  };
  const onExit = (worker: Worker): void => {
    measuring.delete(worker);
    if (!worker.exitedAfterDisconnect) exits.inc();
  };
  cluster.on('message', onMessage).on('exit', onExit);
  let asked = 0;
  return {
    registry,
    async read() {
      asked += 1;
      const running = [...measuring].filter((one) => one.isConnected());
      const found = await Promise.all(running.map((one) => ask(one, asked)));
      const told = found.filter((one) => one !== undefined);
      workers.set({ answered: 'yes' }, told.length);
      workers.set({ answered: 'no' }, found.length - told.length);
      const together = AggregatorRegistry.aggregate(told);
      const texts = await Promise.all([together.metrics(), registry.metrics()]);
      return { text: texts.join(''), contentType: registry.contentType };
    },
    stop: () => void cluster.off('message', onMessage).off('exit', onExit),
  };
}
