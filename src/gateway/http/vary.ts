import type { FastifyReply } from 'fastify';

/** Tells caches that an answer depends on some headers of the request, beside those that were told before. */
export function vary(reply: FastifyReply, ...names: readonly string[]): void {
  const told = reply.getHeader('vary');
  void reply.header('vary', [...(told === undefined ? [] : [told].flat()), ...names].join(', '));
}
