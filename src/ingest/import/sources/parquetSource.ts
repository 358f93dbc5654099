import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { UserError } from '../../../lib/errors/UserError.js';
import { BadValue } from '../values/BadValue.js';
import type { JsonRecord } from '../values/jsonValue.js';
import { withinDepth } from '../values/withinDepth.js';
import type { ImportSource, SourceRow } from './importSource.js';
import { parquetParsers, plainValue, withoutDecimals, type ParquetNode } from './parquetValues.js';
import { compileEach, recordShape } from './recordShape.js';

interface ParquetOptions {
  readonly each: { readonly path: string; readonly as: string } | undefined;
  /** The place of the entry in the config, for sentences. */
  readonly where: string;
}

/** Rows that are handed on at a time. */
const batchRows = 2000;

/**
 * The rows of a Parquet file, one row group in memory at a time; lines are numbers of rows. Throws a `UserError` for a
 * file that is no Parquet, cut off or damaged.
 */
export async function parquetSource(
  path: string,
  name: string,
  { each, where }: ParquetOptions,
): Promise<Pick<ImportSource, 'shape' | 'rows'>> {
  const damaged = (error: unknown): never => {
    throw new UserError(`${name} is no Parquet file, or damaged: ${(error as Error).message}.`, 'BAD_FILE');
  };
  const file = await asyncBufferFromFile(path);
  const { metadata, nodes } = await parquetMetadataAsync(file)
    .then((read) => ({ metadata: withoutDecimals(read), nodes: parquetSchema(read).children as ParquetNode[] }))
    .catch(damaged);
  const columns = nodes.map(({ element }) => element.name);
  const shape = recordShape(name, columns, each && compileEach(each, columns, `${where}.each`));
  const rows = async function* (): AsyncGenerator<SourceRow[]> {
    const asked = shape.asked() ?? columns;
    const read = nodes.filter(({ element }) => asked.length === 0 || asked.includes(element.name));
    const options = { file, metadata, columns: read.map(({ element }) => element.name), compressors, utf8: false };
    let rowStart = 0;
    for (const { num_rows: count } of metadata.row_groups) {
      const rowEnd = rowStart + Number(count);
      const group = await parquetReadObjects({ ...options, parsers: parquetParsers, rowStart, rowEnd }).catch(damaged);
      for (let at = 0; at < group.length; at += batchRows) {
        const batch = group.slice(at, at + batchRows) as Record<string, unknown>[];
        const first = rowStart + at + 1;
        yield batch.flatMap((values, index) => rowsOf(values, read, first + index, shape.fieldsOf));
      }
      rowStart = rowEnd;
    }
  };
  return { shape, rows };
}

const toRecord = (values: Readonly<Record<string, unknown>>, nodes: readonly ParquetNode[]): JsonRecord =>
  Object.fromEntries(nodes.map((node) => [node.element.name, plainValue(node, values[node.element.name])]));

/** The rows of a record; one faulty row where it is nested too deeply, or holds what is no text or no JSON. */
function rowsOf(
  values: Readonly<Record<string, unknown>>,
  nodes: readonly ParquetNode[],
  line: number,
  fieldsOf: (record: JsonRecord) => (string | null)[][],
): SourceRow[] {
  try {
    return withinDepth(() => {
      const record = toRecord(values, nodes);
      return fieldsOf(record).map((fields) => ({ line, fields, raw: () => rawOf(record, fields) }));
    }, '');
  } catch (error) {
    if (!(error instanceof BadValue)) throw error;
    return [
      { line, fields: [error.value], fault: error.reason, raw: () => rawOf(legible(values, nodes), [error.value]) },
    ];
  }
}

/** The record with U+FFFD in the place of bytes that are no UTF-8, for people to find it by. */
const legible = (values: Readonly<Record<string, unknown>>, nodes: readonly ParquetNode[]): JsonRecord =>
  Object.fromEntries(
    nodes.map((node) => {
      try {
        return [node.element.name, plainValue(node, values[node.element.name])];
      } catch (error) {
        if (!(error instanceof BadValue)) throw error;
        return [node.element.name, error.value];
      }
    }),
  );

/** The record as JSON; where it is nested too deeply for that, what was read of it. */
function rawOf(record: JsonRecord, fields: readonly (string | null)[]): string {
  try {
    return JSON.stringify(record);
  } catch {
    return JSON.stringify(fields);
  }
}
