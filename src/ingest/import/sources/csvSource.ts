import { UserError } from '../../../lib/UserError.js';
import { columnShape } from './columnShape.js';
import { csvRows } from './csvRows.js';
import type { CsvOptions } from './csvScanner.js';
import type { Source, SourceRow } from './source.js';
import type { TextChunk } from './textFile.js';

interface CsvSourceOptions extends CsvOptions {
  /** The columns, where the text does not begin with their names. */
  readonly header?: readonly string[] | undefined;
}

/** Rows of CSV text; `open` gives its text from the start. Throws a `UserError` where there is no header. */
export async function csvSource(
  name: string,
  open: () => AsyncIterable<TextChunk>,
  options: CsvSourceOptions,
): Promise<Pick<Source, 'shape' | 'rows'>> {
  const header = options.header ?? (await readHeader(name, open, options));
  const rows = (): AsyncGenerator<SourceRow[]> =>
    checkedRows(csvRows(open(), name, options), header.length, options.header === undefined);
  return { shape: columnShape(name, header), rows };
}

async function readHeader(
  name: string,
  open: () => AsyncIterable<TextChunk>,
  options: CsvOptions,
): Promise<readonly string[]> {
  for await (const [header] of csvRows(open(), name, options)) {
    if (header === undefined) continue;
    if (header.fault !== undefined)
      throw new UserError(`${name}, line ${header.line}: the header ${header.fault}.`, 'BAD_FILE');
    return header.fields.map((field) => field?.trim() ?? '');
  }
  throw new UserError(`${name} is empty: it has not even a header.`, 'BAD_FILE');
}

/** The rows without the header, those with too many or too few fields being faulty. */
async function* checkedRows(
  batches: AsyncGenerator<SourceRow[]>,
  width: number,
  hasHeader: boolean,
): AsyncGenerator<SourceRow[]> {
  let seen = !hasHeader;
  for await (const batch of batches) {
    const rows = seen ? batch : batch.slice(1);
    seen ||= batch.length > 0;
    for (const [index, row] of rows.entries()) {
      const { length } = row.fields;
      if (length !== width && row.fault === undefined)
        rows[index] = { ...row, fault: `has ${length} fields where the header has ${width}` };
    }
    if (rows.length > 0) yield rows;
  }
}
