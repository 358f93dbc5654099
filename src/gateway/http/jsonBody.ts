import type { FastifyRequest } from 'fastify';
import type { UserError } from '../../lib/errors/UserError.js';
import { measureJson } from '../../lib/text/measureJson.js';
import { mostNesting } from '../../words/limits.js';
import { HttpRefusal } from '../errors/HttpRefusal.js';
import { checkHalves, textOfBody } from './requestText.js';

/** Refuses JSON whose coercion to a recursive input type would exhaust the stack. */
export function checkNesting(json: string, what: string): void {
  refuseNesting(measureJson(json).deepest, what);
}

function refuseNesting(found: number, what: string): void {
  if (found <= mostNesting) return;
  const message = `${what} nests lists and objects ${found} deep; the limit is ${mostNesting}.`;
  throw new HttpRefusal('JSON_TOO_DEEP', message);
}

/** Counts what a body takes once it is read, which its request holds until its answer. */
function takeBody({ state }: FastifyRequest, size: number): void {
  try {
    state.facts.budget.take(size);
  } catch (error) {
    const { message, code } = error as UserError;
    throw code === 'OVERLOADED'
      ? new HttpRefusal(code, message)
      : new HttpRefusal(
          'BODY_TOO_LARGE',
          'What the request sends would take more memory than one request may; send less.',
        );
  }
}

function checkEncoding({ headers }: FastifyRequest): void {
  const [, charset] = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(headers['content-type'] ?? '') ?? [];
  if (charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset)) {
    const message = `The character set "${charset}" of the request's body is not known; send UTF-8.`;
    throw new HttpRefusal('UNSUPPORTED_CHARSET', message);
  }
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    const message = `The content encoding "${encoding}" of the request's body is not known; send it as it is.`;
    throw new HttpRefusal('UNSUPPORTED_CONTENT_ENCODING', message);
  }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new HttpRefusal('BAD_REQUEST', `The request's body is not JSON: ${(error as Error).message}.`);
  }
}

/** Fastify's parser of `application/json`; throws an `HttpRefusal` for what cannot or should not be read. */
export async function parseJsonBody(request: FastifyRequest, bytes: Buffer): Promise<unknown> {
  checkEncoding(request);
  const body = textOfBody(bytes);
  if (body === '') throw new HttpRefusal('BAD_REQUEST', "The request's body is empty.");
  const { deepest, size } = measureJson(body);
  refuseNesting(deepest, "The request's body");
  takeBody(request, size);
  const value = parse(body);
  checkHalves(body, value, "The request's body");
  return value;
}
