import type { Variables } from './cases.js';

/** What one stretch of load is to be. */
export interface LoadOrder {
  readonly caseName: string;
  /** Who is asked, for messages. */
  readonly contestant: string;
  readonly document: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly clients: number;
  readonly seconds: number;
  /** Which stream of variables, of how many. */
  readonly seed: number;
  readonly streams: number;
  /** Requests per second in all; as many as can be when left out. */
  readonly rate?: number;
}

/** What came of it. */
export interface LoadResult {
  readonly answered: number;
  /** Milliseconds from the first request to the last answer. */
  readonly milliseconds: number;
  /** Of each answer, in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Bytes of an answer without its headers, on average. */
  readonly bytes: number;
}

/** The body of a request. */
export const bodyOf = (query: string, variables: Variables): string => JSON.stringify({ query, variables });

/** What the process that puts load on says of an order. */
export type LoadReply = { readonly result: LoadResult } | { readonly fault: string };
