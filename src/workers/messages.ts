import type { DatabaseTarget } from '../db/target.js';
import { isJsonObject } from '../lib/checks/isJsonObject.js';

/** What a process of a server with workers does: it answers requests, or it makes the runs that are due, the only one that does. */
export type WorkerDuty = 'requests' | 'runs';

/** What a worker is told by the primary before it begins. */
export interface WorkerStart {
  readonly role: WorkerDuty;
  /** The text of the config file that is in force; undefined without one. */
  readonly configText: string | undefined;
  /** Where the primary has found that it can be listened. */
  readonly port: number;
  readonly target: DatabaseTarget;
}

/** What the primary asks a worker to do. Other messages between them are none of ours. */
export type ToWorker =
  | { readonly facet: 'start'; readonly start: WorkerStart }
  | {
      readonly facet: 'stop';
      /** Milliseconds that it serves on for, not ready. */
      readonly drain: number;
      /** Whether another takes its place: it stays ready, and a run under way ends by itself. */
      readonly isReplaced: boolean;
    };

/** What a worker tells the primary. */
export type FromWorker =
  | { readonly facet: 'hello' }
  | { readonly facet: 'ready'; readonly url: string }
  | { readonly facet: 'failed'; readonly sentence: string; readonly code: string; readonly exitCode: number };

const isOurs = (message: unknown): boolean => isJsonObject(message) && typeof message['facet'] === 'string';

/** A message of the primary; undefined for one that is none of ours. */
export const asToWorker = (message: unknown): ToWorker | undefined =>
  isOurs(message) ? (message as ToWorker) : undefined;

/** A message of a worker; undefined for one that is none of ours. */
export const asFromWorker = (message: unknown): FromWorker | undefined =>
  isOurs(message) ? (message as FromWorker) : undefined;
