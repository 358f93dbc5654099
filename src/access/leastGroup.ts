import { UserError } from '../lib/errors/UserError.js';
import { plural } from '../lib/text/plural.js';
import type { Viewer } from './viewer.js';

type Asking = Pick<Viewer, 'role'>;

/** Whether a viewer is told of groups of every size. */
export const seesSmallGroups = ({ role }: Asking): boolean => role.leastGroup <= 1;

/** Whether a viewer may be told that a group has so many customers: also that there are none is not told of a small one. */
export const isTold = ({ role }: Asking, customers: number): boolean =>
  role.leastGroup <= 1 || customers >= role.leastGroup;

/**
 * How many customers there are of something, for a viewer who may be told. Throws a `UserError` (`GROUP_TOO_SMALL`) where there are
 * fewer than its role has to be told of, or none: the refusal does not say which.
 */
export function toldCount({ role }: Asking, customers: number, name: string): number {
  if (isTold({ role }, customers)) return customers;
  throw new UserError(
    `"${name}" is of fewer than ${plural(role.leastGroup, 'customer')}, which the role "${role.name}" is not told of.`,
    'GROUP_TOO_SMALL',
  );
}

/** Refuses what could tell of small groups in more than one way. Throws a `UserError` (`GROUP_TOO_SMALL`). */
export function refuseForLeast({ role }: Asking, name: string): void {
  if (seesSmallGroups({ role })) return;
  throw new UserError(
    `"${name}" could tell of fewer than ${plural(role.leastGroup, 'customer')}, and the role "${role.name}" is not told of so few.`,
    'GROUP_TOO_SMALL',
  );
}
