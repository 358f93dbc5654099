import { csvField } from '../../../lib/text/csvField.js';
import { DataType } from '../../../words/dataTypes.js';
import type { OutgoingColumn, OutgoingRow } from '../../OutgoingColumn.js';
import type { OutgoingFormat } from './OutgoingFormat.js';

/** What makes a spreadsheet take a text for a formula. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;

/** A signed number or a telephone number: nothing in it can be called. */
const digitsOnly = /^[+-][\d ().,/-]*$/;

/** The text behind an apostrophe where a spreadsheet would take it for a formula. */
const harmless = (text: string): string => (formulaStart.test(text) && !digitsOnly.test(text) ? `'${text}` : text);

const line = (fields: readonly (string | null)[]): string => `${fields.map(csvField).join(',')}\r\n`;

/** CSV as in RFC 4180, in UTF-8, with headings. */
export function csvFormat(formulas: 'escape' | 'keep'): OutgoingFormat {
  const field = ({ type }: OutgoingColumn, text: string | null): string | null =>
    text === null || type !== DataType.text || formulas === 'keep' ? text : harmless(text);
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
