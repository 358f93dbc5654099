import type { Role } from '../config/access/Role.js';
import { didYouMean } from '../lib/text/nearNames.js';
import { printable } from '../lib/text/printable.js';
import { UserError } from '../lib/errors/UserError.js';

const listed = (names: Iterable<string>): string => [...names].map((name) => `"${name}"`).join(', ');

/** The role of a name. Throws a `UserError` (`UNKNOWN_ROLE`) that names those of the config. */
export function findRole(name: string | undefined, roles: ReadonlyMap<string, Role>): Role {
  const role = name === undefined ? undefined : roles.get(name);
  if (role !== undefined) return role;
  const known = `The config has ${listed(roles.keys())}.`;
  throw new UserError(
    name === undefined
      ? `A key needs a role, which says what it may see: add "--role NAME". ${known}`
      : `There is no role "${printable(name)}".${didYouMean(name, roles.keys())} ${known}`,
    'UNKNOWN_ROLE',
  );
}

/** The names that are given, each once; null where none is. Throws a `UserError` for one that the role does not have. */
function narrowed(
  role: Role,
  given: readonly string[],
  { what, own }: { readonly what: string; readonly own: readonly string[] | null },
): readonly string[] | null {
  const names = [...new Set(given.map((name) => name.trim()))];
  if (names.includes(''))
    throw new UserError(`The name of ${what === 'app' ? 'an app' : 'a brand'} is empty.`, 'NOT_OF_ROLE');
  const beyond = own === null ? undefined : names.find((name) => !own.includes(name));
  if (beyond !== undefined)
    throw new UserError(
      `The role "${role.name}" does not see the ${what} "${printable(beyond)}", and a key sees a part of its role at the most. ` +
        `The role has ${listed(own ?? [])}.`,
      'NOT_OF_ROLE',
    );
  return names.length === 0 ? null : names;
}

/** What a key is to see of the applications and brands of its role. Throws a `UserError` (`NOT_OF_ROLE`) for what the role does not see itself. */
export const checkRights = (
  role: Role,
  { apps = [], brands = [] }: { readonly apps?: readonly string[]; readonly brands?: readonly string[] },
): { readonly apps: readonly string[] | null; readonly brands: readonly string[] | null } => ({
  apps: narrowed(role, apps, { what: 'app', own: role.apps }),
  brands: narrowed(role, brands, { what: 'brand', own: role.brands }),
});
