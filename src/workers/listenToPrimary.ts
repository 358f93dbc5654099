import type { Worker } from 'node:cluster';
import { asToWorker, type FromWorker, type ToWorker, type WorkerStart } from './messages.js';

/** How a worker is to end. */
export type StopOrder = Omit<Extract<ToWorker, { facet: 'stop' }>, 'facet'>;

/** What the primary has a worker do. */
export interface PrimaryOrders {
  /** What to begin with; undefined where it is to end before. */
  readonly start: Promise<WorkerStart | undefined>;
  /** The first order to end; also when the primary is gone. */
  readonly stop: Promise<StopOrder>;
  /** The order to end without another in its place; also when the primary is gone. */
  readonly end: Promise<void>;
  /** Tells the primary something; resolves when that is on its way. */
  readonly tell: (message: FromWorker) => Promise<void>;
}

/** Listens to the primary from now on, and greets it. */
export function listenToPrimary(worker: Worker | undefined): PrimaryOrders {
  // Else Node ends this process in the middle of its requests when the primary is gone.
  if (worker !== undefined) worker.exitedAfterDisconnect = true;
  let onStart = (_start: WorkerStart | undefined): void => {};
  let onStop = (_order: StopOrder): void => {};
  let onEnd = (): void => {};
  const start = new Promise<WorkerStart | undefined>((resolve) => (onStart = resolve));
  const stop = new Promise<StopOrder>((resolve) => (onStop = resolve));
  const end = new Promise<void>((resolve) => (onEnd = resolve));
  const endBy = (order: StopOrder): void => {
    onStop(order);
    onStart(undefined);
    if (!order.isReplaced) onEnd();
  };
  process.on('message', (message: unknown) => {
    const order = asToWorker(message);
    if (order?.facet === 'start') onStart(order.start);
    else if (order?.facet === 'stop') endBy(order);
  });
  process.once('disconnect', () => endBy({ drain: 0, isReplaced: false }));
  const tell = (message: FromWorker): Promise<void> =>
    new Promise((resolve) => {
      if (process.connected) process.send?.(message, undefined, undefined, () => resolve());
      else resolve();
    });
  void tell({ facet: 'hello' });
  return { start, stop, end, tell };
}
