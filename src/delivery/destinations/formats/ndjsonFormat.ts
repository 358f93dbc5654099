import type { OutgoingFormat } from './OutgoingFormat.js';
import { jsonRow } from './jsonRow.js';

/** An object of JSON on each line. */
export const ndjsonFormat: OutgoingFormat = {
  extension: 'ndjson',
  contentType: 'application/x-ndjson',
  async write(columns, pages, emit) {
    for await (const rows of pages) await emit(Buffer.from(rows.map((row) => `${jsonRow(columns, row)}\n`).join('')));
  },
};
