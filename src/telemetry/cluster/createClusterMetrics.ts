import cluster, { type Worker } from 'node:cluster';
import { AggregatorRegistry, Counter, Gauge, Registry } from 'prom-client';
import type { Exposition } from '../Exposition.js';
import { CountedBefore } from './CountedBefore.js';
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

/** Metrics of a worker, of which the worst counts where the library would take the mean of all: one that is blocked would not be seen. */
const worstOf = (metrics: WorkerMetrics): WorkerMetrics =>
  metrics.map((metric) => (metric.aggregator === 'average' ? { ...metric, aggregator: 'max' } : metric));

/**
 * Reads the metrics of all workers as one: sums of what is counted, also by those that have ended since, the worst of what tells how something does. It belongs into the primary
 * process of a cluster, before any worker is begun. The library's own `clusterMetrics` fails as a whole where one worker hangs, when metrics matter most.
 * `operations` is how many names of operations a worker tells apart.
 */
export function createClusterMetrics({ operations }: { readonly operations: number }): ClusterMetrics {
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
  const before = new CountedBefore(operations);
  const onMessage = (worker: Worker, message: unknown): void => {
    if (isScrapeHello(message)) measuring.add(worker);
  };
  const onExit = (worker: Worker): void => {
    measuring.delete(worker);
    before.end(worker.id);
    if (!worker.exitedAfterDisconnect) exits.inc();
  };
  cluster.on('message', onMessage).on('exit', onExit);
  let asked = 0;
  return {
    registry,
    async read() {
      asked += 1;
      const running = [...measuring].filter((one) => one.isConnected());
      const found = await Promise.all(running.map(async (one) => [one, await ask(one, asked)] as const));
      const told = found.flatMap(([{ id }, metrics]) => (metrics === undefined ? [] : [{ id, metrics }]));
      workers.set({ answered: 'yes' }, told.length);
      workers.set({ answered: 'no' }, found.length - told.length);
      for (const { id, metrics } of told) before.note(id, metrics);
      const counted = await before.without(new Set(told.map(({ id }) => id)));
      const together = AggregatorRegistry.aggregate([...told.map(({ metrics }) => worstOf(metrics)), ...counted]);
      const texts = await Promise.all([together.metrics(), registry.metrics()]);
      return { text: texts.join(''), contentType: registry.contentType };
    },
    stop: () => void cluster.off('message', onMessage).off('exit', onExit),
  };
}
