import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { pino } from 'pino';
import { readConfig } from '../../src/config.js';
import { serveClusterMetrics } from '../../src/gateway/metrics/serveClusterMetrics.js';
import { answerPrimary } from '../../src/telemetry/cluster/answerPrimary.js';
import { createMetrics } from '../../src/telemetry/createMetrics.js';
import { asToWorker, type FromWorker } from '../../src/workers/messages.js';
import { WorkerProcess } from '../../src/workers/WorkerProcess.js';

/** Resolves when a worker says that it is ready. */
const isReady = (worker: Worker): Promise<void> =>
  new Promise((resolve) => {
    worker.on('message', (message) => {
      if (message === 'ready') resolve();
    });
  });

/**
 * Run by a test as a process of its own: a cluster of three workers, which have counted one, two and three requests of the operation `Page`
 * and have a connection each that runs something, and of a fourth that measures nothing. Prints the log with the address of the metrics,
 * and then `workers` with their pids. At the first line of its input it tells the fourth to end, and prints `told` when it has. It ends
 * with its input.
 */
async function runPrimary(): Promise<void> {
  const stop = await serveClusterMetrics(readConfig({ METRICS_PORT: '0' }), pino({ level: 'info' }));
  const workers = [1, 2, 3].map((requests) => cluster.fork({ REQUESTS: String(requests) }));
  const target = { kind: 'url' as const, url: 'postgresql://127.0.0.1/none' };
  const silent = new WorkerProcess('runs', { role: 'runs', configText: undefined, port: 0, target });
  await Promise.all([...workers.map((worker) => isReady(worker)), silent.ready]);
  console.log(`workers ${[...workers.map(({ process: { pid } }) => pid), silent.pid].join(' ')}`);
  await once(process.stdin, 'data');
  silent.stop(0, true);
  await silent.ended;
  console.log('told');
  await once(process.stdin.resume(), 'end');
  await stop?.();
  for (const worker of workers) worker.process.kill('SIGKILL');
}

function runWorker(): void {
  if (process.env['REQUESTS'] === undefined) {
    process.on('message', (message) => {
      if (asToWorker(message)?.facet === 'stop') process.exit();
    });
    const ready: FromWorker = { facet: 'ready', url: '' };
    process.send?.(ready);
    return;
  }
  const metrics = createMetrics({ operations: 10 });
  const request = {
    isOperation: true,
    name: 'Page',
    isPublished: false,
    codes: undefined,
    role: undefined,
    cost: undefined,
  };
  for (let n = 0; n < Number(process.env['REQUESTS']); n += 1) metrics.requests.record({ ...request, seconds: 0.5 });
  const requests = { size: 10, running: 1, idle: 2, waiting: 0 };
  metrics.follow({
    server: () => ({ gates: { requests }, cacheBytes: {}, requests: 0, subscriptions: 0 }),
    loads: async () => ({ days: { profile_days: 1000 }, loads: [] }),
  });
  answerPrimary(metrics.registry, pino({ level: 'silent' }));
  process.send?.('ready');
}

if (cluster.isPrimary) await runPrimary();
else runWorker();
