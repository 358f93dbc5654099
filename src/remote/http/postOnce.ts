import { request as requestHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { SubgraphFailure } from '../SubgraphFailure.js';
import type { Exchange, HttpAnswer } from './Exchange.js';
import { exchangeFault } from './exchangeFault.js';
import { readBody } from './readBody.js';

/** A connection that was kept and that the server had closed when the request came: nothing of it was read there. */
const wasStale = (request: ClientRequest, error: unknown): boolean =>
  request.reusedSocket && ['ECONNRESET', 'EPIPE'].includes((error as NodeJS.ErrnoException).code ?? '');

/** Sent anew where the kept connection was closed. */
class StaleConnection extends Error {}

function begin(exchange: Exchange, onRequest: (request: ClientRequest) => void): Promise<HttpAnswer> {
  const { url, agent, headers, body } = exchange;
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const request = send(url, { method: 'POST', agent, headers });
    onRequest(request);
    let response: IncomingMessage | undefined;
    request.on('response', (given: IncomingMessage) => {
      response = given;
      // One that is not read to its end fails when it is closed.
      given.on('error', () => {});
      readBody(given, exchange).then(resolve, reject);
    });
    request.on('error', (error) =>
      reject(response === undefined && wasStale(request, error) ? new StaleConnection() : error),
    );
    // Such as after a change of protocol that nobody asked for.
    request.on('close', () => {
      if (response?.complete !== true) reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
    });
    request.end(body);
  });
}

/**
 * Posts once and reads the whole answer, whatever its status. Rejects with a `SubgraphFailure`, with what `onBytes` threw, or once the
 * signal is aborted with its reason; the connection is then closed.
 * @param repeatsStale whether it may be sent once more where the kept connection turns out to be closed
 */
export async function postOnce(exchange: Exchange, repeatsStale: boolean): Promise<HttpAnswer> {
  const { subgraph, timeout, signal } = exchange;
  if (signal.aborted) throw signal.reason;
  let request: ClientRequest | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stop = (): void => {};
  let isOver = false;
  const ended = new Promise<never>((_, reject) => {
    const late = (): void =>
      reject(
        new SubgraphFailure(subgraph, 'SUBGRAPH_TIMEOUT', `gave no whole answer within ${Math.round(timeout)} ms`, {
          mayPass: true,
        }),
      );
    timer = setTimeout(late, timeout);
    stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop);
  });
  const onRequest = (made: ClientRequest): void => {
    request = made;
  };
  try {
    const first = begin(exchange, onRequest);
    const work = repeatsStale
      ? first.catch((error: unknown) => {
          // One that was given up is closed too.
          if (error instanceof StaleConnection && !isOver) return begin(exchange, onRequest);
          throw error;
        })
      : first;
    return await Promise.race([work, ended]);
  } catch (error) {
    isOver = true;
    request?.destroy();
    if (error instanceof StaleConnection)
      throw exchangeFault(subgraph, Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
    throw exchangeFault(subgraph, error);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
