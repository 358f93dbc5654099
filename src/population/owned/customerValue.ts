import { sql } from 'drizzle-orm';
import { columnOfEnum } from '../../operands/customerColumns.js';
import type { Operands } from '../../operands/filterConditions.js';
import type { Operand } from '../../operands/operand.js';
import { attributeOperand, columnOperand, customerOperands } from '../../operands/operands.js';
import type { Scope } from '../../scope.js';
import type { AskedValue } from '../groups/askedGroups.js';

type Others = NonNullable<Operands['others']>;

/** An operand of what rows belong to, with the name of that before its own. */
export const ofOwner = (owner: string, operand: Operand): Operand => ({ ...operand, name: `${owner}.${operand.name}` });

/** What a name of the customer of a row stands for on a day; undefined where the row's own is meant, or another's. */
export function customerValue(
  scope: Scope,
  { customerColumn, customerAttribute }: AskedValue,
  day: string | null,
  path: string,
): Operand | undefined {
  if (customerColumn != null)
    return ofOwner('customer', { ...columnOperand(scope, columnOfEnum(customerColumn), path), nullable: true });
  if (customerAttribute != null) return ofOwner('customer', attributeOperand(scope, customerAttribute, day, path));
  return undefined;
}

/** Conditions on a customer who is known: of one who is not, what was never done is not known either. */
const ofKnown = (others: Others): Others =>
  Object.fromEntries(
    Object.entries(others).map(([name, conditionOf]) => [
      name,
      (given, path) => sql`(c.customer_id is not null and ${conditionOf(given, path)})`,
    ]),
  );

/** What names stand for in filters of the customers of rows on a day, with what is said of them in the words of segments. */
export const ownerOperands = (scope: Scope, day: string | null, others: Others): Operands =>
  customerOperands(scope, day, ofKnown(others));
