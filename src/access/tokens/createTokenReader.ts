import { hash } from 'node:crypto';
import { decodeJwt, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Role } from '../../config/access/Role.js';
import type { TokenIssuer } from '../../config/access/tokenKeys.js';
import { UserError } from '../../lib/errors/UserError.js';
import { noteLook } from '../../telemetry/cacheTally.js';
import type { AccessLog } from '../AccessLog.js';
import type { Viewer } from '../viewer.js';
import { createKeySet, type KeySet } from './createKeySet.js';
import { KeysUnavailable } from './KeysUnavailable.js';
import { TokenFault } from './TokenFault.js';
import { viewerOfClaims } from './viewerOfClaims.js';

/** Reads tokens (JWT) of the issuers that the config names. */
export interface TokenReader {
  /**
   * Who shows a token; undefined where it is refused, which the log is told the reason of. Throws a `UserError` of code
   * `AUTHENTICATION_UNAVAILABLE` where the keys of its issuer cannot be had.
   */
  readonly viewerOf: (token: string) => Promise<Viewer | undefined>;
}

interface TokenReaderOptions {
  /** The roles of the config, by name. */
  readonly roles: ReadonlyMap<string, Role>;
  readonly log: AccessLog;
  /** Milliseconds; never goes back. */
  readonly now?: () => number;
  /** Milliseconds since 1970, which say whether a token has ended. */
  readonly clock?: () => number;
}

interface Trusted {
  readonly issuer: TokenIssuer;
  readonly keys: KeySet;
}

/** Tokens that were checked and are not checked again for a while. */
const mostTokens = 10_000;

/** Reads a token of an issuer whose keys are known; rejects with why it is refused. */
async function read(
  token: string,
  { issuer, keys }: Trusted,
  { roles, now }: { readonly roles: ReadonlyMap<string, Role>; readonly now: number },
): Promise<Viewer> {
  const { issuer: name, audience, algorithms, clockToleranceSeconds: tolerance, maxAgeSeconds } = issuer;
  const { payload } = await jwtVerify(token, keys.find, {
    issuer: name,
    audience,
    algorithms,
    clockTolerance: tolerance,
    currentDate: new Date(now),
    requiredClaims: ['exp'],
    ...(maxAgeSeconds !== undefined && { maxTokenAge: maxAgeSeconds }),
  });
  const { exp = 0, iat } = payload;
  if (iat !== undefined && iat * 1000 > now + tolerance * 1000) throw new TokenFault('it was made in the future');
  const ends = Math.min(exp, maxAgeSeconds === undefined ? Infinity : (iat ?? 0) + maxAgeSeconds) + tolerance;
  return { ...viewerOfClaims(payload, issuer, roles), expiresAt: ends * 1000 };
}

function issuerIn(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

/** Opens the reader of tokens; the keys of all issuers are read. Throws a `UserError` for a file of keys that cannot be read. */
export async function createTokenReader(
  issuers: readonly TokenIssuer[],
  { roles, log, now = () => performance.now(), clock = Date.now }: TokenReaderOptions,
): Promise<TokenReader> {
  const trusted = new Map<string, Trusted>();
  for (const issuer of issuers) {
    const keys = createKeySet(issuer, log, now);
    trusted.set(issuer.issuer, { issuer, keys });
    // An issuer that is away for a moment does not keep the server from starting.
    const reading = keys.reload();
    if (issuer.jwks !== undefined) void reading.catch(() => {});
    else
      await reading.catch((error: Error) => {
        throw new UserError(error.message);
      });
  }
  const checked = new LRUCache<string, { readonly viewer: Viewer; readonly until: number }>({ max: mostTokens });
  const refuse = (reason: string): undefined => log.debug({ reason }, 'A token is refused.') as undefined;

  return {
    async viewerOf(token) {
      const hashed = hash('sha256', token, 'base64');
      const held = checked.get(hashed);
      const known = noteLook('tokens', held !== undefined && now() < held.until ? held : undefined);
      if (known !== undefined) return known.viewer;
      const one = trusted.get(issuerIn(token) ?? '');
      if (one === undefined) return refuse('it is no token of an issuer of access.tokens');
      try {
        const viewer = await read(token, one, { roles, now: clock() });
        const { cacheSeconds } = one.issuer;
        if (cacheSeconds > 0) checked.set(hashed, { viewer, until: now() + cacheSeconds * 1000 });
        return viewer;
      } catch (error) {
        if (!(error instanceof KeysUnavailable)) return refuse((error as Error).message);
        throw new UserError(
          'Whether the token is valid cannot be told at present, for the keys of its issuer cannot be had; ask again in a moment.',
          'AUTHENTICATION_UNAVAILABLE',
        );
      }
    },
  };
}
