import type { SchemaElement } from 'hyparquet-writer';
import { DataType } from '../../../words/dataTypes.js';
import { HandOverFailure } from '../HandOverFailure.js';

/** A value as the writer takes it. */
export type ParquetValue = string | number | bigint | boolean | null;

interface ParquetColumn {
  readonly element: Omit<SchemaElement, 'name'>;
  readonly read: (text: string) => ParquetValue;
}

/** Digits behind the point that decimals keep, and digits altogether. */
const [scale, precision] = [10, 38];

const decimalText = /^(-?)(\d+)(?:\.(\d+))?$/;

/** The number times 10^10, rounded half away from zero. */
function unscaled(text: string): bigint | null {
  const [, sign = '', whole = '', fraction = ''] = decimalText.exec(text) ?? [];
  if (whole === '') return null;
  const digits =
    BigInt(whole + fraction.slice(0, scale).padEnd(scale, '0')) + (fraction.charAt(scale) >= '5' ? 1n : 0n);
  if (digits >= 10n ** BigInt(precision))
    throw new HandOverFailure(`has a number of more than ${precision - scale} digits, which Parquet files do not hold`);
  return sign === '' ? digits : -digits;
}

const dayMilliseconds = 86_400_000;

function dayNumber(text: string): number | null {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) / dayMilliseconds : null;
}

function microseconds(text: string): bigint | null {
  const [, seconds, fraction = ''] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?Z$/.exec(text) ?? [];
  return seconds === undefined ? null : BigInt(Date.parse(`${seconds}Z`)) * 1000n + BigInt(fraction.padEnd(6, '0'));
}

function whole(text: string): bigint | null {
  return /^-?\d+$/.test(text) ? BigInt(text) : null;
}

const wholeColumn: ParquetColumn = { element: { type: 'INT64' }, read: whole };

/** How values of each type are kept in Parquet: days, instants and infinities that it has no word for are null. */
export const parquetColumns: Readonly<Record<DataType, ParquetColumn>> = {
  [DataType.text]: { element: { type: 'BYTE_ARRAY', converted_type: 'UTF8' }, read: (text) => text },
  [DataType.boolean]: { element: { type: 'BOOLEAN' }, read: (text) => text === 'true' },
  [DataType.integer]: wholeColumn,
  [DataType.bigint]: wholeColumn,
  [DataType.decimal]: {
    element: { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 16, converted_type: 'DECIMAL', scale, precision },
    read: unscaled,
  },
  [DataType.float]: { element: { type: 'DOUBLE' }, read: Number },
  [DataType.date]: { element: { type: 'INT32', converted_type: 'DATE' }, read: dayNumber },
  [DataType.datetime]: { element: { type: 'INT64', converted_type: 'TIMESTAMP_MICROS' }, read: microseconds },
};
