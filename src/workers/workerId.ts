import cluster from 'node:cluster';

/** The variable in which the primary tells a worker which one it is. */
export const workerVariable = 'FACET_WORKER';

/** Whether this process is a worker of `facet serve --workers`. */
export const isWorker = (): boolean => cluster.isWorker;

/** Which worker this is: `1` and more answer requests, `runs` makes the runs that are due; undefined for a process that is none. */
export const workerId = (): string | undefined => (cluster.isWorker ? process.env[workerVariable] : undefined);

/** How a serving process calls itself in `pg_stat_activity`. */
export function applicationName(): string {
  const id = workerId();
  return id === undefined ? `facet serve, process ${process.pid}` : `facet serve, worker ${id} of ${process.ppid}`;
}
