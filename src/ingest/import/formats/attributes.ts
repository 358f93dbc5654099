import { listLimits, textLimits } from '../../../words/limits.js';
import { BadValue } from '../values/BadValue.js';
import { isRecord, parseJson, textOf } from '../values/jsonValue.js';
import { withinDepth } from '../values/withinDepth.js';
import type { Reader } from './reader.js';
import { readText } from './texts.js';

const { lineAttributes: mostNames } = listLimits;
const { lineAttributeName: longestName, comparedText: longestValue } = textLimits;

function checkAttribute(name: string, value: string, json: string): void {
  if (name.trim() === '' || name.length > longestName)
    throw new BadValue(`has a name that is blank, or longer than ${longestName} characters`, json);
  if (value.length > longestValue)
    throw new BadValue(
      `has under "${name}" a text of ${value.length} characters, and ${longestValue} are the most`,
      json,
    );
  readText(name);
  readText(value);
}

/** Reads a JSON object as texts by names: what is null or empty is left out, and a list or an object within it is its JSON. */
export const readAttributes: Reader = (json) => {
  const value = parseJson(json);
  if (!isRecord(value)) throw new BadValue('is no JSON object', json);
  const entries = withinDepth(() => Object.entries(value).map(([name, item]) => [name, textOf(item) ?? '']), json);
  const known = entries.filter(([, text]) => text !== '');
  if (known.length > mostNames) throw new BadValue(`has ${known.length} names, and ${mostNames} are the most`, json);
  for (const [name = '', text = ''] of known) checkAttribute(name, text, json);
  return JSON.stringify(Object.fromEntries(known));
};
