import type { AggregationLevel } from '../words/levels.js';
import type { QueryResponse } from './QueryResponse.js';

/** What a query asks of each of its entities. */
export interface AskedQuery<L extends AggregationLevel = AggregationLevel> {
  readonly level: L;
  /** Null for the default of the configuration. */
  readonly app: string | null;
  /** Null for all. */
  readonly names: readonly string[] | null;
  /** `YYYY-MM-DD`; null for all. */
  readonly effectiveDates: readonly string[] | null;
  /** With `effectiveDates` what is in both. */
  readonly lastFullMonth: boolean;
  /** Whether no metric is read. */
  readonly attributesOnly: boolean;
  /** The language and region whose way of writing numbers is wanted, e.g. `de-CH`. */
  readonly locale: string;
}

/** Some of a query's entities. */
export interface ResponsePage<L extends AggregationLevel = AggregationLevel> {
  readonly responses: readonly QueryResponse<L>[];
  /** Where the next page of a whole level begins; null at its end, and where entities were named. */
  readonly next: string | null;
}

/**
 * Reads up to `size` entities (100 at most): the known ones of `ids` (trimmed, each once, no more than `size`) in their order, or
 * where that is null the level's own from `after` on.
 */
export type ReadPage<L extends AggregationLevel = AggregationLevel> = (
  ids: readonly string[] | null,
  after: string | null,
  size: number,
) => Promise<ResponsePage<L>>;

/** Where queries are answered: a database (`fromDatabase`) or a gateway (`fromGateway`). */
export interface MetricsSource {
  /** Begins to answer one query; the signal ends it. What its function throws is a `UserError` with a stable `code`. */
  read<L extends AggregationLevel>(asked: AskedQuery<L>, signal?: AbortSignal): ReadPage<L>;
  /** Gives back what the source opened; queries are refused from then on. May be called again. */
  close(): Promise<void>;
  /** `close()`, at the end of a block that begins with `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}
