import type { EngineName } from '../engines.js';

type Json = Readonly<Record<string, unknown>>;

/** An error by what clients can rely on. */
export interface ExpectedError {
  readonly path: readonly (string | number)[] | undefined;
  readonly code: unknown;
}

/** What an engine gives in place of the right answer, and why. */
export interface KnownFault {
  readonly because: string;
  readonly data: unknown;
  readonly errors?: readonly ExpectedError[];
}

/**
 * An operation over Facet and the remote subgraphs. What is expected is what Facet answers when it is asked itself (`direct`), with what
 * is known of the remote data written beside it: `added` in the same places, or put together by `expected`.
 */
export interface EngineCase {
  readonly name: string;
  readonly operation: string;
  readonly variables?: Json;
  readonly direct?: string;
  readonly added?: unknown;
  readonly expected?: (told: Json) => unknown;
  readonly errors?: readonly ExpectedError[];
  readonly faults?: { readonly [E in EngineName]?: KnownFault };
}
