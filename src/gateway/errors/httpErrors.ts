import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { HttpRefusal } from './HttpRefusal.js';

const graphqlJson = 'application/graphql-response+json';

/** Answers with one error in the shape of GraphQL, in the media type the client asks for. */
function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  { statusCode, code, message }: HttpRefusal,
): FastifyReply {
  // A request whose URL cannot be read has no state.
  if (request.state !== undefined) request.state.codes = [code];
  const type = request.headers.accept?.includes(graphqlJson) ? graphqlJson : 'application/json';
  if (statusCode === 503) void reply.header('retry-after', '1');
  return reply
    .code(statusCode)
    .type(`${type}; charset=utf-8`)
    .header('cache-control', 'no-store')
    .send(`${JSON.stringify({ errors: [{ message, extensions: { code } }] })}\n`);
}

function bodyTooLarge(request: FastifyRequest, limit: number): HttpRefusal {
  const length = request.headers['content-length'];
  const found = length === undefined ? '' : ` of ${length} bytes`;
  const message = `The request's body${found} is larger than the limit of ${limit} bytes.`;
  return new HttpRefusal('BODY_TOO_LARGE', message);
}

function refusalFor(error: FastifyError, request: FastifyRequest, bodyLimit: number): HttpRefusal {
  if (error instanceof HttpRefusal) return error;
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return bodyTooLarge(request, bodyLimit);
  if (error.statusCode === 415) {
    const message = 'A POST needs the header "content-type: application/json".';
    return new HttpRefusal('UNSUPPORTED_MEDIA_TYPE', message);
  }
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return new HttpRefusal('BAD_REQUEST', error.message, error.statusCode);
  }
  request.log.error({ err: error }, 'internal error');
  return new HttpRefusal('INTERNAL_SERVER_ERROR', `Internal error; the request id is ${request.id}.`);
}

/** Fastify's error handler: every refusal is GraphQL-shaped JSON without a stack; a failure is logged and masked. */
export const createErrorHandler =
  (bodyLimit: number) =>
  (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply =>
    answer(request, reply, refusalFor(error, request, bodyLimit));

/** Answers for every path and method that is not served. */
export function handleNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?', 1)[0];
  if (path !== '/graphql') {
    return answer(request, reply, new HttpRefusal('NOT_FOUND', 'There is nothing here; GraphQL is at /graphql.'));
  }
  void reply.header('allow', 'GET, POST');
  return answer(request, reply, new HttpRefusal('METHOD_NOT_ALLOWED', '/graphql takes GET and POST only.'));
}
