import { UserError } from '../lib/UserError.js';
import type { FilterTree } from './conditions.js';

const mostConditions = 500;
const mostDepth = 20;
const mostValues = 1000;

interface Found {
  nodes: number;
  attributes: boolean;
}

const tooLarge = (sentence: string): UserError => new UserError(sentence, 'FILTER_TOO_LARGE');

const isNull = (path: string): UserError =>
  new UserError(
    `"${path}" is null, which would ask for nothing in particular: leave it out, or ask for what has no value ` +
      'with "isNull: true".',
  );

/** Counts an operator, a branch of a tree or an entry of "attributes"; throws where there are too many, as soon as there are. */
function count(path: string, found: Found): void {
  found.nodes += 1;
  if (found.nodes > mostConditions)
    throw tooLarge(
      `The filter has more than ${mostConditions} conditions and branches, which are the most; "${path}" is one more.`,
    );
}

/** An object of operators, a range in it, or an attribute's name with its operators. */
function checkMembers(given: object, path: string, found: Found): void {
  const members = Object.entries(given);
  if (members.length === 0) throw new UserError(`"${path}" says nothing: give it an operator, or leave it out.`);
  for (const [name, value] of members) checkValue(value, `${path}.${name}`, found);
}

function checkOperators(given: object, path: string, found: Found): void {
  for (const name of Object.keys(given)) count(`${path}.${name}`, found);
  checkMembers(given, path, found);
}

function checkValue(value: unknown, path: string, found: Found): void {
  if (value === null) throw isNull(path);
  if (Array.isArray(value)) checkList(value, path);
  else if (typeof value === 'object') {
    const isRange = path.endsWith('.between');
    (isRange ? checkMembers : checkOperators)(value as object, path, found);
  }
}

/** A list of values, or of conditions. */
function checkList(entries: readonly unknown[], path: string): void {
  if (entries.length > mostValues)
    throw tooLarge(`"${path}" has ${entries.length} entries, and ${mostValues} are the most.`);
}

function checkBranch(tree: FilterTree, path: string, depth: number, found: Found): void {
  if (depth > mostDepth) throw tooLarge(`"${path}" lies deeper than ${mostDepth} levels, which are the most.`);
  count(path, found);
  if (Object.keys(tree).length === 0)
    throw new UserError(`"${path}" says nothing: give it a condition, or leave it out.`);
  checkTree(tree, path, depth, found);
}

function checkAttributes(entries: readonly object[], path: string, found: Found): void {
  found.attributes ||= entries.length > 0;
  entries.forEach((entry, n) => {
    count(`${path}[${n}]`, found);
    checkMembers(entry, `${path}[${n}]`, found);
  });
}

function checkTree(tree: FilterTree, path: string, depth: number, found: Found): void {
  for (const [name, value] of Object.entries(tree)) {
    const at = `${path}.${name}`;
    if (value === null) throw isNull(at);
    if (Array.isArray(value)) checkList(value, at);
    if (name === 'not') checkBranch(value as FilterTree, at, depth + 1, found);
    else if (name === 'and' || name === 'or')
      (value as readonly FilterTree[]).forEach((branch, n) => checkBranch(branch, `${at}[${n}]`, depth + 1, found));
    else if (name === 'attributes') checkAttributes(value as readonly object[], at, found);
    else checkValue(value, at, found);
  }
}

/**
 * Checks the form of a filter: its size, that nothing in it is null, so that a variable which is null never makes a question
 * wider, and that nothing below its top is empty. Says whether it names attributes, which are read on a day. Throws a
 * `UserError` that names the place.
 */
export function checkFilter(filter: FilterTree, path = 'filter'): { readonly usesAttributes: boolean } {
  const found: Found = { nodes: 0, attributes: false };
  checkTree(filter, path, 1, found);
  return { usesAttributes: found.attributes };
}
