import type { ExecutionResult } from 'graphql';
import type { Viewer } from '../access/viewer.js';
import type { Budget } from '../lib/budget/Budget.js';
import type { SubgraphCall } from '../planning/Planner.js';

/** For whom a remote subgraph is called. One object for each operation: what is worked out for it, such as a token, is kept with it. */
export interface RemoteAsked {
  /** Of the client's request, in lower case; those that the config names are forwarded. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly requestId: string;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  readonly viewer: Viewer;
  /** Counts the bytes of answers. */
  readonly budget: Budget;
  /** When the request must have been answered, by `performance.now()`. */
  readonly deadline?: number | undefined;
}

/** Whether calls are made: `closed` they are, `open` they are refused, `half-open` one is on trial. */
export type BreakerState = 'closed' | 'open' | 'half-open';

/** What became of the calls of a remote subgraph since the server began. */
export interface RemoteCounts {
  readonly calls: number;
  /** Calls that came to no answer, those that took too long and those that were refused among them. */
  readonly failures: number;
  readonly timeouts: number;
  /** Calls that were refused without being made, because the breaker was open. */
  readonly refused: number;
  readonly retries: number;
  /** Bytes of answers, after decompression. */
  readonly bytes: number;
  /** Milliseconds that calls took together, from being asked to their end. */
  readonly milliseconds: number;
}

/** A subgraph of another process, which is never trusted to be small, fast, valid or polite. */
export interface Remote {
  readonly name: string;
  readonly url: string;
  readonly state: BreakerState;
  /** When the state began. */
  readonly since: Date;
  readonly counts: RemoteCounts;
  /**
   * Calls it. An answer is what it said, made fit: errors have its name and a code. Rejects with a `GraphQLError` of a `SUBGRAPH_…`
   * code where there is none, and with the reason of the signal, or what the budget threw, where the request has ended.
   */
  call(call: SubgraphCall, asked: RemoteAsked): Promise<ExecutionResult>;
  /** Makes no more calls; those that are under way may end. */
  end(): void;
}
