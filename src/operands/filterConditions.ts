import type { SQL } from 'drizzle-orm';
import { comparisons } from '../conditions/comparisons.js';
import { treeConditions, type ConditionTree } from '../conditions/conditionTree.js';
import type { Operators } from '../words/conditionOperators.js';
import type { Operand } from './operand.js';

/** What a filter says of one attribute: the branch of its kind. */
export interface AttributeCondition {
  readonly name: string;
  readonly [kind: string]: unknown;
}

/** What the names in a filter stand for. */
export interface Operands {
  readonly column: (name: string, path: string) => Operand;
  readonly attribute: (name: string, path: string) => Operand;
  /** The operators that an attribute's condition has for its kind; a `UserError` where they are for another. */
  readonly branch: (operand: Operand, condition: AttributeCondition, path: string) => Operators;
  /** What names stand for in the leaves that are filters of their own, such as one of customers in one of orders. */
  readonly trees?: Readonly<Record<string, Operands>>;
  /** The conditions of leaves that are no operators, by their names. */
  readonly others?: Readonly<Record<string, (given: unknown, path: string) => SQL>>;
}

function attributeConditions(operands: Operands, condition: AttributeCondition, path: string): SQL[] {
  const operand = operands.attribute(condition.name, path);
  return comparisons(operand, operands.branch(operand, condition, path), path);
}

function leafConditions(operands: Operands, name: string, given: unknown, path: string): SQL[] {
  if (name === 'attributes')
    return (given as readonly AttributeCondition[]).flatMap((condition, n) =>
      attributeConditions(operands, condition, `${path}[${n}]`),
    );
  const other = operands.others?.[name];
  if (other !== undefined) return [other(given, path)];
  const tree = operands.trees?.[name];
  return tree === undefined
    ? comparisons(operands.column(name, path), given as Operators, path)
    : filterConditions(given as ConditionTree, tree, path);
}

/** A checked filter (see `checkFilter`) over columns and attributes as the conditions that must all hold. */
export const filterConditions = (filter: ConditionTree, operands: Operands, path = 'filter'): SQL[] =>
  treeConditions(filter, (name, given, at) => leafConditions(operands, name, given, at), path);
