import type { Role } from '../../config/access/Role.js';
import type { TokenIssuer } from '../../config/access/tokenKeys.js';
import { hasInvisible } from '../keys/checkKeyName.js';
import { narrow } from '../narrow.js';
import type { Viewer } from '../viewer.js';
import { propertyAt } from '../../lib/checks/propertyAt.js';
import { namesAt, wordsAt } from './claims.js';
import { TokenFault } from './TokenFault.js';

type Claims = Readonly<Record<string, unknown>>;

/** Characters of the name of who asks, which stands in the log. */
const longestName = 200;

function nameOf(claims: Claims, path: readonly string[]): string {
  const name = propertyAt(claims, path);
  if (typeof name !== 'string' || name.trim() === '' || name.length > longestName || hasInvisible(name))
    throw new TokenFault(
      `its claim "${path.join('.')}" is no name of at most ${longestName} characters that can be seen`,
    );
  return name;
}

/** The one role that the words of a claim stand for; words that stand for none do not count. */
function roleOf(claims: Claims, issuer: TokenIssuer, roles: ReadonlyMap<string, Role>): Role {
  const { claims: at, roles: meanings } = issuer;
  const words = wordsAt(claims, at.role);
  const names = new Set(words.filter((word) => Object.hasOwn(meanings, word)).map((word) => meanings[word] ?? ''));
  const [name = ''] = names;
  const role = roles.get(name);
  if (names.size > 1) throw new TokenFault(`it has more than one role: ${[...names].join(', ')}`);
  if (role === undefined) throw new TokenFault(`its claim "${at.role.join('.')}" stands for no role`);
  return role;
}

/**
 * Who shows a token whose signature and times have been checked, by its claims. A token without exactly one role, or without a claim
 * that the config names, is refused with a `TokenFault`.
 */
export function viewerOfClaims(claims: Claims, issuer: TokenIssuer, roles: ReadonlyMap<string, Role>): Viewer {
  const { name, apps, brands, write } = issuer.claims;
  const role = roleOf(claims, issuer, roles);
  return {
    name: nameOf(claims, name),
    kind: 'token',
    issuer: issuer.issuer,
    ...(write !== undefined && propertyAt(claims, write) === true && { mayWrite: true }),
    role,
    apps: apps === undefined ? role.apps : narrow(role.apps, namesAt(claims, apps)),
    brands: brands === undefined ? role.brands : narrow(role.brands, namesAt(claims, brands)),
  };
}
