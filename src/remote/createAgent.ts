import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { createSecureContext } from 'node:tls';
import { UserError } from '../lib/errors/UserError.js';
import type { RemoteSettings } from './RemoteSettings.js';

/** Milliseconds after which a connection that nobody uses is closed. */
const idleMilliseconds = 30_000;

/** Connections to a remote subgraph, kept from one call to the next. Throws a `UserError` for a certificate or key that is none. */
export function createAgent({ name, url, concurrency, tls }: RemoteSettings): HttpAgent | HttpsAgent {
  const options = { keepAlive: true, noDelay: true, maxSockets: concurrency, timeout: idleMilliseconds };
  if (new URL(url).protocol === 'http:') return new HttpAgent(options);
  const secure = { minVersion: 'TLSv1.2', ...tls } as const;
  try {
    createSecureContext(secure);
  } catch {
    throw new UserError(
      `The certificates of the subgraph "${name}" (tls) cannot be used: one is no PEM, or the key is not its own.`,
    );
  }
  return new HttpsAgent({ ...options, ...secure });
}
