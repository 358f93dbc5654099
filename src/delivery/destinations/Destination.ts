import type { OutgoingColumn, OutgoingRow } from '../OutgoingColumn.js';

/** Which delivery a batch is of, as destinations are told. */
export interface HandedPart {
  readonly deliveryId: string;
  /** The day that the delivery is of. */
  readonly day: string;
  readonly campaignId: string;
  readonly campaignName: string;
  readonly subAudienceId: string;
  readonly treatmentId: string;
  /** Of campaign and treatment in characters that are safe in names of files; unique among the treatments of the delivery. */
  readonly name: string;
  readonly columns: readonly OutgoingColumn[];
}

/** What is handed over at once. */
export interface HandedBatch {
  readonly part: HandedPart;
  readonly batchNumber: number;
  /** By it the destination knows the batch again when it comes a second time. */
  readonly idempotencyKey: string;
  /** The rows in their order, some at a time; can be asked for again, and gives the same. */
  readonly pages: () => AsyncIterable<readonly OutgoingRow[]>;
}

/** A row that a destination has refused. */
export interface RefusedRow {
  /** Its place in the batch, from 0. */
  readonly row: number;
  readonly reason: string;
  /** Whether it may be sent again as it is. */
  readonly isRetriable: boolean;
}

/** What came of a batch that a destination has taken. */
export interface TakenBatch {
  /** Where it lies or was sent, without secrets. */
  readonly location: string;
  readonly bytes: number;
  /** SHA-256 of these bytes, in hexadecimal. */
  readonly contentHash: string;
  /** What the destination said, in a few words. */
  readonly response: string;
  readonly rejected: readonly RefusedRow[];
}

/** A place that lists are handed to. */
export interface Destination {
  /** Rows of a batch at the most; null where all rows of a part are one. */
  readonly batchRows: number | null;
  /** Attempts that a batch has until its part has failed. */
  readonly attempts: number;
  /** Hands a batch over, which may have been handed over before. Throws a `HandOverFailure` where that does not succeed. */
  send(batch: HandedBatch, signal: AbortSignal): Promise<TakenBatch>;
  /** Lets go of what it holds open. */
  close(): void;
}
