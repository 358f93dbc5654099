import type { OutgoingColumn, OutgoingRow } from '../../OutgoingColumn.js';

/** Takes the next bytes of a file. */
export type Emit = (bytes: Uint8Array) => Promise<void>;

/** A way to write rows as a file. The same rows give the same bytes. */
export interface OutgoingFormat {
  readonly extension: string;
  readonly contentType: string;
  write(columns: readonly OutgoingColumn[], pages: AsyncIterable<readonly OutgoingRow[]>, emit: Emit): Promise<void>;
}
