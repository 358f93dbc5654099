import { request, type ClientRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';

/** Server-sent events as they came. */
export interface EventStream {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly response: IncomingMessage;
  readonly request: ClientRequest;
  /** The text so far. */
  text(): string;
  /** The results so far. */
  results(): unknown[];
  /** Whether it was completed, and whether the connection was closed, in whatever way. */
  readonly state: { completed: boolean; closed: boolean };
}

/** Subscribes by a POST of its own connection. `paused`: reads nothing. */
export const openEventStream = (
  url: string,
  body: unknown,
  {
    headers = {},
    method = 'POST',
    paused = false,
  }: { headers?: OutgoingHttpHeaders; method?: string; paused?: boolean } = {},
): Promise<EventStream> =>
  new Promise((resolve, reject) => {
    const given = {
      accept: 'text/event-stream',
      ...(method === 'POST' && { 'content-type': 'application/json' }),
      ...headers,
    };
    const sent = request(url, { method, headers: given, agent: false }, (response) => {
      let text = '';
      const state = { completed: false, closed: false };
      if (!paused)
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
          state.completed = text.includes('event: complete');
        });
      response.on('close', () => (state.closed = true)).on('error', () => (state.closed = true));
      if (response.statusCode !== 200) response.resume();
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        response,
        request: sent,
        state,
        text: () => text,
        results: () =>
          [...text.matchAll(/event: next\ndata: (.*)\n\n/g)].map(([, json = '']) => JSON.parse(json) as unknown),
      });
    });
    sent.on('error', reject);
    sent.end(method === 'POST' ? (typeof body === 'string' ? body : JSON.stringify(body)) : undefined);
  });
