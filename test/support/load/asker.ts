import { Agent, request } from 'node:http';
import type { Question } from './crowd.js';

/** What a client got: an answer, nothing because it left or gave up, or a broken connection and its code. */
export type Outcome =
  | { readonly kind: 'answer'; readonly status: number; readonly text: string; readonly retryAfter: string | undefined }
  | { readonly kind: 'left' | 'unanswered' }
  | { readonly kind: 'broken'; readonly code: string };

export interface AskOptions {
  readonly key?: string | undefined;
  /** Milliseconds after which the client goes away, on a connection of its own; never if left out. */
  readonly leaveAfter?: number;
  /** Milliseconds after which the client gives up and closes its kept connection; 10,000 if left out. */
  readonly patience?: number;
}

export interface Asker {
  ask(question: Pick<Question, 'query' | 'variables'>, options?: AskOptions): Promise<Outcome>;
  /** Closes the connections that are kept. */
  close(): void;
}

/** Clients of one server, which keep their connections. */
export function createAsker(url: string): Asker {
  const kept = new Agent({ keepAlive: true });
  return {
    ask: ({ query, variables }, { key, leaveAfter, patience = 10_000 } = {}) =>
      new Promise((resolve) => {
        const body = JSON.stringify({ query, variables });
        const headers = {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          ...(key !== undefined && { authorization: `Bearer ${key}` }),
        };
        const wait = leaveAfter ?? patience;
        let timer: NodeJS.Timeout;
        let left = false;
        const end = (outcome: Outcome): void => {
          clearTimeout(timer);
          resolve(outcome);
        };
        const failed = (error: NodeJS.ErrnoException): void =>
          end(
            left
              ? { kind: leaveAfter === undefined ? 'unanswered' : 'left' }
              : { kind: 'broken', code: error.code ?? error.message },
          );
        const agent = leaveAfter === undefined ? kept : false;
        const sent = request(`${url}/graphql`, { method: 'POST', agent, headers }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', failed);
          response.on('end', () =>
            end({
              kind: 'answer',
              status: response.statusCode ?? 0,
              text: Buffer.concat(chunks).toString(),
              retryAfter: response.headers['retry-after'],
            }),
          );
        });
        sent.on('error', failed);
        timer = setTimeout(() => {
          left = true;
          sent.destroy(new Error('left'));
        }, wait);
        sent.end(body);
      }),
    close: () => kept.destroy(),
  };
}
