import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';

/** Who connects, and to which addresses it does. */
export interface Agents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
}

interface AgentsOptions {
  /** Whether connections to private addresses and this machine are made. */
  readonly allowPrivate: boolean;
  /** Certificates of authorities that are trusted in place of those that Node knows. */
  readonly ca?: string | undefined;
}

/** Connections that are kept from one request to the next; a name is resolved once for each, and the address it has is what is checked. */
export function createAgents({ allowPrivate, ca }: AgentsOptions): Agents {
  const options = { keepAlive: true, maxSockets: 4 };
  const secure = { ...options, ...(ca !== undefined && { ca }) };
  return allowPrivate
    ? { http: new HttpAgent(options), https: new HttpsAgent(secure) }
    : { http: new RequestFilteringHttpAgent(options), https: new RequestFilteringHttpsAgent(secure) };
}

/** Ends the connections. */
export function closeAgents({ http, https }: Agents): void {
  http.destroy();
  https.destroy();
}
