import type { IncomingHttpHeaders } from 'node:http';
import { allowsOrigin } from './cors.js';
import { HttpRefusal } from '../errors/HttpRefusal.js';

/** Only a request that a browser asks leave for (preflight) can carry one of these. */
const isPreflighted = (headers: IncomingHttpHeaders): boolean =>
  headers['apollo-require-preflight'] !== undefined ||
  headers['x-apollo-operation-name'] !== undefined ||
  /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '');

function isForeign({ origin, host, 'sec-fetch-site': site }: IncomingHttpHeaders): boolean {
  if (site === 'cross-site' || site === 'same-site') return true;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host?.toLowerCase();
}

/**
 * Refuses what a foreign web page can make a browser send without asking for leave first.
 *
 * Facet never uses cookies, so the only authority a page could borrow is the place of the browser: a keyless server on
 * its own machine. There browsers always send `Sec-Fetch-Site`. A page could not read the answer (CORS headers are
 * sent to the `origins` alone that may), but it could cause load. Apollo's own check refuses every plain GET instead, of
 * `curl` and BI tools too, which GraphQL over HTTP does not allow for.
 */
export function refuseForeignPages(headers: IncomingHttpHeaders, origins: readonly string[]): void {
  if (!isForeign(headers) || isPreflighted(headers) || allowsOrigin(origins, headers.origin)) return;
  const message =
    'This request comes from another web site. Send it with the header "apollo-require-preflight: true" if that is meant.';
  throw new HttpRefusal('CSRF_BLOCKED', message);
}
