import cluster from 'node:cluster';
import { listenToPrimary } from '../../src/workers/listenToPrimary.js';

// Run by a test as a worker: it is ready at once, and does nothing until it is told to end.
const orders = listenToPrimary(cluster.worker);
if ((await orders.start) !== undefined) {
  void orders.tell({ facet: 'ready', url: `http://worker-${process.pid}` });
  await orders.stop;
}
process.exit(0);
