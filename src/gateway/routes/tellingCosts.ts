import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CostGuard } from '../execution/CostGuard.js';

/** An error handler of a route, whose refusals tell of costs as its answers do; the server's own then answers. */
export const tellingCosts =
  (costs: CostGuard) =>
  (error: unknown, { state }: FastifyRequest, reply: FastifyReply): never => {
    for (const [name, value] of costs.headersOf(state)) void reply.header(name, value);
    throw error;
  };
