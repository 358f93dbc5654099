import { hasFieldLists, showsAllValues } from '../config/access/Role.js';
import { UserError } from '../lib/errors/UserError.js';
import type { DeclaredClass } from '../words/piiClasses.js';
import { PiiPolicy } from '../words/rights.js';
import type { Viewer } from './viewer.js';

/** What is known of how closely a value points at a person: its class, `NONE` where somebody has said that it does not, null where nobody has. */
export type KnownClass = DeclaredClass | null;

/** What becomes of values of a class for a viewer. */
export function policyOf({ role }: Pick<Viewer, 'role'>, known: KnownClass): PiiPolicy {
  if (known === 'NONE') return 'show';
  return known === null ? role.unclassified : role.pii[known];
}

/**
 * Whether a viewer may read every value, also those that nobody has classified, and no list of its role takes fields away: nothing that it
 * asks by needs a look.
 */
export const readsAllValues = ({ role }: Pick<Viewer, 'role'>): boolean => showsAllValues(role) && !hasFieldLists(role);

/** The refusal of what holds values of every class, for a viewer who may not read all of them. */
export const unreadable = ({ role }: Pick<Viewer, 'role'>, name: string): UserError =>
  new UserError(
    `"${name}" tells of values of every class: the role "${role.name}" may not read all of them.`,
    'VALUE_NOT_READABLE',
  );

/**
 * Refuses what would tell something of values that the viewer may not read: to filter, order, group, search or make a cursor by
 * them. Throws a `UserError` (`VALUE_NOT_READABLE`) that names the value and the place.
 */
export function checkUse({ role }: Pick<Viewer, 'role'>, known: KnownClass, name: string, path: string): void {
  if (policyOf({ role }, known) === PiiPolicy.show) return;
  const what = known === null || known === 'NONE' ? 'a value that nobody has classified' : `personal (${known})`;
  throw new UserError(
    `"${path}" asks by "${name}", which is ${what}: the role "${role.name}" may not read it, and so not ask by it.`,
    'VALUE_NOT_READABLE',
  );
}

/**
 * Refuses the same of values whose fields the lists of the role take away (`fields`). Throws a `UserError` (`VALUE_NOT_READABLE`) where they
 * are not left.
 */
export function checkLeft({ role }: Pick<Viewer, 'role'>, isLeft: boolean, name: string, path: string): void {
  if (isLeft) return;
  throw new UserError(
    `"${path}" asks by "${name}", which is not among the fields of the role "${role.name}": it may not read it, and so not ask by it.`,
    'VALUE_NOT_READABLE',
  );
}
