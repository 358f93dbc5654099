import { hash, randomBytes } from 'node:crypto';
import type { Sql } from '../db/client.js';
import { printable } from '../lib/text/printable.js';
import { UserError } from '../lib/errors/UserError.js';
import { textLimits } from '../words/limits.js';

/** A key as it may be shown: without its secret. */
interface ApiKey {
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** ISO 8601, UTC; null while the key is valid. */
  readonly revokedAt: string | null;
  /** Whether its owner may change something, and not only read. */
  readonly mayWrite: boolean;
}

/** SHA-256 as lower-case hexadecimal digits. A key is 256 random bits: a slow hash would add nothing. */
export const hashKey = (secret: string): string => hash('sha256', secret, 'hex');

/** Controls, blanks other than the plain one, and what shows nothing: two names would look alike, or one like two lines of a list. */
const invisible = /[\p{C}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Z}/u;

function checkName(name: string): string {
  const trimmed = name.trim();
  if (trimmed === '') throw new UserError('A key needs a name, so that it can be told from others and revoked.');
  if (trimmed.length > textLimits.apiKeyName)
    throw new UserError(
      `A key's name has at most ${textLimits.apiKeyName} characters; this one has ${trimmed.length}.`,
    );
  const hidden = invisible.exec(trimmed)?.[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  if (hidden !== undefined)
    throw new UserError(
      `A key's name has no characters that cannot be seen; "${printable(trimmed)}" has U+${hidden}.`,
      'BAD_KEY_NAME',
    );
  return trimmed;
}

interface KeyOptions {
  /** Whether its owner may change something, and not only read. */
  readonly mayWrite?: boolean;
  /** Gives as many bytes as it is asked for. */
  readonly random?: (size: number) => Buffer;
}

/**
 * Makes a key and stores its hash only; the secret, `facet_` and 43 characters, is known to the caller alone.
 * Names are trimmed. Throws a `UserError` for a name that is empty, longer than 100 characters, used
 * before, or that holds what cannot be seen.
 * @param random gives so many random bytes
 * @param mayWrite whether its owner may change something, and not only read
 */
export async function createKey(
  client: Sql,
  name: string,
  now: Date,
  { mayWrite = false, random = randomBytes }: KeyOptions = {},
): Promise<string> {
  const trimmed = checkName(name);
  const secret = `facet_${random(32).toString('base64url')}`;
  const [made] = await client<{ name: string }[]>`
    insert into facet.api_clients (name, key_hash, may_write, created_at)
    values (${trimmed}, ${hashKey(secret)}, ${mayWrite}, ${now.toISOString()})
    on conflict (name) do nothing returning name`;
  if (made === undefined)
    throw new UserError(`There is a key named "${trimmed}" already, valid or revoked.`, 'KEY_EXISTS');
  return secret;
}

/** All keys, revoked ones too, by name. */
export const listKeys = (client: Sql): Promise<ApiKey[]> =>
  client<ApiKey[]>`
    select name, created_at as "createdAt", revoked_at as "revokedAt", may_write as "mayWrite" from facet.api_clients order by name collate "C"`;

/**
 * Ends a key; running servers refuse it at once (without `database.listen` within a second). Throws a `UserError` where no valid key has the name.
 */
export async function revokeKey(client: Sql, name: string, now: Date): Promise<void> {
  const [revoked] = await client<{ name: string }[]>`
    update facet.api_clients set revoked_at = ${now.toISOString()}
    where name = ${name.trim()} and revoked_at is null returning name`;
  if (revoked === undefined)
    throw new UserError(`There is no valid key named "${printable(name.trim())}".`, 'KEY_NOT_FOUND');
}

/** How many keys are valid. */
export async function countValidKeys(client: Sql): Promise<number> {
  const [counted] = await client<{ keys: number }[]>`
    select count(*)::int as keys from facet.api_clients where revoked_at is null`;
  return counted?.keys ?? 0;
}
