import { request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { HandOverFailure } from '../HandOverFailure.js';
import type { Agents } from './agents.js';
import { connectionReasons } from '../../../words/errors/connections.js';

interface AskedRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
}

/** How a request is made. */
export interface RequestLimits {
  readonly agents: Agents;
  /** Milliseconds until the whole answer is there. */
  readonly timeout: number;
  /** Bytes of the answer at the most. */
  readonly mostBytes: number;
  readonly signal: AbortSignal;
}

interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What a failure of the connection is called: codes and never messages, which may repeat what was sent. */
function failureOf(error: unknown, { timeout, signal }: RequestLimits, isLate: boolean): unknown {
  if (signal.aborted) return signal.reason;
  if (error instanceof HandOverFailure || !(error instanceof Error)) return error;
  if (isLate) return new HandOverFailure(`gave no whole answer within ${timeout / 1000} s`, { mayPass: true });
  if (/ is not allowed\. Because/.test(error.message))
    return new HandOverFailure('is at a private address, which allowPrivate: true in the config would allow');
  const { code = error.name } = error as NodeJS.ErrnoException;
  return new HandOverFailure(`cannot be reached: ${connectionReasons[code] ?? code}`, { mayPass: true });
}

async function readAnswer(response: IncomingMessage, mostBytes: number): Promise<HttpAnswer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += (chunk as Buffer).length;
    if (size > mostBytes) {
      response.destroy();
      throw new HandOverFailure(`gave an answer of more than ${mostBytes.toLocaleString('en')} bytes`, {
        mayPass: true,
      });
    }
    chunks.push(chunk as Buffer);
  }
  const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)]));
  return { status: response.statusCode ?? 0, headers, body: Buffer.concat(chunks) };
}

/**
 * Makes one request and reads the whole answer, whatever its status; a redirect is an answer like any other. Throws a
 * `HandOverFailure` where there is no whole answer, and the reason of the signal once that is aborted.
 */
export async function sendRequest(asked: AskedRequest, limits: RequestLimits): Promise<HttpAnswer> {
  const { url, method, body } = asked;
  const { agents, timeout, mostBytes, signal } = limits;
  const deadline = AbortSignal.timeout(timeout);
  const isSecure = url.protocol === 'https:';
  const options: RequestOptions = {
    method,
    headers: { ...asked.headers, ...(body !== undefined && { 'content-length': String(body.byteLength) }) },
    agent: isSecure ? agents.https : agents.http,
    signal: AbortSignal.any([signal, deadline]),
  };
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = (isSecure ? requestHttps : requestHttp)(url, options, resolve);
      request.on('error', reject);
      request.end(body);
    });
    return await readAnswer(response, mostBytes);
  } catch (error) {
    throw failureOf(error, limits, deadline.aborted);
  }
}
