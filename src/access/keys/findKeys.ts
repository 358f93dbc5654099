import { sql } from 'drizzle-orm';
import type { Role } from '../../config/access/Role.js';
import type { Door } from '../../db/doorTypes.js';
import { anyOf } from '../../db/sql.js';
import { narrow } from '../narrow.js';
import type { Viewer } from '../viewer.js';

/** A key that was found by one of its secrets. */
export interface FoundKey {
  readonly clientId: number;
  readonly viewer: Viewer;
}

interface KeyRow {
  readonly hash: string;
  readonly oldHash: string | null;
  readonly clientId: number;
  readonly name: string;
  readonly role: string;
  readonly apps: readonly string[] | null;
  readonly brands: readonly string[] | null;
  readonly mayWrite: boolean;
  readonly expiresAt: string | null;
  readonly oldEndsAt: string | null;
}

interface FindOptions {
  /** The roles of the config, by name. */
  readonly roles: ReadonlyMap<string, Role>;
  /** Told of a key whose role the config does not have. */
  readonly onUnknownRole: (name: string, role: string) => void;
}

function viewerOf(row: KeyRow, role: Role, isOld: boolean): Viewer {
  const ends = [
    ...(row.expiresAt === null ? [] : [Date.parse(row.expiresAt)]),
    ...(isOld ? [row.oldEndsAt === null ? 0 : Date.parse(row.oldEndsAt)] : []),
  ];
  return {
    name: row.name,
    kind: 'client',
    ...(row.mayWrite && { mayWrite: true }),
    role,
    apps: narrow(role.apps, row.apps),
    brands: narrow(role.brands, row.brands),
    ...(ends.length > 0 && { expiresAt: Math.min(...ends) }),
  };
}

/**
 * Finds keys that are not revoked by the hashes of their secrets, the present one or the one before. Whether they have ended is for
 * the caller to see; those of roles that the config does not have are not found.
 */
export async function findKeys(
  db: Door,
  hashes: readonly string[],
  { roles, onUnknownRole }: FindOptions,
): Promise<ReadonlyMap<string, FoundKey>> {
  const rows = await db.query<KeyRow>(sql`
    select key_hash as hash, old_key_hash as "oldHash", client_id as "clientId", name, role, apps, brands,
      may_write as "mayWrite", expires_at as "expiresAt", old_key_ends_at as "oldEndsAt"
    from facet.api_clients
    where (${anyOf(sql`key_hash`, hashes)} or ${anyOf(sql`old_key_hash`, hashes)}) and revoked_at is null`);
  const found = new Map<string, FoundKey>();
  for (const row of rows) {
    const { hash, oldHash, clientId, name } = row;
    const role = roles.get(row.role);
    if (role === undefined) {
      onUnknownRole(name, row.role);
      continue;
    }
    found.set(hash, { clientId, viewer: viewerOf(row, role, false) });
    if (oldHash !== null) found.set(oldHash, { clientId, viewer: viewerOf(row, role, true) });
  }
  return found;
}
