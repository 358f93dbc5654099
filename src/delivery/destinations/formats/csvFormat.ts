import { csvField } from '../../../lib/text/csvField.js';
import { harmlessText } from '../../../lib/text/harmlessText.js';
import { DataType } from '../../../words/dataTypes.js';
import type { OutgoingColumn, OutgoingRow } from '../../OutgoingColumn.js';
import type { OutgoingFormat } from './OutgoingFormat.js';

const line = (fields: readonly (string | null)[]): string => `${fields.map(csvField).join(',')}\r\n`;

/** CSV as in RFC 4180, in UTF-8, with headings. */
export function csvFormat(formulas: 'escape' | 'keep'): OutgoingFormat {
  const field = ({ type }: OutgoingColumn, text: string | null): string | null =>
    text === null || type !== DataType.text || formulas === 'keep' ? text : harmlessText(text);
  return {
    extension: 'csv',
    contentType: 'text/csv; charset=utf-8; header=present',
    async write(columns, pages, emit) {
      const written = (row: OutgoingRow): string => line(columns.map((column, n) => field(column, row[n] ?? null)));
      await emit(Buffer.from(line(columns.map(({ as }) => as))));
      for await (const rows of pages) await emit(Buffer.from(rows.map(written).join('')));
    },
  };
}
