import type { FastifyBaseLogger } from 'fastify';
import type { Budget } from '../lib/budget/Budget.js';

/** What is known of a request before its query is read. */
export interface RequestFacts {
  /** Its own `x-request-id`, or a generated one; at most 64 of `[A-Za-z0-9_.-]`. */
  readonly requestId: string;
  /** The `authorization` header as it came. */
  readonly authorization: string | undefined;
  /**
   * Aborted once the request has ended, whether it was answered or not; before its answer with a `UserError` as reason where the
   * client is told why (`REQUEST_TIMEOUT`, `TOO_MANY_VALUES`, `OVERLOADED`), and without where it goes away or a shutdown
   * cannot wait any longer.
   */
  readonly signal: AbortSignal;
  /** Counts what the answer takes while it is made. */
  readonly budget: Budget;
}

/** What the server itself keeps of a running request. */
export interface RequestState {
  readonly facts: RequestFacts;
  /** Logs with the request id. */
  readonly log: FastifyBaseLogger;
  /** Told by Apollo once the document is parsed; for the log. */
  operationName?: string;
  /** The name of the key that was shown; for the log. */
  client?: string | undefined;
  /** The codes of the answer's errors, each once and the first few; for the log. */
  codes?: readonly string[] | undefined;
  /** Whether the document or its variables were refused: see statusPlugin. */
  documentRefused?: boolean;
  /** Whether its client did not read the answer: see sendWithin. */
  wasCutOff?: boolean;
}

/**
 * Apollo's context. Apollo copies it for each operation, so the context of the subgraphs hangs on it untouched, identity
 * and private members included.
 */
export interface Envelope {
  readonly state: RequestState;
  readonly context: object;
}

declare module 'fastify' {
  interface FastifyRequest {
    state: RequestState;
  }
}

const states = new WeakMap<object, RequestState>();

/** Remembers whose answer some data is: where Apollo writes an answer, it knows nothing else of the request. */
export const bindData = (data: object, state: RequestState): void => void states.set(data, state);

export const stateOfData = (data: object): RequestState | undefined => states.get(data);
