import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { createRemoteJWKSet, customFetch, type FetchImplementation, type JWTVerifyGetKey } from 'jose';
import type { TokenIssuer } from '../../config/access/tokenKeys.js';
import { isJsonObject } from '../../lib/checks/isJsonObject.js';
import type { AccessLog } from '../AccessLog.js';
import { KeysUnavailable } from './KeysUnavailable.js';

/** The keys of an issuer, as they are now. */
export interface KeySet {
  /** Finds the key of a token. Rejects with `KeysUnavailable` where the keys cannot be had, and with an error of jose where none fits. */
  readonly find: JWTVerifyGetKey;
  /** Reads them now. Rejects with `KeysUnavailable`. */
  readonly reload: () => Promise<void>;
}

/** Milliseconds that an issuer has to answer. */
const timeout = 5000;
/** Milliseconds after which keys are read again in the background, and after which they count no longer. */
const [freshFor, usableFor] = [300_000, 600_000];
/** Milliseconds between two readings because of a key that is not known, and after one that failed. */
const [betweenUnknown, afterFailure] = [30_000, 5000];

async function textOf(place: string, [url, options]: Parameters<FetchImplementation>, file: string | undefined) {
  if (file !== undefined) return readFile(file, 'utf8');
  const response = await fetch(url, options);
  if (response.status !== 200) throw new Error(`${place} answers ${response.status}`);
  return response.text();
}

function checkKeys(text: string): void {
  const given: unknown = JSON.parse(text);
  if (!isJsonObject(given) || !Array.isArray(given['keys']) || !given['keys'].every(isJsonObject))
    throw new Error('it is no JWKS, which has a list of keys');
}

/**
 * Keeps the keys of an issuer: read when they are needed, again in the background, and for a key that is not known.
 * @param now milliseconds; never goes back
 */
export function createKeySet({ issuer, jwks, jwksFile }: TokenIssuer, log: AccessLog, now: () => number): KeySet {
  const place = jwks ?? jwksFile ?? '';
  let readAt = -Infinity;
  let failure: { readonly error: KeysUnavailable; readonly until: number } | undefined;
  const read: FetchImplementation = async (...request) => {
    // Who shows tokens of unknown keys does not have the issuer asked, and others wait, each time.
    if (failure !== undefined && now() < failure.until) throw failure.error;
    try {
      const text = await textOf(place, request, jwksFile);
      checkKeys(text);
      [readAt, failure] = [now(), undefined];
      return new Response(text);
    } catch (error) {
      const { message, cause } = error as Error;
      const reason = cause instanceof Error ? `${message}: ${cause.message}` : message;
      const unavailable = new KeysUnavailable(`The keys of ${issuer} cannot be read from ${place}: ${reason}.`);
      failure = { error: unavailable, until: now() + afterFailure };
      log.warn({ issuer }, unavailable.message);
      throw unavailable;
    }
  };
  const set = createRemoteJWKSet(jwks === undefined ? pathToFileURL(place) : new URL(jwks), {
    timeoutDuration: timeout,
    cooldownDuration: betweenUnknown,
    cacheMaxAge: usableFor,
    [customFetch]: read,
  });
  return {
    async find(header, token) {
      if (set.fresh && !set.reloading && now() - readAt > freshFor) void set.reload().catch(() => {});
      return set(header, token);
    },
    reload: () => set.reload(),
  };
}
