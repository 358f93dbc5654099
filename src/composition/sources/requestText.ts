import { request as requestHttp, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { UserError } from '../../lib/errors/UserError.js';
import { mostSourceBytes } from './SourcePlace.js';

/** A question by HTTP. */
export interface TextRequest {
  readonly url: string;
  /** Posted as JSON; left out: the text is asked for by GET. */
  readonly body?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly tls?: { readonly ca?: Buffer; readonly cert?: Buffer; readonly key?: Buffer };
  readonly signal: AbortSignal;
}

/** An answer that was read as a whole. */
export interface TextAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

const decompressors = { gzip: createGunzip, deflate: createInflate, br: createBrotliDecompress } as const;

/** The body as it was before it was compressed. What fails on the way is an error of the stream that is given. */
function decompressed(response: IncomingMessage): Readable {
  const { 'content-encoding': encoding = 'identity' } = response.headers;
  const known = Object.entries(decompressors).find(([name]) => name === encoding.toLowerCase());
  return known === undefined ? response : pipeline(response, known[1](), () => {});
}

async function readWhole(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostSourceBytes) throw new UserError(`it is larger than ${mostSourceBytes / 1_000_000} MB`);
    chunks.push(chunk);
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
}

/**
 * Asks for a text, without following redirects: what is sent along is meant for this address alone. Rejects where there is no
 * whole answer, and with the signal's reason when that is aborted.
 */
export function requestText({ url, body, headers, tls = {}, signal }: TextRequest): Promise<TextAnswer> {
  const send = url.toLowerCase().startsWith('https:') ? requestHttps : requestHttp;
  const ours = {
    accept: body === undefined ? '*/*' : 'application/json',
    'accept-encoding': 'gzip, deflate, br',
    ...(body !== undefined && {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
    }),
  };
  return new Promise((resolve, reject) => {
    const failed = (error: unknown): void => reject(signal.aborted ? signal.reason : error);
    const method = body === undefined ? 'GET' : 'POST';
    // A connection that was kept since the last time may be closed on the other side.
    const options = { method, headers: { ...headers, ...ours }, signal, agent: false, ...tls } as const;
    const request = send(url, options, (response) => {
      readWhole(decompressed(response))
        .then((text) => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
        .catch(failed)
        // What is still to come is not waited for.
        .finally(() => request.destroy());
    });
    request.on('error', failed);
    request.end(body);
  });
}
