import type { RequestLimits } from './sendRequest.js';
import { sendRequest } from './sendRequest.js';

/** Statuses of answers that have no body. */
const bodiless = new Set([204, 205, 304]);

function bytesOf(body: RequestInit['body']): Uint8Array | undefined {
  if (body === null || body === undefined) return undefined;
  if (body instanceof Uint8Array) return body;
  if (typeof body === 'string') return Buffer.from(body);
  throw new TypeError('A body is bytes or a text');
}

/** A `fetch` that goes by `sendRequest`: through agents that may refuse addresses, and without following redirects. */
export const agentFetch =
  (limits: RequestLimits): typeof fetch =>
  async (input, init = {}) => {
    const url = input instanceof Request ? input.url : String(input);
    const headers = Object.fromEntries(new Headers(init.headers));
    const { method = 'GET' } = init;
    const answer = await sendRequest({ url: new URL(url), method, headers, body: bytesOf(init.body) }, limits);
    const body = bodiless.has(answer.status) ? null : new Uint8Array(answer.body);
    return new Response(body, { status: answer.status, headers: answer.headers });
  };
