import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { connect } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface RawOptions {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Buffer;
}

/** A request with exactly these headers: `fetch` sets some by itself. */
export const rawRequest = (url: string, { method = 'GET', headers = {}, body }: RawOptions = {}): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });

/** The code of the first error of a GraphQL-shaped answer. */
export const codeIn = ({ text }: RawAnswer): unknown =>
  (JSON.parse(text) as { errors?: { extensions?: { code?: unknown } }[] }).errors?.[0]?.extensions?.code;

/** What a server sends back for a request of one line, whose characters are bytes. */
export const rawLine = ({ hostname, port }: URL, line: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let received = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (received += chunk));
    socket.on('end', () => resolve(received)).on('error', reject);
    socket.write(Buffer.from(`${line}\r\nhost: ${hostname}:${port}\r\nconnection: close\r\n\r\n`, 'latin1'));
  });
