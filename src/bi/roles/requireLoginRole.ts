import type { Role } from '../../config/access/Role.js';
import { UserError } from '../../lib/errors/UserError.js';
import { printable } from '../../lib/text/printable.js';
import { loginFault } from './roleFaults.js';

/** The role of the config of that name. Throws a `UserError` (`BI_ROLE_REFUSED`) for one that there is not, or that can have no login. */
export function requireLoginRole(roles: ReadonlyMap<string, Role>, name: string): Role {
  const role = roles.get(name);
  const fault = loginFault(role);
  if (role !== undefined && fault === undefined) return role;
  throw new UserError(`"${printable(name)}" can have no login for BI tools: ${fault}.`, 'BI_ROLE_REFUSED');
}
