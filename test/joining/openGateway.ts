import { pino } from 'pino';
import { anonymous } from '../../src/access/viewer.js';
import type { Catalogue } from '../../src/catalogue/catalogue.js';
import { readCatalogue } from '../../src/catalogue/readCatalogue.js';
import { readConfig } from '../../src/config.js';
import { gatewayKeys } from '../../src/config/gateway/gatewayKeys.js';
import { resolveGateway } from '../../src/config/gateway/resolveGateway.js';
import { createDoor } from '../../src/db/door.js';
import type { Statement } from '../../src/db/sql.js';
import { buildSchema } from '../../src/federation/buildSchema.js';
import { createContext } from '../../src/federation/requestContext.js';
import { factsOf } from '../../src/federation/schemaFacts.js';
import { createSchemaHolder } from '../../src/federation/schemaHolder.js';
import { startServer } from '../../src/gateway/startServer.js';
import { startJoining } from '../../src/joining/startJoining.js';
import { subgraphs } from '../../src/subgraphs/index.js';
import type { TestDatabase } from '../support/database.js';
import { openScope } from '../support/scope.js';

/** What an answer of a gateway holds, as its client reads it. */
export interface GatewayAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

/** What a gateway of a test is. */
export interface TestGateway {
  readonly url: string;
  /** The statements of all requests so far. */
  readonly statements: Statement[];
  /** The log's lines at `info` and above. */
  readonly lines: Record<string, unknown>[];
  ask(query: string, variables?: object, headers?: Record<string, string>): Promise<GatewayAnswer>;
  get(query: string, headers?: Record<string, string>): Promise<GatewayAnswer & { readonly text: string }>;
  health(): Promise<{ readonly status: number; readonly body: Record<string, unknown> }>;
  /** Puts the local schema of a catalogue in force. */
  change(catalogue: Catalogue): void;
  stop(): Promise<void>;
}

/** The key `gateway:` as its config file would have it, in a folder. */
export const gatewayConfig = (keys: object, folder = '/tmp', environment: NodeJS.ProcessEnv = {}) =>
  resolveGateway(gatewayKeys.parse(keys), `${folder}/facet.yml`, environment);

const today = '2026-11-23';

/** Starts a server on a free port whose gateway joins what the keys say; left out, it joins nothing. */
export async function openGateway(
  { client }: Pick<TestDatabase, 'client'>,
  keys: object | undefined,
  folder?: string,
): Promise<TestGateway> {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const { limits } = readConfig({});
  const holder = createSchemaHolder((catalogue) => buildSchema(subgraphs, catalogue, today, limits), log);
  holder.change(await readCatalogue(client));
  const joining = keys === undefined ? undefined : await startJoining(gatewayConfig(keys, folder), holder, log);
  const statements: Statement[] = [];
  const server = await startServer({
    config: { host: '127.0.0.1', port: 0, limits },
    log,
    schema: joining?.schema ?? holder,
    joined: joining?.health,
    admit: async ({ signal, budget }) => ({
      viewer: anonymous,
      contextOn: (schema) => {
        const db = createDoor(client, { signal, onStatement: (statement) => void statements.push(statement) });
        const { catalogue } = factsOf(schema);
        return createContext(openScope({ client }, { db, budget, now: new Date(`${today}T12:00:00Z`), catalogue }));
      },
    }),
    readiness: async () => ({ ready: true, newestCompleteDay: null }),
  });
  const read = async (response: Response): Promise<GatewayAnswer & { readonly text: string }> => {
    const text = await response.text();
    const { status, headers } = response;
    return { status, headers, text, ...(text === '' ? {} : (JSON.parse(text) as object)) };
  };
  return {
    url: server.url,
    statements,
    lines,
    async ask(query, variables = {}, headers = {}) {
      const { text: _, ...answer } = await read(
        await fetch(`${server.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify({ query, variables }),
        }),
      );
      return answer;
    },
    get: async (query, headers = {}) =>
      read(await fetch(`${server.url}/graphql?${new URLSearchParams({ query }).toString()}`, { headers })),
    async health() {
      const response = await fetch(`${server.url}/health/ready`);
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    change: (catalogue) => holder.change(catalogue),
    async stop() {
      await server.stop();
      await joining?.stop();
    },
  };
}
