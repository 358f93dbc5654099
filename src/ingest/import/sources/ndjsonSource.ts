import { BadValue } from '../values/BadValue.js';
import { isRecord, parseJson, type JsonRecord } from '../values/jsonValue.js';
import { withinDepth } from '../values/withinDepth.js';
import { checkWidth } from './columnShape.js';
import type { ImportSource, SourceRow } from './importSource.js';
import { compileEach, recordShape } from './recordShape.js';
import type { TextChunk } from './textFile.js';
import { textLines, type TextLine } from './textLines.js';

interface NdjsonOptions {
  readonly each: { readonly path: string; readonly as: string } | undefined;
  /** The place of the entry in the config, for sentences. */
  readonly where: string;
}

/** Characters; a parsed record takes up to 20 bytes of memory for each. */
const longestLine = 2_000_000;
/** Records looked at for the names of columns. */
const sample = 1000;

/**
 * Rows of JSON objects, one a line; its columns are the keys of the first 1,000. `open` gives the text from the start.
 */
export async function ndjsonSource(
  name: string,
  open: () => AsyncIterable<TextChunk>,
  { each, where }: NdjsonOptions,
): Promise<Pick<ImportSource, 'shape' | 'rows'>> {
  const columns = await firstKeys(open(), name);
  const shape = recordShape(name, columns, each && compileEach(each, columns, `${where}.each`));
  const read = ({ line, text, fault }: TextLine): SourceRow[] => {
    const raw = (): string => text;
    if (fault !== undefined) return [{ line, fields: [text], fault, raw }];
    const record = parseRecord(text);
    if (typeof record === 'string') return [{ line, fields: [text], fault: record, raw }];
    try {
      return withinDepth(() => shape.fieldsOf(record), text).map((fields) => ({ line, fields, raw }));
    } catch (error) {
      if (!(error instanceof BadValue)) throw error;
      return [{ line, fields: [text], fault: error.reason, raw }];
    }
  };
  const rows = async function* (): AsyncGenerator<SourceRow[]> {
    for await (const lines of textLines(open(), name, longestLine)) yield lines.flatMap(read);
  };
  return { shape, rows };
}

/** The object on a line, or why there is none. */
function parseRecord(text: string): JsonRecord | string {
  try {
    const value = parseJson(text);
    return isRecord(value) ? value : 'is no JSON object';
  } catch (error) {
    if (!(error instanceof BadValue)) throw error;
    return error.reason;
  }
}

async function firstKeys(chunks: AsyncIterable<TextChunk>, name: string): Promise<readonly string[]> {
  const keys = new Set<string>();
  let seen = 0;
  for await (const lines of textLines(chunks, name, longestLine)) {
    for (const { text, fault } of lines.slice(0, sample - seen)) {
      const record = fault ?? parseRecord(text);
      if (typeof record !== 'string') for (const key of Object.keys(record)) keys.add(key);
      checkWidth(name, keys.size);
    }
    seen += lines.length;
    if (seen >= sample) break;
  }
  return [...keys];
}
