import type { FastifyBaseLogger } from 'fastify';

/** What is known of a request before its query is read. */
export interface RequestFacts {
  /** Its own `x-request-id`, or a generated one; at most 64 of `[A-Za-z0-9_.-]`. */
  readonly requestId: string;
  /** The `authorization` header as it came. */
  readonly authorization: string | undefined;
  /** Aborted when the client goes away before its answer, or a shutdown cannot wait any longer. */
  readonly signal: AbortSignal;
}

/** What the server itself keeps of a running request. */
export interface RequestState {
  readonly facts: RequestFacts;
  /** Logs with the request id. */
  readonly log: FastifyBaseLogger;
  /** Told by Apollo once the document is parsed; for the log. */
  operationName?: string;
  /** Whether the document or its variables were refused: see statusPlugin. */
  documentRefused?: boolean;
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
