import { WrittenJson } from './WrittenJson.js';

const mostNames = 2000;
const names = new Map<string, string>();

/** The name of a member as JSON, with its colon; clients make names up, so that they are not kept for ever. */
function nameText(name: string): string {
  let text = names.get(name);
  if (text === undefined) {
    text = `${JSON.stringify(name)}:`;
    if (names.size >= mostNames) names.clear();
    names.set(name, text);
  }
  return text;
}

// Without what is written as an escape. Half of a pair is, which pairs are told from by JSON.stringify.
const isUsual = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

/** Longer ones are looked through faster by `JSON.stringify`. */
const shortLength = 500;

const textText = (text: string): string =>
  text.length <= shortLength && isUsual.test(text) ? `"${text}"` : JSON.stringify(text);

function listText(list: readonly unknown[]): string {
  let text = '[';
  let comma = '';
  for (const item of list) {
    text += comma + (valueText(item) ?? 'null');
    comma = ',';
  }
  return `${text}]`;
}

/** An object that begins with some members, which are JSON already. */
function objectText(object: Readonly<Record<string, unknown>>, begun: string): string {
  let text = begun;
  let comma = begun === '{' ? '' : ',';
  for (const name of Object.keys(object)) {
    const value = valueText(object[name]);
    if (value === undefined) continue;
    text += comma + nameText(name) + value;
    comma = ',';
  }
  return `${text}}`;
}

function valueText(value: unknown): string | undefined {
  if (typeof value === 'string') return textText(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return listText(value);
  if (value instanceof WrittenJson)
    return value.rest === undefined ? value.text : objectText(value.rest, value.text.slice(0, -1));
  if (typeof (value as { toJSON?: unknown }).toJSON === 'function') return JSON.stringify(value);
  return objectText(value as Readonly<Record<string, unknown>>, '{');
}

/** The JSON of data: what `JSON.stringify` makes of it, with the texts of written objects as they are. */
export const writeJson = (value: unknown): string => valueText(value) ?? 'null';
