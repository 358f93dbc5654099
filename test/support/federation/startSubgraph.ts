import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { graphql } from 'graphql';
import { createSubgraphSchema, type SubgraphParts } from '../../../src/subgraph.js';

/** A request as a test's subgraph got it. */
export interface SubgraphRequest {
  readonly headers: IncomingHttpHeaders;
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

/** What resolvers of a test's subgraph get as context. */
export interface SubgraphContext {
  readonly headers: IncomingHttpHeaders;
}

/** How a test's subgraph misbehaves; every key may be changed while it runs. */
export interface SubgraphTrouble {
  /** Which requests it is for; all where it is left out. */
  only?: ((request: SubgraphRequest) => boolean) | undefined;
  /** Milliseconds before it answers. */
  delay?: number | undefined;
  /** Breaks the connection off in place of an answer. */
  reset?: boolean | undefined;
  /** The HTTP status in place of 200. */
  status?: number | undefined;
  /** The body in place of the answer, as it is; or made of the true answer. */
  body?: string | ((answer: string) => string) | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  /** Answers by itself, such as without an end. */
  respond?: ((response: ServerResponse, request: SubgraphRequest) => void) | undefined;
}

export interface RunningSubgraph {
  readonly url: string;
  /** All requests so far, the oldest first. */
  readonly requests: SubgraphRequest[];
  /** Requests that are being answered. */
  readonly open: number;
  trouble: SubgraphTrouble;
  /** Serves another schema from now on. */
  change(parts: SubgraphParts<SubgraphContext>): void;
  /** Ends it and breaks off what is open. Its port is free for `startSubgraph` again. */
  stop(): Promise<void>;
}

async function readRequest(message: IncomingMessage): Promise<SubgraphRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString('utf8');
  const given = (body === '' ? {} : JSON.parse(body)) as Omit<SubgraphRequest, 'headers'>;
  return { ...given, headers: message.headers };
}

function send(
  response: ServerResponse,
  answer: string,
  { body, headers = {}, reset, status = 200 }: SubgraphTrouble,
): void {
  if (reset === true) return void response.destroy();
  const text = typeof body === 'function' ? body(answer) : (body ?? answer);
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
}

/** Serves a subgraph over HTTP on 127.0.0.1, as another team's process would. */
export async function startSubgraph(
  parts: SubgraphParts<SubgraphContext>,
  trouble: SubgraphTrouble = {},
  port = 0,
): Promise<RunningSubgraph> {
  let schema = createSubgraphSchema(parts);
  let open = 0;
  const requests: SubgraphRequest[] = [];
  const answer = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await readRequest(message);
    requests.push(request);
    const { only = () => true } = running.trouble;
    const now = only(request) ? running.trouble : {};
    if (now.delay !== undefined) await sleep(now.delay);
    if (now.respond !== undefined) return now.respond(response, request);
    const { headers, query, operationName, variables } = request;
    const result = await graphql({
      schema,
      source: query,
      operationName: operationName ?? null,
      variableValues: variables ?? null,
      contextValue: { headers } satisfies SubgraphContext,
    });
    send(response, JSON.stringify(result), now);
  };
  const server = createServer((message, response) => {
    open += 1;
    response.once('close', () => (open -= 1));
    answer(message, response).catch((error: unknown) =>
      send(response, JSON.stringify({ errors: [{ message: String(error) }] }), { status: 400 }),
    );
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const running: RunningSubgraph = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    requests,
    get open() {
      return open;
    },
    trouble,
    change: (next) => void (schema = createSubgraphSchema(next)),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return running;
}
