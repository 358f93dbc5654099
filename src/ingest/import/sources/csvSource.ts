import { UserError } from '../../../lib/errors/UserError.js';
import { blankRows } from './blankRows.js';
import { columnShape } from './columnShape.js';
import { csvRows } from './csvRows.js';
import type { TextChunk } from './encodings.js';
import { fittingRows } from './fittingRows.js';
import type { ImportSource, SourceRow } from './importSource.js';
import { declaredDelimiter, withoutLines } from './preamble.js';

/** The word for runs of blanks as the delimiter. */
export const blanks = 'blanks';

interface CsvSourceOptions {
  /** One character, or the word for runs of blanks; by default that of a first line `sep=;`, else `standard`. */
  readonly delimiter?: string | undefined;
  readonly standard: string;
  readonly quote: string;
  /** The columns, where the text does not begin with their names. */
  readonly header?: readonly string[] | undefined;
  /** How many lines stand before the header. */
  readonly skip?: number | undefined;
}

/**
 * Rows of CSV text; `open` gives its text from the start. A first line `sep=;` is none of them. Throws a `UserError`
 * where there is no header.
 */
export async function csvSource(
  name: string,
  open: () => AsyncIterable<TextChunk>,
  options: CsvSourceOptions,
): Promise<Pick<ImportSource, 'shape' | 'rows'>> {
  const declared = await declaredDelimiter(open());
  const { delimiter = declared ?? options.standard, quote, skip = 0 } = options;
  const lines = Math.max(skip, declared === undefined ? 0 : 1);
  const allRows = (): AsyncGenerator<SourceRow[]> => {
    const text = lines === 0 ? open() : withoutLines(open(), lines);
    return delimiter === blanks ? blankRows(text, name, quote) : csvRows(text, name, { delimiter, quote });
  };
  const header = options.header ?? (await readHeader(name, allRows()));
  const rows = (): AsyncGenerator<SourceRow[]> => fittingRows(allRows(), header, options.header === undefined);
  return { shape: columnShape(name, header), rows };
}

async function readHeader(name: string, rows: AsyncIterable<SourceRow[]>): Promise<readonly string[]> {
  for await (const [header] of rows) {
    if (header === undefined) continue;
    if (header.fault !== undefined)
      throw new UserError(`${name}, line ${header.line}: the header ${header.fault}.`, 'BAD_FILE');
    return header.fields.map((field) => field?.trim() ?? '');
  }
  throw new UserError(`${name} is empty: it has not even a header.`, 'BAD_FILE');
}
