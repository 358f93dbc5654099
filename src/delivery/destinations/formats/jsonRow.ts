import { dataTypes, DataType, ValueKind } from '../../../words/dataTypes.js';
import type { OutgoingColumn, OutgoingRow } from '../../OutgoingColumn.js';

const number = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Numbers digit for digit, as JSON has no limit to them; those that it has no word for are null. */
function jsonValue(type: DataType, text: string | null): string {
  if (text === null) return 'null';
  if (dataTypes[type].kind === ValueKind.number) return number.test(text) ? text : 'null';
  return type === DataType.boolean ? text : JSON.stringify(text);
}

/** A row as a JSON object by outgoing names; what is not known is null. */
export const jsonRow = (columns: readonly OutgoingColumn[], row: OutgoingRow): string =>
  `{${columns.map(({ as, type }, n) => `${JSON.stringify(as)}:${jsonValue(type, row[n] ?? null)}`).join(',')}}`;
