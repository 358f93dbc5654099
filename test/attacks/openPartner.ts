import type { OutgoingHttpHeaders } from 'node:http';
import { pino } from 'pino';
import { createKey } from '../../src/access/keys/keys.js';
import { accessKeys, resolveAccess } from '../../src/config/access/accessKeys.js';
import { readConfig } from '../../src/config.js';
import { applyRowRights } from '../../src/db/rowRights/applyRowRights.js';
import { serve } from '../../src/serve.js';
import { rawRequest } from '../gateway/rawRequest.js';
import type { TestDatabase } from '../support/database.js';
import { startIssuer } from '../support/issuer.js';

/** The role of docs/access.md, without its budget, which many attacks one behind the other would spend. */
const documented = {
  apps: ['shop'],
  pii: { CONTACT: 'mask', DEMOGRAPHIC: 'show' },
  unclassified: 'hide',
  fields: { not: ['Customer.sourceRecords'] },
  leastGroup: 10,
  limits: { depth: 8, listSize: 100 },
};

const roles = {
  /** May send any document. */
  explorer: { ...documented, limits: { ...documented.limits, aliases: 100, directives: 9, tokens: 1200 } },
  /** As a partner that a contract is made with. */
  partner: { ...documented, documents: 'only', introspection: false, suggestions: false },
};

/** The viewers that attack: by keys of these roles. */
export type Attacker = keyof typeof roles;

/** What somebody sends. */
export interface Sent {
  /** Behind the server's address; `/graphql` unless told. */
  readonly path?: string;
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
}

/** What came back. */
export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** Of the errors, in their order. */
  readonly codes: readonly string[];
  readonly data: unknown;
}

interface GraphqlBody {
  readonly data?: unknown;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

/** What the text of an answer holds, where it is JSON. */
function bodyOf(text: string): GraphqlBody {
  try {
    return JSON.parse(text) as GraphqlBody;
  } catch {
    return {};
  }
}

/** Headers without those that a test leaves out by `undefined`. */
const withoutGaps = (headers: OutgoingHttpHeaders): OutgoingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));

/** A POST of JSON. */
export const posted = (body: unknown): Sent => ({ method: 'POST', body: JSON.stringify(body) });

/** A server that asks for keys, as `facet serve` starts it, and what attackers of its roles are answered. */
export async function openPartner(database: TestDatabase) {
  const issuer = await startIssuer();
  const tokens = [
    {
      issuer: issuer.issuer,
      audience: 'facet',
      jwks: issuer.jwks,
      claims: { role: 'role' },
      roles: { explorer: 'explorer' },
    },
  ];
  const access = resolveAccess(accessKeys.parse({ roles, tokens }));
  await applyRowRights(database.client);
  const keys = new Map<string, string>();
  for (const role of Object.keys(roles)) keys.set(role, await createKey(database.client, role, new Date(), { role }));
  const base = readConfig({});
  const http = { ...base.http, graphiql: false };
  const config = { ...base, port: 0, databaseUrl: 'postgres://elsewhere', access, http };
  const lines: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  const serving = await serve(config, database.target, log);
  const keyOf = (attacker: Attacker): string => keys.get(attacker) ?? '';
  return {
    issuer,
    lines,
    keyOf,
    /** Sends something with a role's key, as JSON unless told. */
    async send(attacker: Attacker, { path = '/graphql', headers, ...sent }: Sent): Promise<Received> {
      const own = { authorization: `Bearer ${keyOf(attacker)}`, 'content-type': 'application/json' };
      const answer = await rawRequest(`${serving.url}${path}`, {
        ...sent,
        headers: withoutGaps({ ...own, ...headers }),
      });
      const { data, errors = [] } = bodyOf(answer.text);
      return { ...answer, data, codes: errors.map(({ extensions }) => extensions.code) };
    },
    async stop() {
      await serving.stop();
      await issuer.stop();
    },
  };
}

/** A server of `openPartner`. */
export type PartnerServer = Awaited<ReturnType<typeof openPartner>>;
