import { UserError } from '../lib/UserError.js';
import type { FilterTree } from './conditions.js';

const mostConditions = 500;
const mostDepth = 20;
const mostValues = 1000;

interface Found {
  conditions: number;
  attributes: boolean;
}

const tooLarge = (sentence: string): UserError => new UserError(sentence, 'FILTER_TOO_LARGE');

const isNull = (path: string): UserError =>
  new UserError(
    `"${path}" is null, which would ask for nothing in particular: leave it out, or ask for customers without a value ` +
      'with "isNull: true".',
  );

/** An object of operators, a range in it, or an attribute's name with its operators. */
function checkMembers(given: object, path: string, found: Found): void {
  const members = Object.entries(given);
  if (members.length === 0) throw new UserError(`"${path}" says nothing: give it an operator, or leave it out.`);
  for (const [name, value] of members) checkValue(value, `${path}.${name}`, found);
}

function checkValue(value: unknown, path: string, found: Found): void {
  if (value === null) throw isNull(path);
  if (Array.isArray(value)) checkList(value, path);
  else if (typeof value === 'object') {
    const isRange = path.endsWith('.between');
    if (!isRange) found.conditions += Object.keys(value as object).length;
    checkMembers(value as object, path, found);
  }
}

/** A list of values, or of conditions. */
function checkList(entries: readonly unknown[], path: string): void {
  if (entries.length > mostValues)
    throw tooLarge(`"${path}" has ${entries.length} entries, and ${mostValues} are the most.`);
}

function check(tree: FilterTree, path: string, depth: number, found: Found): void {
  if (depth > mostDepth) throw tooLarge(`"${path}" lies deeper than ${mostDepth} levels, which are the most.`);
  for (const [name, value] of Object.entries(tree)) {
    const at = `${path}.${name}`;
    if (value === null) throw isNull(at);
    if (Array.isArray(value)) checkList(value, at);
    if (name === 'not') check(value as FilterTree, at, depth + 1, found);
    else if (name === 'and' || name === 'or')
      (value as readonly FilterTree[]).forEach((branch, n) => check(branch, `${at}[${n}]`, depth + 1, found));
    else if (name === 'attributes') {
      found.attributes ||= (value as readonly object[]).length > 0;
      (value as readonly object[]).forEach((one, n) => checkMembers(one, `${at}[${n}]`, found));
    } else checkValue(value, at, found);
  }
  if (found.conditions > mostConditions)
    throw tooLarge(`"${path}" has more than ${mostConditions} conditions, which are the most.`);
}

/**
 * Checks the form of a filter: its size, and that nothing in it is null, so that a variable which is null never makes a
 * question wider. Says whether it names attributes, which are read on a day. Throws a `UserError` that names the place.
 */
export function checkFilter(filter: FilterTree, path = 'filter'): { readonly usesAttributes: boolean } {
  const found: Found = { conditions: 0, attributes: false };
  check(filter, path, 1, found);
  return { usesAttributes: found.attributes };
}
