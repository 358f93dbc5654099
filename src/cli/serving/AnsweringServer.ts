import type { Logger } from 'pino';
import type { Config } from '../../config.js';
import type { OpenDatabase } from '../../db/openDatabase.js';

/** What answers requests and makes the runs that are due. */
export interface AnsweringServer {
  readonly url: string;
  /** Rejects when it has ended for good. */
  readonly gone?: Promise<never>;
  /** Serves on for so many milliseconds, not ready, then finishes what runs. */
  stop(drain: number): Promise<void>;
}

/** What it is started with. */
export interface AnsweringStart {
  readonly config: Config;
  readonly configText: string | undefined;
  readonly database: OpenDatabase;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

/** Milliseconds that closing may take beyond the times of the config, where the database does not answer, say. */
export const closeTimeout = 15_000;
