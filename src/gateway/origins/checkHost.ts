import { HttpRefusal } from '../errors/HttpRefusal.js';

/** The host name of a `Host` header in lower case: `localhost` of `LocalHost:4000`, `[::1]` of `[::1]:4000`. */
function hostName(host: string): string | undefined {
  return /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/i.exec(host)?.[1]?.toLowerCase();
}

/**
 * Refuses a bad `Host` header, and one that is not in `allowed` (names in lower case without a port; undefined for any):
 * a web page whose name was pointed at this machine (DNS rebinding) counts as same-origin for its browser.
 */
export function checkHost(host: string | undefined, allowed: readonly string[] | undefined): void {
  const name = hostName(host ?? '');
  if (name === undefined) throw new HttpRefusal('BAD_REQUEST', 'The request has no valid Host header.');
  if (allowed === undefined || allowed.includes(name)) return;
  const message = `This server answers to ${allowed.join(', ')} only, not to "${name}".`;
  throw new HttpRefusal('HOST_NOT_ALLOWED', message);
}
