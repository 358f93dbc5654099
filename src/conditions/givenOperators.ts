import {
  conditionOperators,
  type ArgumentOf,
  type ConditionOperator,
  type Operators,
} from '../words/conditionOperators.js';
import { nullGiven } from './conditionTree.js';

/** An operator with its argument, and where it stands, for sentences. */
interface GivenOperator<Value, Ordered> {
  readonly operator: ConditionOperator;
  readonly argument: ArgumentOf<ConditionOperator, Value, Ordered>;
  readonly path: string;
}

/** Whether there is an operator of a name. */
export const isOperator = (name: string): name is ConditionOperator => Object.hasOwn(conditionOperators, name);

/**
 * The operators that a condition has, with their arguments. Throws a `UserError`, naming the path, for a null, and a
 * `TypeError` for an operator that there is not.
 */
export function givenOperators<Value, Ordered>(
  given: Operators<Value, Ordered>,
  path: string,
): GivenOperator<Value, Ordered>[] {
  return Object.keys(given).flatMap((operator) => {
    const at = `${path}.${operator}`;
    if (!isOperator(operator)) throw new TypeError(`"${at}" is not an operator`);
    const argument = given[operator];
    if (argument === undefined) return [];
    if (argument === null) throw nullGiven(at);
    return [{ operator, argument, path: at }];
  });
}
