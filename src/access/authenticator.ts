import { sql } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import type { Door } from '../db/door.js';
import { UserError } from '../lib/errors/UserError.js';
import { hashKey } from './keys.js';
import { fullRole } from '../config/access/Role.js';
import type { Viewer } from './viewer.js';

const refusal = (): UserError =>
  new UserError('This needs a valid API key, in the header "authorization: Bearer facet_…".', 'UNAUTHENTICATED');

/** Finds out who asks. */
export interface Authenticator {
  /** Tells who asks by the `authorization` header; throws a `UserError` with code `UNAUTHENTICATED`. */
  readonly viewerOf: (authorization: string | undefined) => Promise<Viewer>;
  /** Makes it look at every key again: keys have changed. */
  readonly invalidate: () => void;
}

interface AuthenticatorOptions {
  /** Milliseconds that an answer is cached, good or bad: so long a revoked key may work where `invalidate` is not called. */
  readonly timeToLive: number;
  /** Milliseconds; never goes back. */
  readonly now?: () => number;
}

/**
 * Checks keys against `facet.api_clients`; 1,000 answers are cached at most. The refusal is the same for a missing, malformed,
 * unknown and revoked key.
 */
export function createAuthenticator(db: Door, options: AuthenticatorOptions): Authenticator {
  const { timeToLive, now = () => performance.now() } = options;
  const cache = new LRUCache<string, { viewer: Viewer | undefined }>({
    max: 1000,
    ttl: timeToLive,
    ttlResolution: 0,
    perf: { now },
  });
  let age = 0;

  async function find(hash: string): Promise<Viewer | undefined> {
    const [client] = await db.query<{ name: string; mayWrite: boolean }>(sql`
      select name, may_write as "mayWrite" from facet.api_clients where key_hash = ${hash} and revoked_at is null`);
    if (client === undefined) return undefined;
    const { name, mayWrite } = client;
    return { name, kind: 'client', ...(mayWrite && { mayWrite }), role: fullRole, apps: null, brands: null };
  }

  return {
    async viewerOf(authorization) {
      const [, secret] = /^Bearer +(facet_[\w-]{43}) *$/i.exec(authorization ?? '') ?? [];
      if (secret === undefined) throw refusal();
      const hash = hashKey(secret);
      const cached = cache.get(hash);
      const [ageBefore, start] = [age, now()];
      const viewer = cached ? cached.viewer : await find(hash);
      // What was read before a change is not cached.
      if (!cached && age === ageBefore) cache.set(hash, { viewer }, { start });
      if (viewer === undefined) throw refusal();
      return viewer;
    },
    invalidate() {
      age += 1;
      cache.clear();
    },
  };
}
