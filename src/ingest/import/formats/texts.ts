import { BadValue } from '../values/BadValue.js';
import { parseJson, textOf, type JsonValue } from '../values/jsonValue.js';
import { withinDepth } from '../values/withinDepth.js';
import type { Reader } from './reader.js';

/** UTF-16 writes some characters as two halves, which JSON may part. */
const halfCharacter = 'holds half of a character (a lone surrogate)';

/** Reads a text that PostgreSQL can store. */
export const readText: Reader = (text) => {
  if (text.includes('\0')) throw new BadValue('holds a NUL byte', text);
  if (!text.isWellFormed()) throw new BadValue(halfCharacter, text);
  return text;
};

const booleans = new Map<string, string>([
  ...['true', 't', 'yes', 'y', 'on', '1'].map((word) => [word, 'true'] as const),
  ...['false', 'f', 'no', 'n', 'off', '0'].map((word) => [word, 'false'] as const),
]);

/** Reads a boolean: true, t, yes, y, on, 1 and their opposites, in any case. */
export const readBoolean: Reader = (text) => {
  const value = booleans.get(text.toLowerCase());
  if (value === undefined) throw new BadValue('is neither true nor false', text);
  return value;
};

/** What `JSON.stringify` makes of a lone surrogate. */
const loneEscape = /(?<!\\)(?:\\\\)*\\ud[89a-f]/;

/** Reads JSON that PostgreSQL can store. */
export const readJson: Reader = (text) => {
  const value = parseJson(text);
  if (text.includes('\\u0000')) throw new BadValue('holds a NUL character', text);
  if (!text.isWellFormed() || (/\\ud/i.test(text) && loneEscape.test(withinDepth(() => JSON.stringify(value), text))))
    throw new BadValue(halfCharacter, text);
  return text;
};

/** An array literal of PostgreSQL. */
const arrayLiteral = (texts: readonly string[]): string =>
  `{${texts.map((text) => `"${readText(text).replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(',')}}`;

/** Reads a list of texts with a separator between them, trimmed and without empty ones. */
export const separatedBy =
  (separator: string): Reader =>
  (text) => {
    const parts = text.split(separator).map((part) => part.trim());
    return arrayLiteral(parts.filter((part) => part !== ''));
  };

/** Reads a JSON list of texts and numbers. */
export const readJsonList: Reader = (text) => {
  const list = parseJson(text);
  if (!Array.isArray(list)) throw new BadValue('is no JSON list', text);
  const items = list as readonly JsonValue[];
  return arrayLiteral(withinDepth(() => items.map((item) => textOf(item) ?? ''), text));
};
