import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** Seconds that a browser keeps the answer to a preflight. */
const preflightAge = 600;

/** What pages may send, and what they may read of an answer's headers. */
const [sent, read] = [
  ['content-type', 'authorization', 'apollo-require-preflight', 'x-apollo-operation-name', 'x-request-id'],
  [
    'x-request-id',
    'retry-after',
    'ratelimit',
    'ratelimit-policy',
    'x-cost-estimated',
    'x-cost-actual',
    'x-cost-max',
    'link',
    'x-facet-document',
    'x-facet-masked',
  ],
];

/** Whether pages of an origin may ask; none where the list is empty, all where it holds `*`. */
export const allowsOrigin = (origins: readonly string[], origin: string | undefined): boolean =>
  origin !== undefined && (origins.includes('*') || origins.includes(origin));

/**
 * Lets pages of the given origins ask and read the answers. Cookies are never part of it: Facet has none. Without origins
 * nothing is added, and browsers keep answers from pages of elsewhere.
 */
export function addCors(app: FastifyInstance, origins: readonly string[]): void {
  if (origins.length === 0) return;
  void app.register(cors, {
    origin: origins.includes('*') ? '*' : [...origins],
    methods: ['GET', 'POST'],
    allowedHeaders: sent,
    exposedHeaders: read,
    maxAge: preflightAge,
  });
}
