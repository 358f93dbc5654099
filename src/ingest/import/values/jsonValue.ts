import { BadValue } from './BadValue.js';

/** A value as JSON has them. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonRecord;

/** A JSON object. */
export interface JsonRecord {
  readonly [name: string]: JsonValue;
}

/** Whether a JSON value is an object. */
export const isRecord = (value: JsonValue): value is JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The text of a JSON value for a column: a text is itself, a list or an object is its JSON. */
export function textOf(value: JsonValue | undefined): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** JSON with the keys of every object in order, so that equal values have equal texts. */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

const textOrLongNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.]*(?:[eE][+-]?\d+)?/gs;

/** A number of 16 digits and more where a JSON value can be; it may also match in a text, which does no harm. */
const longNumber = /(?:^|[:,[])\s*(-?\d[\d.]{15,})/g;

const isRounded = (digits: string): boolean => String(Number(digits)) !== digits;

/** A number that may be too large for a float; it may also match in a text, which does no harm. */
const largeExponent = /(?:^|[:,[\s])-?\d[\d.]*[eE]\+?\d{3}/;

/**
 * Parses JSON. Numbers of 16 digits and more that would be rounded become texts of their digits. Throws `BadValue` for
 * what is no JSON, and for a number that a float does not hold, of which there would be nothing left.
 */
export function parseJson(text: string): JsonValue {
  const value = parseFloats(text);
  if (largeExponent.test(text)) refuseLarge(text);
  // Most are whole numbers below 2^53, and to take a text apart costs more than to parse it.
  if (![...text.matchAll(longNumber)].some(([, digits = '']) => isRounded(digits))) return value;
  const exact = text.replaceAll(textOrLongNumber, (part) =>
    part.startsWith('"') || part.length < 16 || !isRounded(part) ? part : `"${part}"`,
  );
  return JSON.parse(exact) as JsonValue;
}

function parseFloats(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    throw new BadValue('is no valid JSON', text);
  }
}

function refuseLarge(text: string): void {
  for (const [part] of text.matchAll(textOrLongNumber))
    if (!part.startsWith('"') && !Number.isFinite(Number(part)))
      throw new BadValue(`holds a number that is too large: ${part}`, text);
}
