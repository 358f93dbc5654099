import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { formatOfName } from '../../ingest/import/sources/fileFormats.js';
import { openFile } from '../../ingest/import/sources/openFile.js';
import type { ImportSource, SourceRow } from '../../ingest/import/sources/importSource.js';
import { readTextFile } from '../../ingest/import/sources/textFile.js';
import { textLines } from '../../ingest/import/sources/textLines.js';
import { isTooLongForKey } from '../../lib/checks/checkKey.js';
import { isStorable } from '../../lib/checks/checkValue.js';
import { UserError } from '../../lib/errors/UserError.js';
import { didYouMean } from '../../lib/text/nearNames.js';
import { shortened } from '../../lib/text/shortened.js';
import { trimmed } from '../../lib/text/whiteSpace.js';
import { textLimits } from '../../words/limits.js';

/** A value of a list, and where it stands. */
export interface ListedValue {
  readonly line: number;
  readonly value: string;
  /** Why nobody can be known by it; undefined where somebody may be. */
  readonly fault?: string;
}

/** The values of an uploaded file. */
export interface ListedValues {
  /** The column that they stand in; null where the file has one value a line. */
  readonly column: string | null;
  /** In batches as they are read; rows without a value are none. */
  read(): AsyncGenerator<readonly ListedValue[]>;
}

/** Columns by which keys of customers go, beside the name of their system. */
const keyColumns = ['id', 'customer_id', 'customerid'];

/** The column of a file with the identifiers of a system. Throws a `UserError` that names what the file has. */
function columnOf({ names, source }: ImportSource['shape'], system: string, asked: string | undefined): string {
  if (asked !== undefined) {
    if (names.includes(asked)) return asked;
    throw new UserError(`${source} has no column "${shortened(asked)}" (--column).${didYouMean(asked, names)}`);
  }
  const [only] = names;
  if (only !== undefined && names.length === 1) return only;
  const wanted = system === 'id' ? keyColumns : [system.toLowerCase()];
  const found = names.filter((name) => wanted.includes(name.toLowerCase()));
  if (found.length === 1 && found[0] !== undefined) return found[0];
  const shown = names.slice(0, 20).map((name) => `"${shortened(name)}"`);
  throw new UserError(`${source} has the columns ${shown.join(', ')}: name the one with the identifiers by --column.`);
}

function toValue({ line, fields, fault }: SourceRow, index: number): ListedValue[] {
  const value = trimmed(fields[index] ?? '');
  if (fault !== undefined) return [{ line, value, fault }];
  if (value === '') return [];
  if (!isStorable(value)) return [{ line, value, fault: 'holds a NUL or half a character' }];
  if (isTooLongForKey(value)) return [{ line, value, fault: `is longer than ${textLimits.keyBytes} bytes` }];
  return [{ line, value }];
}

async function* valuesOf(batches: AsyncIterable<readonly SourceRow[]>, index: number): AsyncGenerator<ListedValue[]> {
  for await (const rows of batches) yield rows.flatMap((row) => toValue(row, index));
}

async function* linesOf(path: string, name: string): AsyncGenerator<SourceRow[]> {
  for await (const lines of textLines(readTextFile(path), name, textLimits.keyBytes * 4))
    yield lines.map(({ line, text, fault }) => ({ line, fields: [text], ...(fault !== undefined && { fault }) }));
}

function requireFile(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile() === true) return;
  throw new UserError(
    found === undefined ? `There is no file ${shortened(path)}.` : `${shortened(path)} is not a file.`,
    'BAD_FILE',
  );
}

/**
 * Opens a file of identifiers of a system: CSV and the other formats of the import by its name's extension, else one value a line.
 * Throws a `UserError` for a file that is not there, or has no column that is meant.
 */
export async function openValues(path: string, system: string, column?: string): Promise<ListedValues> {
  requireFile(path);
  const name = basename(path);
  if (formatOfName(name) === undefined) {
    if (column !== undefined)
      throw new UserError(`${name} is read as one value a line, which has no columns: leave --column out.`);
    return { column: null, read: () => valuesOf(linesOf(path, name), 0) };
  }
  const source = await openFile(path, name, { quote: '"' }, name);
  const chosen = columnOf(source.shape, system, column);
  const index = source.shape.column(chosen, '--column');
  return { column: chosen, read: () => valuesOf(source.rows(), index) };
}
