import type { GraphQLSchema } from 'graphql';
import { pino } from 'pino';
import type { Config } from '../../src/config.js';
import { startServer, type LiveSchema, type RunningServer, type ServerOptions } from '../../src/gateway/startServer.js';
import { requestLimits } from '../../src/words/limits.js';
import { testSchema } from './testSchema.js';

/** A schema that a test can change. */
export function createLiveSchema(first: GraphQLSchema = testSchema): LiveSchema & { swap(next: GraphQLSchema): void } {
  const listeners = new Set<(schema: GraphQLSchema) => void>();
  let current = first;
  return {
    get current() {
      return current;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    swap(next) {
      current = next;
      for (const listener of listeners) listener(next);
    },
  };
}

export interface TestServer extends RunningServer {
  readonly endpoint: string;
  /** The log's lines. */
  readonly lines: Record<string, unknown>[];
  /** The whole log as text. */
  logText(): string;
  post(query: string, more?: object, headers?: Record<string, string>): Promise<GraphqlAnswer>;
}

export interface GraphqlAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: { message: string; path?: unknown[]; extensions: { code: string } & Record<string, unknown> }[];
}

export const limits: Config['limits'] = { ...requestLimits, weights: {} };

/** Reads a GraphQL answer, whatever its status. */
export async function readAnswer(response: Response): Promise<GraphqlAnswer> {
  const body = (await response.json()) as object;
  return { status: response.status, headers: response.headers, ...body };
}

/** Starts a server on a free port of 127.0.0.1. */
export async function startTestServer(options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const server = await startServer({
    config: { host: '127.0.0.1', port: 0, limits },
    log,
    schema: createLiveSchema(),
    admit: async ({ signal, requestId, budget }) => ({ contextOn: () => ({ signal, requestId, budget }) }),
    readiness: async () => ({ ready: true, newestCompleteDay: '2026-11-22' }),
    ...options,
  });
  const endpoint = `${server.url}/graphql`;
  return {
    ...server,
    endpoint,
    lines,
    logText: () => JSON.stringify(lines),
    async post(query, more = {}, headers = {}) {
      const body = JSON.stringify({ query, ...more });
      return readAnswer(
        await fetch(endpoint, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } }),
      );
    },
  };
}

/** Waits until something holds; fails after five seconds. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 5000; !(await holds()); await new Promise((resolve) => setTimeout(resolve, 5))) {
    if (Date.now() > end) throw new Error('It did not happen within 5 s');
  }
}
