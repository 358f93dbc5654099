import { open, type FileHandle } from 'node:fs/promises';
import { UserError } from '../../lib/UserError.js';
import type { RejectedRow } from './convertRow.js';
import { clearRejectsFile, rejectsHeader } from './rejectsPath.js';
import type { SourceRow } from './sources/source.js';

/** A CSV file of the rejected rows of a run; there is none before the first. */
export interface RejectsFile {
  readonly path: string;
  /** Keeps a row until `flush`. */
  add(reject: RejectedRow, row: SourceRow): void;
  /** Writes the rows that were added. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A rejects file at `path`: file, line, column, value, reason and the row as it stood, all of it as long as it is. One of
 * an earlier run is removed at once. Throws a `UserError` where it cannot be written, or another file is there.
 */
export function createRejectsFile(path: string): RejectsFile {
  clear(path);
  let handle: FileHandle | undefined;
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
    add({ file, line, column, value, reason }, { fields, raw }) {
      const row = raw === undefined ? fields.map(csvField).join(',') : raw();
      waiting += `${[file, String(line), column, value, reason, row].map(csvField).join(',')}\n`;
    },
    flush() {
      writing = writing.then(write);
      return writing;
    },
    async close() {
      await handle?.close();
      handle = undefined;
    },
  };
}

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

const csvField = (text: string | null): string =>
  text === null ? '' : /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
