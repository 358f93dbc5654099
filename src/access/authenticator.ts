import { LRUCache } from 'lru-cache';
import type { Sql } from '../db/client.js';
import { UserError } from '../lib/UserError.js';
import { hashKey } from './keys.js';
import type { Viewer } from './viewer.js';

const refusal = (): UserError =>
  new UserError('This needs a valid API key, in the header "authorization: Bearer facet_…".', 'UNAUTHENTICATED');

/** Tells who asks by the `authorization` header; throws a `UserError` with code `UNAUTHENTICATED`. */
type Authenticator = (authorization: string | undefined) => Promise<Viewer>;

/**
 * Checks keys against `facet.api_clients`. An answer, good or bad, is kept for 10 seconds (1,000 at most): that long a
 * revoked key may still work, and a new one not yet if it was tried before it was made. The refusal is the same for a
 * missing, malformed, unknown and revoked key.
 * @param now milliseconds; never goes back
 */
export function createAuthenticator(sql: Sql, now: () => number = () => performance.now()): Authenticator {
  const known = new LRUCache<string, { viewer: Viewer | undefined }>({
    max: 1000,
    ttl: 10_000,
    ttlResolution: 0,
    perf: { now },
  });

  async function find(hash: string): Promise<Viewer | undefined> {
    const [client] = await sql<{ name: string }[]>`
      select name from facet.api_clients where key_hash = ${hash} and revoked_at is null`;
    return client && { name: client.name, kind: 'client' };
  }

  return async (authorization) => {
    const [, secret] = /^Bearer +(facet_[\w-]{43}) *$/i.exec(authorization ?? '') ?? [];
    if (secret === undefined) throw refusal();
    const hash = hashKey(secret);
    const kept = known.get(hash);
    const viewer = kept ? kept.viewer : await find(hash);
    if (!kept) known.set(hash, { viewer });
    if (viewer === undefined) throw refusal();
    return viewer;
  };
}
