import type { HTTPGraphQLResponse } from '@apollo/server';
import type { FastifyReply } from 'fastify';
import { notKept, type ConditionalGet } from '../caching/ConditionalGet.js';
import { vary } from '../http/vary.js';
import type { RequestState } from '../requests/requestState.js';

/** What is known of an answer that is not sent yet. */
export interface SendOptions {
  readonly state: RequestState;
  /** Of a GET. */
  readonly conditional: ConditionalGet | undefined;
  /** Characters. */
  readonly compressFrom: number;
  /** What the answer tells of costs. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

function statusOf({ status = 200, headers }: HTTPGraphQLResponse, { documentRefused }: RequestState): number {
  return documentRefused === true && headers.get('content-type')?.startsWith('application/json') ? 200 : status;
}

/**
 * Sends what Apollo answered: compressed where it is large, and as 304 without a body where the client holds it. A GET may be kept by its
 * client as `conditional` says, unless it has errors.
 */
export async function sendAnswer(
  reply: FastifyReply,
  answer: HTTPGraphQLResponse,
  { state, conditional, compressFrom, headers }: SendOptions,
): Promise<FastifyReply> {
  if (answer.body.kind !== 'complete') throw new Error('An answer in parts is not expected');
  const { string: text } = answer.body;
  for (const [name, value] of answer.headers) void reply.header(name, value);
  for (const [name, value] of headers) void reply.header(name, value);
  const status = statusOf(answer, state);
  const isWhole = status === 200 && state.codes === undefined && conditional !== undefined;
  const { tag, control, isHeld } = isWhole
    ? await conditional.keepingOf(text, answer.headers.get('content-type') ?? '')
    : notKept;
  void reply.code(isHeld ? 304 : status).header('cache-control', control);
  if (conditional !== undefined) vary(reply, 'authorization', 'accept', 'accept-encoding');
  if (tag !== undefined) void reply.header('etag', tag);
  if (isHeld) return reply.removeHeader('content-type').send();
  state.answerLength = text.length;
  if (text.length < compressFrom) return reply.send(text);
  reply.compress(text);
  return reply;
}
