import { fullRoleName } from '../../words/rights.js';
import type { Sql } from '../../db/client.js';
import { printable } from '../../lib/text/printable.js';
import { UserError } from '../../lib/errors/UserError.js';
import { checkKeyName } from './checkKeyName.js';
import { makeSecret, type RandomBytes } from './keySecret.js';

/** What a key may see and do. */
export interface KeyRights {
  /** Whether its owner may change something, and not only read. */
  readonly mayWrite?: boolean;
  /** A role of the config; the one that sees everything unless told. */
  readonly role?: string;
  /** What it sees of the applications and brands of its role; null, or left out: all of them. */
  readonly apps?: readonly string[] | null;
  readonly brands?: readonly string[] | null;
  /** Null, or left out: it does not end by itself. */
  readonly expiresAt?: Date | null;
}

interface NewKey extends KeyRights {
  readonly random?: RandomBytes;
}

/**
 * Makes a key and stores its hash only; the secret, `facet_` and 43 characters, is known to the caller alone.
 * Names are trimmed. Throws a `UserError` for a name that is empty, longer than 100 characters, used
 * before, or that holds what cannot be seen. What it may see is not checked: see `checkRights`.
 */
export async function createKey(client: Sql, name: string, now: Date, given: NewKey = {}): Promise<string> {
  const { mayWrite = false, role = fullRoleName, apps = null, brands = null, expiresAt = null, random } = given;
  const trimmed = checkKeyName(name);
  const { secret, hash, prefix } = makeSecret(random);
  const [made] = await client<{ name: string }[]>`
    insert into facet.api_clients (name, key_hash, key_prefix, role, apps, brands, may_write, created_at, expires_at)
    values (${trimmed}, ${hash}, ${prefix}, ${role}, ${apps as string[] | null}, ${brands as string[] | null}, ${mayWrite},
      ${now.toISOString()}, ${expiresAt?.toISOString() ?? null})
    on conflict (name) do nothing returning name`;
  if (made === undefined)
    throw new UserError(`There is a key named "${trimmed}" already, valid or revoked.`, 'KEY_EXISTS');
  return secret;
}

const notFound = (name: string): UserError =>
  new UserError(`There is no valid key named "${printable(name)}".`, 'KEY_NOT_FOUND');

interface Rotation {
  /** Milliseconds that the secret in force goes on working. */
  readonly overlap: number;
  /** When the key ends by itself from now on, null: never; left out: as before. */
  readonly expiresAt?: Date | null;
  readonly random?: RandomBytes;
}

/**
 * Gives a key another secret, which is returned; the one in force goes on for the overlap, and one before that ends. Throws a
 * `UserError` where no key that is not revoked has the name, and for one that has expired, unless it is told when it ends now.
 */
export async function rotateKey(client: Sql, name: string, now: Date, rotation: Rotation): Promise<string> {
  const { overlap, expiresAt, random } = rotation;
  const trimmed = name.trim();
  const [instant, oldEnds] = [now.toISOString(), new Date(now.getTime() + overlap).toISOString()];
  const { secret, hash, prefix } = makeSecret(random);
  const keepsEnd = expiresAt === undefined;
  // What has expired is not revived: the old secret ends when it would have.
  const [rotated] = await client<{ name: string }[]>`
    update facet.api_clients set key_hash = ${hash}, key_prefix = ${prefix}, old_key_hash = key_hash,
      old_key_ends_at = least(${oldEnds}::timestamptz, expires_at),
      expires_at = case when ${keepsEnd} then expires_at else ${expiresAt?.toISOString() ?? null}::timestamptz end
    where name = ${trimmed} and revoked_at is null and (not ${keepsEnd} or expires_at is null or expires_at > ${instant}::timestamptz)
    returning name`;
  if (rotated !== undefined) return secret;
  const [expired] = await client<{ at: string }[]>`
    select expires_at as at from facet.api_clients where name = ${trimmed} and revoked_at is null`;
  if (expired === undefined) throw notFound(trimmed);
  throw new UserError(
    `The key "${printable(trimmed)}" has expired on ${expired.at}: say with "--expires" when it ends from now on.`,
    'KEY_EXPIRED',
  );
}

/**
 * Ends a key with all its secrets; running servers refuse it at once (without `database.listen` within a second). Throws a
 * `UserError` where no key that is not revoked has the name.
 */
export async function revokeKey(client: Sql, name: string, now: Date): Promise<void> {
  const [revoked] = await client<{ name: string }[]>`
    update facet.api_clients set revoked_at = ${now.toISOString()}
    where name = ${name.trim()} and revoked_at is null returning name`;
  if (revoked === undefined) throw notFound(name.trim());
}
