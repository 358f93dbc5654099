import { getHeapStatistics } from 'node:v8';
import type { Config } from '../config.js';

/** What a process has by itself. */
interface HeapShare {
  /** Bytes that all running requests of one process may take where the config does not say it. */
  readonly requestMemory: (heapLimit: number) => number;
  /** Bytes. */
  readonly heapLimit?: number;
}

/**
 * The config of one of so many workers. What the config allows the whole server is divided among them, rounded up: connections to the
 * database and who waits for them, points and memory of what runs, connections of clients, subscriptions. What it allows one request or
 * one key is the same in each. Budgets of viewers are counted in the database, as each worker's memory would give them anew.
 */
export function shareOfWorker(
  config: Config,
  workers: number,
  { requestMemory, heapLimit = getHeapStatistics().heap_size_limit }: HeapShare,
): Config {
  if (workers === 1) return config;
  const part = (all: number): number => Math.ceil(all / workers);
  const { access, database, http, limits, subscriptions } = config;
  const memory = part(limits.totalMemory ?? requestMemory(heapLimit));
  return {
    ...config,
    access: { ...access, budgets: { ...access.budgets, store: 'postgres' } },
    database: { ...database, pool: part(database.pool), queue: part(database.queue) },
    http: { ...http, connections: part(http.connections) },
    limits: {
      ...limits,
      // An operation that is allowed by itself is not refused for being in a smaller process.
      runningCost: Math.max(limits.cost, part(limits.runningCost)),
      totalMemory: Math.max(limits.memory ?? 0, memory),
    },
    subscriptions: { ...subscriptions, most: part(subscriptions.most) },
  };
}

/** Sentences for the start: what each worker has, and that budgets are counted otherwise than the config says. */
export function describeShares(config: Config, workers: number): string[] {
  const { pool } = config.database;
  const each = Math.ceil(pool / workers);
  const told = [
    `${workers} workers answer requests, each with ${each} connections for them (database.pool ${pool}, divided and rounded up: ${each * workers} in all) and 3 of its own; one more process makes the runs that are due.`,
  ];
  const { roles, budgets } = config.access;
  if (budgets.store === 'memory' && [...roles.values()].some(({ budget }) => budget !== null))
    told.push(
      'Budgets are counted in the database (access.budgets.store: postgres), because each worker would count them for itself.',
    );
  return told;
}
