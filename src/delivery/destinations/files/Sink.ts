/** Takes the bytes of one file in their order. Nobody sees it under its name before it is whole. */
export interface Sink {
  /** Where the file will be. */
  readonly location: string;
  write(bytes: Uint8Array): Promise<void>;
  /** Puts the whole file under its name, in place of one that is there. */
  finish(): Promise<void>;
  /** Takes back what was written. */
  abandon(): Promise<void>;
}

/** A file to be written, by its place below that of the destination. */
export interface FileToWrite {
  /** A folder and a name in it: `2026-12-01_…/Spring_A.csv`. */
  readonly path: readonly [folder: string, name: string];
  readonly contentType: string;
  readonly idempotencyKey: string;
}

/** Opens the place of a file, to be written until a signal is aborted. */
export type OpenSink = (file: FileToWrite, signal: AbortSignal) => Promise<Sink>;
