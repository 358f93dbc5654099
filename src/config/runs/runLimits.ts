import type { z } from 'zod';
import type { runKeys } from './runKeys.js';

/** Connections that a run holds beside those of its parts: locks, and a transaction that they all see the state of. */
const beside = 4;

/** What of the configuration decides what a run may take. */
export interface RunConfig {
  readonly runs: z.infer<typeof runKeys>;
  readonly database: { readonly pool: number };
}

/** What a run may take of the database. */
export interface RunLimits {
  /** Parts that are worked on at the same time, each on a connection of its own. */
  readonly parallel: number;
  /** Connections of the whole run at most. */
  readonly connections: number;
  /** Megabytes that each sort or hash of a part may take. */
  readonly workMemory: number;
}

/**
 * What a run may take of the database: `runs.parallel` parts at the same time, or fewer where `database.pool` does not have
 * the connections for them.
 */
export function runLimits({ runs, database }: RunConfig): RunLimits {
  const parallel = Math.max(1, Math.min(runs.parallel, database.pool - beside));
  return { parallel, connections: parallel + beside, workMemory: runs.workMemory };
}

/** A sentence without a full stop on how many parts of a run are worked on at a time. */
export function partsSentence(config: RunConfig): string {
  const { parallel, connections } = runLimits(config);
  const { runs, database } = config;
  const fewer = parallel < runs.parallel ? ` (runs.parallel is ${runs.parallel}, database.pool ${database.pool})` : '';
  return `at most ${parallel} parts at a time${fewer}, on ${connections} connections`;
}

/** A sentence without a full stop on what a run takes: its parts at a time, their connections and their memory. */
export const limitsSentence = (config: RunConfig): string =>
  `${partsSentence(config)}, with ${config.runs.workMemory} MB for each sort or hash`;
