import { sql, type SQL } from 'drizzle-orm';
import { comparisons, type Operators } from './comparison.js';
import type { Operand } from './operand.js';

/** What a filter says of one attribute: the branch of its kind. */
export interface AttributeCondition {
  readonly name: string;
  readonly [kind: string]: unknown;
}

/** A filter: conditions on columns and attributes, and other filters; all that is given must hold. */
export interface FilterTree {
  readonly and?: readonly FilterTree[] | null | undefined;
  readonly or?: readonly FilterTree[] | null | undefined;
  readonly not?: FilterTree | null | undefined;
  readonly attributes?: readonly AttributeCondition[] | null | undefined;
  readonly [column: string]: unknown;
}

/** What the names in a filter stand for. */
export interface Operands {
  readonly column: (name: string) => Operand;
  readonly attribute: (name: string) => Operand;
  /** The operators that an attribute's condition has for its kind; a `UserError` where they are for another. */
  readonly branch: (operand: Operand, condition: AttributeCondition, path: string) => Operators;
}

/** All of the conditions; true where there is none. */
export const allOf = (conditions: readonly SQL[]): SQL => {
  const [only] = conditions;
  if (only === undefined) return sql`true`;
  return conditions.length === 1 ? only : sql`(${sql.join([...conditions], sql` and `)})`;
};

/** Any of the conditions; false where there is none. */
export const anyOfThem = (conditions: readonly SQL[]): SQL => {
  const [only] = conditions;
  if (only === undefined) return sql`false`;
  return conditions.length === 1 ? only : sql`(${sql.join([...conditions], sql` or `)})`;
};

function attributeConditions(operands: Operands, condition: AttributeCondition, path: string): SQL[] {
  const operand = operands.attribute(condition.name);
  return comparisons(operand, operands.branch(operand, condition, path), path);
}

/**
 * A checked filter (see `checkFilter`) as the conditions that must all hold. Where one does not hold it is false or null;
 * `not` counts both as "does not hold", so it is the exact complement. That is the same as making each comparison true or
 * false first, because `and` and `or` are true for the same customers either way, and it leaves the comparisons to indexes.
 */
export function conditions(filter: FilterTree, operands: Operands, path = 'filter'): SQL[] {
  return Object.entries(filter).flatMap(([name, value]) => {
    const at = `${path}.${name}`;
    const branches = (): SQL[] =>
      (value as readonly FilterTree[]).map((branch, n) => allOf(conditions(branch, operands, `${at}[${n}]`)));
    switch (name) {
      case 'and':
        return branches();
      case 'or':
        return [anyOfThem(branches())];
      case 'not':
        return [sql`(${allOf(conditions(value as FilterTree, operands, at))}) is not true`];
      case 'attributes':
        return (value as readonly AttributeCondition[]).flatMap((condition, n) =>
          attributeConditions(operands, condition, `${at}[${n}]`),
        );
      default:
        return comparisons(operands.column(name), value as Operators, at);
    }
  });
}
