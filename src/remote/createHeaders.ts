import { validateHeaderName, validateHeaderValue } from 'node:http';
import { context, propagation } from '@opentelemetry/api';
import { UserError } from '../lib/errors/UserError.js';
import { packageVersion } from '../lib/process/packageRoot.js';
import { connectionHeaders } from '../words/errors/connections.js';
import { createToken } from './createToken.js';
import type { RemoteAsked } from './Remote.js';
import type { RemoteSettings } from './RemoteSettings.js';

/** Throws a `UserError` that names a header which cannot be sent, and never its value. */
function checkHeader(subgraph: string, name: string, value: string): void {
  if (connectionHeaders.has(name.toLowerCase()))
    throw new UserError(
      `The header "${name}" of the subgraph "${subgraph}" cannot be set or forwarded: it belongs to the connection.`,
    );
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  } catch {
    throw new UserError(`The header "${name}" of the subgraph "${subgraph}" cannot be sent as HTTP.`);
  }
}

/**
 * Makes the headers of calls: those that never change, those of the client's request that are named, the id of the request, the
 * milliseconds that are left, the trace where there is one, and the token where there is one. Throws a `UserError` for settings that cannot be sent.
 */
export function createHeaders({
  name: subgraph,
  headers: { forward, set },
  token,
}: RemoteSettings): (asked: RemoteAsked, milliseconds: number) => Promise<Readonly<Record<string, string>>> {
  const forwarded = forward.map((name) => name.toLowerCase());
  for (const name of forwarded) checkHeader(subgraph, name, '');
  for (const [name, value] of Object.entries(set)) checkHeader(subgraph, name, value);
  const given = Object.fromEntries(Object.entries(set).map(([name, value]) => [name.toLowerCase(), value]));
  const fixed = {
    accept: 'application/graphql-response+json, application/json;q=0.9',
    'accept-encoding': 'gzip',
    'content-type': 'application/json',
    'user-agent': `facet-gateway/${packageVersion}`,
  };
  const tokenOf = token === undefined ? undefined : createToken(subgraph, token);
  return async (asked, milliseconds) => {
    const headers: Record<string, string> = { ...fixed };
    for (const name of forwarded) {
      const value = asked.headers[name];
      if (value !== undefined) headers[name] = typeof value === 'string' ? value : value.join(', ');
    }
    Object.assign(headers, given);
    headers['x-request-id'] = asked.requestId;
    headers['x-request-timeout-ms'] = String(Math.max(1, Math.floor(milliseconds)));
    // The trace that the call belongs to, where an SDK traces.
    propagation.inject(context.active(), headers);
    if (tokenOf !== undefined) headers['authorization'] = `Bearer ${await tokenOf(asked)}`;
    return headers;
  };
}
