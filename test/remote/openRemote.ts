import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createRawServer, type AddressInfo, type Socket } from 'node:net';
import { parse } from 'graphql';
import { anonymous } from '../../src/access/viewer.js';
import { Budget } from '../../src/lib/budget/Budget.js';
import { createLender } from '../../src/lib/budget/createLender.js';
import type { SubgraphCall } from '../../src/planning/Planner.js';
import { createRemote } from '../../src/remote/createRemote.js';
import type { Remote, RemoteAsked } from '../../src/remote/Remote.js';
import type { RemoteSettings } from '../../src/remote/RemoteSettings.js';

/** Settings of a subgraph at an address: a second for a call, and no retries. */
export const settingsFor = (url: string, given: Partial<RemoteSettings> = {}): RemoteSettings => ({
  name: 'loyalty',
  url,
  headers: { forward: [], set: {} },
  timeoutSeconds: 1,
  retries: 0,
  concurrency: 20,
  breaker: { failures: 1000, seconds: 10 },
  maxAnswer: 100_000,
  ...given,
});

const text = '{ tiers { id } }';

/** A query of a subgraph. */
export const tiers: SubgraphCall = {
  subgraph: 'loyalty',
  document: parse(text),
  text,
  operationName: undefined,
  operationType: 'query',
  variables: {},
};

/** For whom a test asks, with a budget of its own. */
export const askedWith = (given: Partial<RemoteAsked> & { readonly limit?: number } = {}): RemoteAsked => {
  const { limit = 1e9, ...asked } = given;
  return {
    headers: {},
    requestId: 'request-1',
    signal: new AbortController().signal,
    viewer: anonymous,
    budget: new Budget({ limit, lender: createLender(1e12), onRefusal: () => {} }),
    ...asked,
  };
};

export interface OpenRemote extends Remote {
  /** The log's lines above debug. */
  readonly lines: string[];
}

/** A remote subgraph that tells its log lines; pauses between attempts are the shortest. */
export function openRemote(
  url: string,
  given: Partial<RemoteSettings> = {},
  options: { readonly telling?: number } = {},
): OpenRemote {
  const lines: string[] = [];
  const say = (_facts: object, message: string) => void lines.push(message);
  const remote = createRemote(settingsFor(url, given), {
    ...options,
    log: { warn: say, info: say, debug: () => {} },
    random: () => 0.99,
  });
  return Object.assign(remote, { lines });
}

/** What a call failed with, as clients would see it. */
export async function failureOf(
  call: Promise<unknown>,
): Promise<{ message: string; code: unknown; subgraph: unknown }> {
  const error = await call.then(
    (result) => {
      throw new Error(`It did not fail: ${JSON.stringify(result)}`);
    },
    (failure: { message: string; extensions?: { code?: unknown; subgraph?: unknown } }) => failure,
  );
  return { message: error.message, code: error.extensions?.code, subgraph: error.extensions?.subgraph };
}

export interface HostileServer {
  readonly url: string;
  /** Connections that are open. */
  readonly open: ReadonlySet<Socket>;
  stop(): Promise<void>;
}

async function listening(server: Server | ReturnType<typeof createRawServer>): Promise<HostileServer> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    open,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

/** Serves HTTP as a listener says. */
export const startHttp = (listener: RequestListener): Promise<HostileServer> => listening(createServer(listener));

/** Answers each connection with bytes, whatever was asked. */
export const startRaw = (onConnection: (socket: Socket) => void): Promise<HostileServer> =>
  listening(createRawServer(onConnection));
