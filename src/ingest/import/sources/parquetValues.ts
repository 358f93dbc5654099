import { isUtf8 } from 'node:buffer';
import type { FileMetaData, ParquetParsers, SchemaTree } from 'hyparquet';
import { formatDecimal } from '../../../lib/numbers/decimals.js';
import { BadValue } from '../values/BadValue.js';
import { isInstant, isoOfMicroseconds } from '../values/isoOfMicroseconds.js';
import { parseJson, type JsonValue } from '../values/jsonValue.js';
import { badBytes } from './encodings.js';

/** A column of a Parquet file, or a part of one. */
export type ParquetNode = Omit<SchemaTree, 'element' | 'children'> & {
  readonly element: SchemaTree['element'] & {
    /** Digits after the point, where the column's numbers are decimals. */
    decimalScale?: number;
  };
  readonly children: readonly ParquetNode[];
};

/** Bytes of a text that are no UTF-8: a value that makes its row a reject, once it is looked at. */
class BadText {
  constructor(readonly bytes: Uint8Array) {}
}

const textOfBytes = (bytes: Uint8Array): string | BadText =>
  isUtf8(bytes) ? Buffer.from(bytes).toString('utf8') : new BadText(bytes);

/** JSON is read when it is looked at, so that a text that is none makes its row a reject and not the file. */
class JsonText {
  constructor(readonly text: string | BadText) {}
}

function wellFormed(text: string | BadText): string {
  if (typeof text === 'string') return text;
  throw new BadValue(badBytes(), Buffer.from(text.bytes).toString('utf8'));
}

/** Values in the form that texts of files have: ISO 8601 to the microsecond. */
export const parquetParsers: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (value?: bigint) => instantText(value, (number) => number * 1000n),
  timestampFromMicroseconds: (value?: bigint) => instantText(value, (number) => number),
  timestampFromNanoseconds: (value?: bigint) => instantText(value, (number) => floor(number, 1000n)),
  dateFromDays: (days?: number) =>
    instantText(days === undefined ? undefined : BigInt(days), (number) => number * 86_400_000_000n)?.replace(
      /T.*/,
      '',
    ),
  stringFromBytes: (bytes: Uint8Array | undefined) => bytes && textOfBytes(bytes),
  jsonFromBytes: (bytes: Uint8Array | undefined) => bytes && new JsonText(textOfBytes(bytes)),
};

/** Undefined for a missing value; the bare number of what is no instant of the years 1 to 9999. */
function instantText(value: bigint | undefined, toMicroseconds: (value: bigint) => bigint): string | undefined {
  if (value === undefined || value === null) return undefined;
  const microseconds = toMicroseconds(value);
  return isInstant(microseconds) ? isoOfMicroseconds(microseconds) : String(value);
}

const floor = (value: bigint, by: bigint): bigint => (value - (((value % by) + by) % by)) / by;

/**
 * Changes metadata so that decimals are read as the whole numbers they are stored as: the library would make floats of
 * them.
 */
export function withoutDecimals(metadata: FileMetaData): FileMetaData {
  for (const element of metadata.schema as ParquetNode['element'][]) {
    if (element.converted_type !== 'DECIMAL' && element.logical_type?.type !== 'DECIMAL') continue;
    element.decimalScale = element.scale ?? 0;
    delete element.converted_type;
    delete element.logical_type;
  }
  return metadata;
}

/**
 * A value as JSON has them: decimals and numbers that a float does not hold are texts of their digits. Throws
 * `BadValue` for texts that are no UTF-8, and for JSON that is none.
 */
export function plainValue(node: ParquetNode, value: unknown): JsonValue {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map((item) => plainValue(elementOf(node), item));
  if (node.children.length === 0) return leafValue(node, value);
  const isMap = node.element.converted_type === 'MAP' || node.element.logical_type?.type === 'MAP';
  const [, mapped] = node.children[0]?.children ?? [];
  return Object.fromEntries(
    Object.entries(value).map(([name, part]: [string, unknown]) => {
      const child = isMap ? mapped : node.children.find(({ element }) => element.name === name);
      return [name, child === undefined ? null : plainValue(child, part)];
    }),
  );
}

/** What the elements of a list are: the format has an inner level, which older writers leave out. */
function elementOf(node: ParquetNode): ParquetNode {
  if (node.element.repetition_type === 'REPEATED') return node;
  const [inner = node] = node.children;
  return inner.children.length === 1 ? (inner.children[0] ?? inner) : inner;
}

function leafValue({ element }: ParquetNode, value: unknown): JsonValue {
  if (element.decimalScale !== undefined) return formatDecimal({ units: wholeOf(value), scale: element.decimalScale });
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof JsonText) return parseJson(wellFormed(value.text));
  if (value instanceof BadText) return wellFormed(value);
  if (value instanceof Uint8Array) return wellFormed(textOfBytes(value));
  if (typeof value === 'number' && element.type === 'FLOAT') return shortFloat(value);
  const { logical_type: logical } = element;
  if (typeof value === 'string' && logical?.type === 'TIMESTAMP' && !logical.isAdjustedToUTC)
    return value.replace(/Z$/, '');
  return value as JsonValue;
}

function wholeOf(value: unknown): bigint {
  if (!(value instanceof Uint8Array)) return BigInt(value as bigint | number);
  return value.length === 0 ? 0n : BigInt.asIntN(value.length * 8, BigInt(`0x${Buffer.from(value).toString('hex')}`));
}

/** The shortest number that is the same in 32 bits. */
function shortFloat(value: number): number {
  for (let digits = 6; digits <= 9; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}
