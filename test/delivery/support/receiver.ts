import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A request as a receiver got it. */
export interface Received {
  /** Method and path. */
  readonly line: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

type Answer = (received: Received, ...rest: Parameters<RequestListener>) => void;

/** Receives what is posted, keeps it, and answers as it is told. */
export async function startReceiver(answer: Answer, secure?: ServerOptions) {
  const received: Received[] = [];
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const line = `${request.method} ${request.url}`;
      const one = { line, headers: request.headers, body: Buffer.concat(chunks) };
      received.push(one);
      answer(one, request, response);
    });
    request.on('error', () => {});
  };
  const server: Server = secure === undefined ? createServer(listener) : createSecureServer(secure, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    received,
    port,
    url: `${secure === undefined ? 'http' : 'https'}://127.0.0.1:${port}/in`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers with a status, and a value as JSON where one is given. */
export const answerWith =
  (status: number, value?: unknown, headers: Record<string, string> = {}): Answer =>
  (_received, _request, response) => {
    const json = value === undefined ? {} : { 'content-type': 'application/json' };
    response.writeHead(status, { ...json, ...headers }).end(value === undefined ? undefined : JSON.stringify(value));
  };
