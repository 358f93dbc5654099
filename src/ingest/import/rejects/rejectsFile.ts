import { closeSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { csvField } from '../../../lib/text/csvField.js';
import { fileReason } from '../../../lib/errors/fileReason.js';
import { UserError } from '../../../lib/errors/UserError.js';
import type { SourceRow } from '../sources/importSource.js';
import type { RejectedRow } from './rejectedRow.js';

/** A CSV file of the rejected rows of a run; it is created with the first of them. */
export interface RejectsFile {
  readonly path: string;
  /** How many rows were added. */
  readonly all: number;
  /** How many of them, from the first on, are in the file. */
  readonly kept: number;
  /** Adds a row, which `flush` writes. */
  add(reject: RejectedRow, row: SourceRow): void;
  /** Writes the rows that were added. */
  flush(): Promise<void>;
  /** Writes the rows that are left, and, where not all are in the file, a last row with their number. */
  close(): Promise<void>;
}

/** The first line of every rejects file, by which it is known. */
const rejectsHeader = 'file,line,column,value,reason,row\n';

/** Bytes; the first rejects say enough, and all of them could fill a disk. */
const largest = 100_000_000;

/**
 * Creates a rejects file at `path`: file, line, column, value, reason and the row as it was read, in full length. It
 * ends before the row that would make it larger than `most` bytes, by default 100 MB. One of an earlier run is removed
 * at once. Throws a `UserError` where it cannot be written, or where another file exists.
 */
export function createRejectsFile(path: string, most = largest): RejectsFile {
  clear(path);
  let handle: FileHandle | undefined;
  let [all, kept, bytes] = [0, 0, rejectsHeader.length];
  let waiting = '';
  // One source may be read while the database checks another: their rows are written one after the other.
  let writing = Promise.resolve();
  const write = async (): Promise<void> => {
    if (waiting === '') return;
    const text = waiting;
    waiting = '';
    handle ??= await openEmpty(path);
    try {
      // A single write may take a part of it where the disk is nearly full.
      await handle.appendFile(text);
    } catch (error) {
      throw unwritable(path, error);
    }
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

/** Says that not all rejected rows are in the file. */
const cutSentence = ({ kept, all }: Pick<RejectsFile, 'kept' | 'all'>): string =>
  `the rejects file is cut here, because it would become too large: ${number.format(kept)} of ${number.format(all)} rejected rows are in it`;

async function openEmpty(path: string): Promise<FileHandle> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, 'w');
    await handle.appendFile(rejectsHeader);
    return handle;
  } catch (error) {
    await handle?.close();
    if (handle !== undefined) rmSync(path, { force: true });
    throw unwritable(path, error);
  }
}

function clear(path: string): void {
  try {
    removeEarlierFile(path);
  } catch (error) {
    throw error instanceof UserError ? error : unwritable(path, error);
  }
}

/** Removes the rejects file of an earlier run. Throws a `UserError` for any other file. */
function removeEarlierFile(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile() !== true || found.size === 0) return;
  if (beginning(path) !== rejectsHeader)
    throw new UserError(
      `The rejects file ${path} is there already and holds something else; remove it, or give another with --rejects.`,
      'BAD_REJECTS_FILE',
    );
  rmSync(path);
}

function beginning(path: string): string {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(rejectsHeader.length);
    return bytes.toString('utf8', 0, readSync(file, bytes));
  } finally {
    closeSync(file);
  }
}

const unwritable = (path: string, error: unknown): UserError =>
  new UserError(`The rejects file ${path} cannot be written: ${fileReason(error)}.`, 'BAD_REJECTS_FILE');

const rowOf = (fields: readonly string[]): string => `${fields.map(csvField).join(',')}\n`;
