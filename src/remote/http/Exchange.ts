import type { Agent as HttpAgent } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';

/** One POST, and within what its answer has to be there. */
export interface Exchange {
  /** For sentences. */
  readonly subgraph: string;
  readonly url: URL;
  readonly agent: HttpAgent | HttpsAgent;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Milliseconds until the whole answer is there. */
  readonly timeout: number;
  /** Bytes of the answer at the most, before and after decompression. */
  readonly mostBytes: number;
  readonly signal: AbortSignal;
  /** Told of each part of the answer that is kept; what it throws ends the exchange. */
  readonly onBytes: (bytes: number) => void;
}

/** An answer whose body is there as a whole, decompressed. */
export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly body: Buffer;
}
