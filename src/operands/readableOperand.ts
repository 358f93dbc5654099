import { checkLeft, checkUse } from '../access/rights.js';
import { leavesField } from '../access/lists/fieldLists.js';
import type { Scope } from '../scope.js';
import type { Operand } from './operand.js';

/**
 * An operand that the viewer may ask by, which is one whose values it may read. Every operand over values of persons is made by this,
 * so that whatever is made of it, a condition, an order, a group, a measure or a cursor, tells nothing else. Throws a `UserError`
 * (`VALUE_NOT_READABLE`) that names the value and the place.
 */
export function readableOperand<O extends Pick<Operand, 'name' | 'pii' | 'fields'>>(
  { viewer }: Pick<Scope, 'viewer'>,
  operand: O,
  path: string,
): O {
  const { name, pii, fields = [] } = operand;
  checkUse(viewer, pii, name, path);
  checkLeft(
    viewer,
    fields.every((field) => leavesField(viewer.role, field)),
    name,
    path,
  );
  return operand;
}
