import { open, type FileHandle } from 'node:fs/promises';
import { csvField } from '../../lib/csvField.js';
import { UserError } from '../../lib/UserError.js';
import type { RejectedRow } from './convertRow.js';
import { clearRejectsFile, rejectsHeader } from './rejectsPath.js';
import type { SourceRow } from './sources/source.js';

/** A CSV file of the rejected rows of a run; there is none before the first. */
export interface RejectsFile {
  readonly path: string;
  /** How many rows were added. */
  readonly all: number;
  /** How many of them, from the first on, are in the file. */
  readonly kept: number;
  /** Keeps a row until `flush`. */
  add(reject: RejectedRow, row: SourceRow): void;
  /** Writes the rows that were added. */
  flush(): Promise<void>;
  /** Writes them, and in a last row how many there were where not all of them are in the file. */
  close(): Promise<void>;
}

/** Bytes; a disk is not filled by rejects of which the first tell enough. */
const largest = 100_000_000;

/**
 * A rejects file at `path`: file, line, column, value, reason and the row as it stood, all of it as long as it is. It is cut
 * before the row with which it would be larger than `most` bytes, 100 MB unless told. One of an earlier run is removed at
 * once. Throws a `UserError` where it cannot be written, or another file is there.
 */
export function createRejectsFile(path: string, most = largest): RejectsFile {
  clear(path);
  let handle: FileHandle | undefined;
  let [all, kept, bytes] = [0, 0, rejectsHeader.length];
  let waiting = '';
  // One file may be read while another is judged by the database: their rows are written one after the other.
  let writing = Promise.resolve();
  const write = async (): Promise<void> => {
    if (waiting === '') return;
    const text = waiting;
    waiting = '';
    handle ??= await openEmpty(path);
    await handle.write(text);
  };
  return {
    path,
    get all() {
      return all;
    },
    get kept() {
      return kept;
    },
    add({ file, line, column, value, reason }, { fields, raw }) {
      const isCut = kept < all;
      all += 1;
      if (isCut) return;
      const row = raw === undefined ? fields.map(csvField).join(',') : raw();
      const text = rowOf([file, String(line), column, value, reason, row]);
      bytes += Buffer.byteLength(text);
      if (bytes > most) return;
      kept += 1;
      waiting += text;
    },
    flush() {
      writing = writing.then(write);
      return writing;
    },
    async close() {
      if (kept < all) waiting += rowOf(['', '', '', '', cutSentence({ kept, all }), '']);
      await this.flush();
      await handle?.close();
      handle = undefined;
    },
  };
}

const number = new Intl.NumberFormat('en');

/** Says of a rejects file that it was cut. */
export const cutSentence = ({ kept, all }: Pick<RejectsFile, 'kept' | 'all'>): string =>
  `the rejects file is cut here, because it would become too large: ${number.format(kept)} of ${number.format(all)} rejected rows are in it`;

async function openEmpty(path: string): Promise<FileHandle> {
  try {
    const handle = await open(path, 'w');
    await handle.write(rejectsHeader);
    return handle;
  } catch (error) {
    throw unwritable(path, error);
  }
}

function clear(path: string): void {
  try {
    clearRejectsFile(path);
  } catch (error) {
    throw error instanceof UserError ? error : unwritable(path, error);
  }
}

const unwritable = (path: string, error: unknown): UserError =>
  new UserError(`The rejects file ${path} cannot be written: ${(error as Error).message}.`, 'BAD_REJECTS_FILE');

const rowOf = (fields: readonly string[]): string => `${fields.map(csvField).join(',')}\n`;
