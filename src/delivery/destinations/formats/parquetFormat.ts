import { ByteWriter, parquetWriteRows, type SchemaElement } from 'hyparquet-writer';
import type { OutgoingColumn, OutgoingRow } from '../../OutgoingColumn.js';
import type { Emit, OutgoingFormat } from './OutgoingFormat.js';
import { parquetColumns, type ParquetValue } from './parquetColumns.js';

/** Rows that are in memory at once. */
const rowGroupSize = 20_000;

/** Gives its bytes away after each group of rows. */
class EmittingWriter extends ByteWriter {
  constructor(private readonly emit: Emit) {
    super();
  }

  async flush(): Promise<void> {
    await this.emit(this.getBytes());
    this.index = 0;
  }
}

const schemaOf = (columns: readonly OutgoingColumn[]): SchemaElement[] => [
  { name: 'root', num_children: columns.length },
  ...columns.map(({ as, type }) => ({
    name: as,
    repetition_type: 'OPTIONAL' as const,
    ...parquetColumns[type].element,
  })),
];

async function* valuesOf(columns: readonly OutgoingColumn[], pages: AsyncIterable<readonly OutgoingRow[]>) {
  for await (const rows of pages)
    for (const row of rows) {
      const values: Record<string, ParquetValue> = {};
      columns.forEach(({ as, type }, n) => {
        const text = row[n] ?? null;
        values[as] = text === null ? null : parquetColumns[type].read(text);
      });
      yield values;
    }
}

/** Apache Parquet with typed columns, compressed by Snappy. */
export const parquetFormat: OutgoingFormat = {
  extension: 'parquet',
  contentType: 'application/vnd.apache.parquet',
  async write(columns, pages, emit) {
    const writer = new EmittingWriter(emit);
    await parquetWriteRows({
      writer,
      rows: valuesOf(columns, pages),
      columns: columns.map(({ as }) => ({ name: as })),
      schema: schemaOf(columns),
      rowGroupSize,
      createdBy: 'facet',
    });
    // What stands behind the last group: where the columns are.
    await writer.flush();
  },
};
