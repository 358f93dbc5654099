import type { Role } from '../config/access/Role.js';
import type { Door } from '../db/doorTypes.js';
import { UserError } from '../lib/errors/UserError.js';
import type { AccessLog } from './AccessLog.js';
import { createKeyCache } from './keys/createKeyCache.js';
import { createUseRecorder } from './keys/createUseRecorder.js';
import { findKeys, type FoundKey } from './keys/findKeys.js';
import { isSecret } from './keys/keySecret.js';
import type { TokenReader } from './tokens/createTokenReader.js';
import { anonymous, type Viewer } from './viewer.js';

/** Finds out who asks. */
export interface Authenticator {
  /**
   * Tells who asks by the `authorization` header; throws a `UserError` with code `UNAUTHENTICATED`, or `AUTHENTICATION_UNAVAILABLE`
   * where that cannot be told at present.
   */
  readonly viewerOf: (authorization: string | undefined) => Promise<Viewer>;
  /** Makes it look at every key again: keys have changed. */
  readonly invalidate: () => void;
  /** Writes down no more when keys were used. */
  readonly stop: () => void;
}

export interface AuthenticatorOptions {
  /** The roles of the config, by name. */
  readonly roles: ReadonlyMap<string, Role>;
  /** Whether notices tell of changed keys; a revoked one works for a second at the most where they do not. */
  readonly isFollowed: () => boolean;
  readonly log: AccessLog;
  /** Undefined where no tokens are taken. */
  readonly tokens?: TokenReader | undefined;
  /** Whether who shows nothing may ask too, and see everything. What is shown counts all the same. */
  readonly isOpen?: boolean;
  /** Milliseconds; never goes back. */
  readonly now?: () => number;
  /** Milliseconds since 1970, which say whether something has ended. */
  readonly clock?: () => number;
}

/** What is found of who may not ask. */
const nobody: Partial<FoundKey> = {};

/** Milliseconds between two lines of the log about the same key. */
const logEvery = 60_000;

/** Tells the log once a minute of each key that is of no use because of its role. */
function createRoleWarning(log: AccessLog, now: () => number) {
  const told = new Map<string, number>();
  return (name: string, role: string): void => {
    if (now() - (told.get(name) ?? -Infinity) < logEvery) return;
    told.set(name, now());
    log.warn({ client: name, role }, 'An API key is refused: its role is not in the config.');
  };
}

/**
 * Checks keys against `facet.api_clients`, and tokens by their issuers. The refusal is the same for a missing, malformed, unknown,
 * revoked and expired one. A key is found by the SHA-256 of its secret, so how long that takes tells nothing of other secrets.
 */
export function createAuthenticator(db: Door, options: AuthenticatorOptions): Authenticator {
  const { roles, isFollowed, log, tokens, isOpen = false } = options;
  const { now = () => performance.now(), clock = Date.now } = options;
  const onUnknownRole = createRoleWarning(log, now);
  const keys = createKeyCache({ find: (hashes) => findKeys(db, hashes, { roles, onUnknownRole }), isFollowed, now });
  const onError = (err: unknown): void => log.debug({ err }, 'When keys were used could not be written.');
  const uses = createUseRecorder(db, { onError, clock });
  const wanted =
    tokens === undefined
      ? 'a valid API key, in the header "authorization: Bearer facet_…"'
      : 'a valid API key or token, in the header "authorization: Bearer …"';
  const refusal = (): UserError => new UserError(`This needs ${wanted}.`, 'UNAUTHENTICATED');

  async function find(credentials: string): Promise<Partial<FoundKey>> {
    if (isSecret(credentials)) return (await keys.of(credentials)) ?? nobody;
    const viewer = await tokens?.viewerOf(credentials);
    return viewer === undefined ? nobody : { viewer };
  }

  return {
    async viewerOf(authorization) {
      if (authorization === undefined && isOpen) return anonymous;
      const [, credentials] = /^Bearer +([\w.-]+) *$/i.exec(authorization ?? '') ?? [];
      const { viewer, clientId } = credentials === undefined ? nobody : await find(credentials);
      // Also of what was looked up a while ago.
      if (viewer === undefined || (viewer.expiresAt ?? Infinity) <= clock()) throw refusal();
      if (clientId !== undefined) uses.note(clientId);
      return viewer;
    },
    invalidate: keys.invalidate,
    stop: uses.stop,
  };
}
