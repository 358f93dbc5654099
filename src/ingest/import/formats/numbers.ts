import { BadValue } from '../values/BadValue.js';
import type { Reader } from './reader.js';

/** Reads whole numbers from `least` to `most`; `3.0` is one. */
export const wholeNumber =
  (least: bigint, most: bigint): Reader =>
  (text) => {
    const [, digits] = /^([+-]?\d{1,25})(?:\.0*)?$/.exec(text) ?? [];
    if (digits === undefined) throw new BadValue('is not a whole number', text);
    const exact = digits.length < 16 ? Number(digits) : BigInt(digits);
    if (exact < least || exact > most) throw new BadValue(`is not between ${least} and ${most}`, text);
    return digits;
  };

const decimalNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

/**
 * Whether there are digits alone, with at most one point among them and a minus before; a short way for most numbers.
 */
function isPlain(text: string): boolean {
  const start = text.charCodeAt(0) === 45 ? 1 : 0;
  const { length } = text;
  if (length === start || length > 30) return false;
  let points = 0;
  for (let at = start; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 46) points += 1;
    else if (code < 48 || code > 57) return false;
  }
  return points === 0 || (points === 1 && length > start + 1);
}

/** Reads any finite decimal number; its digits are not changed. */
export const readDecimal: Reader = (text) => {
  if (isPlain(text)) return text;
  if (text.length > 400 || !decimalNumber.test(text)) throw new BadValue('is not a decimal number', text);
  return text;
};

/** Reads a decimal number with a comma, and points or nothing between thousands: `1.234,56`. */
export const readDecimalComma: Reader = (text) => {
  if (text.length > 400 || !/^[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+)?(?:,\d*)?$/.test(text) || !/\d/.test(text))
    throw new BadValue('is not a decimal number with a comma (for example 1.234,56)', text);
  return text.replaceAll('.', '').replace(',', '.');
};

/** How numbers are written, by name. */
export const numberFormats: Readonly<Record<string, Reader>> = {
  decimal: readDecimal,
  decimal_comma: readDecimalComma,
};

/** Reads a finite number of type `double precision`; PostgreSQL rounds digits beyond its precision. */
export const readDouble: Reader = (text) => {
  if (!Number.isFinite(Number(readDecimal(text)))) throw new BadValue('is too large for a floating point number', text);
  return text;
};
