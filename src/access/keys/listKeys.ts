import type { Sql } from '../../db/client.js';

/** Whether a key is taken: only `valid` ones are. */
export type KeyState = 'valid' | 'revoked' | 'expired' | 'unknown role';

/** A key as it may be shown: without its secret. Instants are ISO 8601, UTC. */
export interface ApiKey {
  readonly name: string;
  readonly role: string;
  /** Null: all applications and brands of the role. */
  readonly apps: readonly string[] | null;
  readonly brands: readonly string[] | null;
  /** Whether its owner may change something, and not only read. */
  readonly mayWrite: boolean;
  /** The first characters of its secret; null of a key that was made before they were kept. */
  readonly prefix: string | null;
  readonly createdAt: string;
  /** Null: it does not end by itself. */
  readonly expiresAt: string | null;
  /** When the secret before the last rotation ends, or has ended; null where there is none. */
  readonly oldSecretEndsAt: string | null;
  /** To the minute; null: never. */
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
  readonly state: KeyState;
}

interface Known {
  readonly now: Date;
  /** The roles of the config, by name. */
  readonly roles: ReadonlyMap<string, unknown>;
}

function stateOf({ revokedAt, expiresAt, role }: Omit<ApiKey, 'state'>, { now, roles }: Known): KeyState {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt !== null && Date.parse(expiresAt) <= now.getTime()) return 'expired';
  return roles.has(role) ? 'valid' : 'unknown role';
}

/** All keys, those that are not taken any more too, by name. */
export async function listKeys(client: Sql, known: Known): Promise<ApiKey[]> {
  const rows = await client<Omit<ApiKey, 'state'>[]>`
    select name, role, apps, brands, may_write as "mayWrite", key_prefix as prefix, created_at as "createdAt",
      expires_at as "expiresAt", old_key_ends_at as "oldSecretEndsAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt"
    from facet.api_clients order by name collate "C"`;
  return rows.map((key) => ({ ...key, state: stateOf(key, known) }));
}

/** How many keys are taken. */
export const countValidKeys = async (client: Sql, known: Known): Promise<number> =>
  (await listKeys(client, known)).filter(({ state }) => state === 'valid').length;
