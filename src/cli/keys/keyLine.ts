import type { ApiKey } from '../../access/keys/listKeys.js';
import { printable } from '../../lib/text/printable.js';

const named = (what: string, names: readonly string[] | null): string[] =>
  names === null ? [] : [`${what} ${names.map(printable).join(',')}`];

/** What has become of a key, with when. */
function stateOf({ state, revokedAt, expiresAt }: ApiKey): string {
  if (state === 'revoked') return `revoked ${revokedAt}`;
  return state === 'expired' ? `expired ${expiresAt}` : state;
}

/** A key on one line, without its secret: parts with tabs between. */
export const keyLine = (key: ApiKey, now: Date): string =>
  [
    printable(key.name),
    `role ${printable(key.role)}`,
    ...named('apps', key.apps),
    ...named('brands', key.brands),
    ...(key.mayWrite ? ['may write'] : []),
    key.prefix === null ? 'no prefix' : `${key.prefix}…`,
    `created ${key.createdAt}`,
    ...(key.state === 'expired' ? [] : [key.expiresAt === null ? 'never expires' : `expires ${key.expiresAt}`]),
    ...(key.oldSecretEndsAt !== null && key.state === 'valid' && Date.parse(key.oldSecretEndsAt) > now.getTime()
      ? [`old secret until ${key.oldSecretEndsAt}`]
      : []),
    key.lastUsedAt === null ? 'never used' : `used ${key.lastUsedAt}`,
    stateOf(key),
  ].join('\t');
