import { UserError } from '../lib/errors/UserError.js';
import type { ValueKind } from '../words/dataTypes.js';
import { PiiPolicy } from '../words/rights.js';
import { maskedAs, maskedValue } from './masks.js';
import { policyOf, type KnownClass } from './rights.js';
import { leavesAttribute } from './lists/fieldLists.js';
import type { Viewer } from './viewer.js';

/** What becomes of a value in an answer. */
interface ShownValue {
  readonly value: string | null;
  /** Whether another value may stand in its place. */
  readonly isMasked: boolean;
}

/** A value of a person whose class is known when it is asked, not by the schema. */
interface AskedOf {
  readonly kind: ValueKind;
  readonly pii: KnownClass;
  /** The name by which it was asked for. */
  readonly name: string;
}

/** Throws a `UserError` (`VALUE_NOT_READABLE`) where a viewer's role refuses those who ask for a value of the class. */
export function checkRead({ role }: Pick<Viewer, 'role'>, pii: KnownClass, name: string): void {
  if (policyOf({ role }, pii) !== PiiPolicy.refuse) return;
  throw new UserError(
    `"${name}" is ${pii === null ? 'a value that nobody has classified' : `personal (${pii})`}: the role "${role.name}" may not read it.`,
    'VALUE_NOT_READABLE',
  );
}

/** Throws a `UserError` (`VALUE_NOT_READABLE`) where the lists of a viewer's role take an attribute away, by the names of its fields. */
export function checkListed({ role }: Pick<Viewer, 'role'>, fields: readonly string[], name: string): void {
  if (leavesAttribute(role, fields)) return;
  throw new UserError(
    `"${name}" is not among the fields of the role "${role.name}": it may not read it.`,
    'VALUE_NOT_READABLE',
  );
}

/** A text as a viewer may see it, by the class of its values. Throws as `checkRead`. */
export function shownValue(
  viewer: Pick<Viewer, 'role'>,
  { kind, pii, name }: AskedOf,
  value: string | null,
): ShownValue {
  const policy = policyOf(viewer, pii);
  if (policy === PiiPolicy.show) return { value, isMasked: false };
  if (policy === PiiPolicy.mask) {
    return { value: maskedValue(kind, maskedAs(pii), value) as string | null, isMasked: true };
  }
  if (policy === PiiPolicy.hide) return { value: null, isMasked: false };
  checkRead(viewer, pii, name);
  return { value: null, isMasked: false };
}
