import { pino } from 'pino';
import type { Viewer } from '../../src/access/viewer.js';
import { accessKeys, resolveAccess } from '../../src/config/access/accessKeys.js';
import { readConfig } from '../../src/config.js';
import { readCatalogue } from '../../src/catalogue/readCatalogue.js';
import { createDoor } from '../../src/db/door.js';
import type { Statement } from '../../src/db/sql.js';
import { buildSchema, type SchemaSettings } from '../../src/federation/buildSchema.js';
import { createContext } from '../../src/federation/requestContext.js';
import { factsOf } from '../../src/federation/schemaFacts.js';
import { createSchemaHolder } from '../../src/federation/schemaHolder.js';
import { startServer } from '../../src/gateway/startServer.js';
import { startJoining } from '../../src/joining/startJoining.js';
import { UserError } from '../../src/lib/errors/UserError.js';
import { subgraphs } from '../../src/subgraphs/index.js';
import { gatewayConfig } from '../joining/openGateway.js';
import type { TestDatabase } from '../support/database.js';
import { openScope } from '../support/scope.js';
import { clientNamed } from '../support/viewers.js';

/** What a viewer of a role is answered. */
export interface RoleAnswer {
  readonly status: number;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: { readonly code: string };
  }[];
  readonly extensions?: { readonly masked?: readonly string[] };
  /** The body as it came. */
  readonly text: string;
  /** What the database was asked meanwhile. */
  readonly statements: readonly Statement[];
}

/** The roles of `access.roles`, as the config file would have them. */
export const rolesOf = (roles: object) => resolveAccess(accessKeys.parse({ roles })).roles;

const today = '2026-11-23';

interface Options {
  /** `access` of the config file. */
  readonly access: object;
  /** `gateway` of the config file; left out, nothing is joined. */
  readonly gateway?: object;
  readonly settings?: Partial<SchemaSettings>;
  readonly subscriptions?: { readonly most: number; readonly mostPerKey: number };
}

/**
 * A server on a free port, whose viewers show the name of their role where others show a key: `full` is always one, and whoever shows
 * nothing is anonymous.
 */
export async function openForRoles(
  { client }: Pick<TestDatabase, 'client'>,
  { access, gateway, settings, subscriptions = { most: 10, mostPerKey: 10 } }: Options,
) {
  const { roles, remote } = resolveAccess(accessKeys.parse(access));
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const { limits } = readConfig({});
  const holder = createSchemaHolder((one) => buildSchema(subgraphs, one, today, { ...limits, ...settings }), log);
  holder.change(await readCatalogue(client));
  const joining = gateway && (await startJoining(gatewayConfig(gateway), holder, log, { classes: remote }));
  const statements: Statement[] = [];
  const viewerOf = (shown: string | undefined): Viewer => {
    if (shown === undefined) return { ...clientNamed('anonymous'), kind: 'anonymous' };
    const role = roles.get(shown.replace('Bearer ', ''));
    if (role === undefined) throw new UserError('There is no such key.', 'UNAUTHENTICATED');
    return clientNamed(`of ${role.name}`, { role });
  };
  const server = await startServer({
    config: { host: '127.0.0.1', port: 0, limits, subscriptions },
    log,
    schema: joining?.schema ?? holder,
    subscribed: holder,
    admit: async ({ signal, budget, authorization }) => {
      const viewer = viewerOf(authorization);
      return {
        viewer,
        contextOn: (schema) => {
          const db = createDoor(client, { signal, onStatement: (statement) => void statements.push(statement) });
          const { catalogue } = factsOf(schema);
          const now = new Date(`${today}T12:00:00Z`);
          return createContext(openScope({ client }, { db, budget, now, catalogue, viewer }));
        },
      };
    },
    readiness: async () => ({ ready: true, newestCompleteDay: null }),
  });
  return {
    url: server.url,
    lines,
    /** Puts the schema of the catalogue as it is now in force. */
    reload: async () => holder.change(await readCatalogue(client)),
    async ask(role: string | undefined, query: string, variables: object = {}): Promise<RoleAnswer> {
      const before = statements.length;
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(role !== undefined && { authorization: `Bearer ${role}` }),
        },
        body: JSON.stringify({ query, variables }),
      });
      const text = await response.text();
      return {
        status: response.status,
        text,
        ...(JSON.parse(text) as object),
        statements: statements.slice(before),
      };
    },
    async stop() {
      await server.stop();
      await joining?.stop();
    },
  };
}

/** A server of `openForRoles`. */
export type RoleServer = Awaited<ReturnType<typeof openForRoles>>;
