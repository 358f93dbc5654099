import { checkLength } from '../lib/checks/checkLength.js';
import { UserError } from '../lib/errors/UserError.js';
import { conditionOperators } from '../words/conditionOperators.js';
import { listLimits } from '../words/limits.js';
import { membersOf, nullGiven, type ConditionTree } from './conditionTree.js';
import { isOperator } from './givenOperators.js';

const { filterConditions: mostConditions, filterDepth: mostDepth, filterValues: mostValues } = listLimits;

interface Found {
  nodes: number;
  /** The names of leaves, with those of the trees that they lie in: `customer.city`, and `customer.attributes` where it has any. */
  readonly named: Set<string>;
  /** The leaves that are trees of their own. */
  readonly trees: readonly string[];
  /** The leaves that somebody else checks. */
  readonly others: readonly string[];
  readonly given: GivenLeaf[];
}

/** A leaf that a filter has, for somebody else to check. */
export interface GivenLeaf {
  readonly name: string;
  readonly given: unknown;
  readonly path: string;
}

/** The leaves of a filter that are no operators. */
interface OwnLeaves {
  /** Trees of their own, over what the rows belong to. */
  readonly trees?: readonly string[];
  /** What is checked elsewhere. */
  readonly others?: readonly string[];
}

const tooLarge = (sentence: string): UserError => new UserError(sentence, 'FILTER_TOO_LARGE');

/** Counts an operator, a branch of a tree or an entry of "attributes"; throws where there are too many, as soon as there are. */
function count(path: string, found: Found): void {
  found.nodes += 1;
  if (found.nodes > mostConditions)
    throw tooLarge(
      `The filter has more than ${mostConditions} conditions and branches, which are the most; "${path}" is one more.`,
    );
}

const takesRange = (name: string): boolean => isOperator(name) && conditionOperators[name].takes === 'range';

/** An object of operators, a range in it, or an attribute's name with its operators. */
function checkMembers(given: object, path: string, found: Found): void {
  const members = Object.entries(given);
  if (members.length === 0) throw new UserError(`"${path}" says nothing: give it an operator, or leave it out.`);
  for (const [name, value] of members) checkGiven(value, `${path}.${name}`, found, takesRange(name));
}

function checkOperators(given: object, path: string, found: Found): void {
  for (const name of Object.keys(given)) count(`${path}.${name}`, found);
  checkMembers(given, path, found);
}

function checkGiven(given: unknown, path: string, found: Found, isRange = false): void {
  if (given === null) throw nullGiven(path);
  if (Array.isArray(given)) checkLength(given, path, mostValues);
  else if (typeof given === 'object') (isRange ? checkMembers : checkOperators)(given, path, found);
}

function checkBranch(tree: ConditionTree, path: string, depth: number, found: Found, within: string): void {
  if (depth > mostDepth) throw tooLarge(`"${path}" lies deeper than ${mostDepth} levels, which are the most.`);
  count(path, found);
  if (Object.keys(tree).length === 0)
    throw new UserError(`"${path}" says nothing: give it a condition, or leave it out.`);
  checkTree(tree, path, depth, found, within);
}

function checkAttributes(entries: readonly object[], path: string, found: Found, within: string): void {
  checkLength(entries, path, mostValues);
  if (entries.length > 0) found.named.add(`${within}attributes`);
  entries.forEach((entry, n) => {
    count(`${path}[${n}]`, found);
    checkMembers(entry, `${path}[${n}]`, found);
  });
}

function checkLeaf(name: string, given: unknown, path: string, depth: number, found: Found, within: string): void {
  if (name === 'attributes') return checkAttributes(given as readonly object[], path, found, within);
  found.named.add(within + name);
  if (found.others.includes(name)) {
    count(path, found);
    found.given.push({ name, given, path });
    return;
  }
  if (!found.trees.includes(name)) return checkGiven(given, path, found);
  checkBranch(given as ConditionTree, path, depth + 1, found, `${within}${name}.`);
}

function checkTree(tree: ConditionTree, path: string, depth: number, found: Found, within: string): void {
  for (const member of membersOf(tree, path)) {
    if (member.kind === 'leaf') checkLeaf(member.name, member.given, member.path, depth, found, within);
    else {
      checkLength(member.branches, member.path, mostValues);
      for (const branch of member.branches) checkBranch(branch.tree, branch.path, depth + 1, found, within);
    }
  }
}

/**
 * Checks the form of a client's filter: its size, that nothing in it is null, so that a variable which is null never makes a
 * question wider, and that nothing below its top is empty. Says which leaves it names, and `attributes` where it has any, which those of
 * customers are read on a day for: `customer`, `customer.attributes`; and gives those that are checked elsewhere. Throws a `UserError`
 * that names the place.
 */
export function checkFilter(
  filter: ConditionTree,
  path = 'filter',
  { trees = [], others = [] }: OwnLeaves = {},
): { readonly named: ReadonlySet<string>; readonly given: readonly GivenLeaf[] } {
  const found: Found = { nodes: 0, named: new Set(), trees, others, given: [] };
  checkTree(filter, path, 1, found, '');
  return found;
}
