import { HeaderMap } from '@apollo/server';
import { GraphQLError, type GraphQLErrorOptions } from 'graphql';
import { knownFault, type KnownFault } from '../../lib/errors/knownFault.js';
import { loggedError } from '../../lib/errors/loggedError.js';
import { errorCodes, type ErrorCode } from '../../words/errorCodes.js';
import { codedError } from '../../lib/errors/codedError.js';
import type { RequestFacts, RequestState } from '../requests/requestState.js';

/** What was thrown, below the locations that GraphQL has put around it. */
export function sourceOf(error: Error): Error {
  return error instanceof GraphQLError && error.originalError ? sourceOf(error.originalError) : error;
}

/** Why is for the log and for who runs the server: the reason may name hosts and users. */
const away: KnownFault = {
  code: 'DATABASE_UNAVAILABLE',
  message: 'The database cannot be reached at present; ask again in a moment.',
};

/** The sentence and code for a failure; one that clients cannot know of is logged and masked. */
function explain(source: Error, { facts, log }: RequestState, path?: GraphQLErrorOptions['path']): KnownFault {
  const known = knownFault(source, facts.signal);
  if (known?.code === 'DATABASE_UNAVAILABLE') {
    log.debug({ err: loggedError(source), path }, known.message);
    return away;
  }
  if (known?.code === 'DATABASE_FULL') log.error({ err: loggedError(source), path }, known.message);
  if (known !== undefined) return known;
  log.error({ err: loggedError(source), path }, 'internal error');
  return { code: 'INTERNAL_SERVER_ERROR', message: `Internal error; the request id is ${facts.requestId}.` };
}

/**
 * An execution error as clients see it: GraphQL's own and those with a code as they are, a `UserError` with its sentence
 * and code, `STATEMENT_TIMEOUT`, `REQUEST_ABORTED`; anything else is logged with the request id and masked.
 */
export function publicError(error: Error, state: RequestState): GraphQLError {
  const source = sourceOf(error);
  if (!(error instanceof GraphQLError)) return wholeFailure(error, state);
  // Without a path: a fault of the document or of a variable, which GraphQL's message names.
  if (error.path === undefined) return error;
  const { nodes = null, path, message, extensions } = error;
  if (source instanceof GraphQLError && extensions['code'] !== undefined) return error;
  // With nodes of its own: a bad argument. Without: a value of ours that its type refused.
  if (source instanceof GraphQLError && source.nodes !== undefined && source !== error) {
    return codedError('BAD_USER_INPUT', message, { nodes, path });
  }
  const explained = explain(source, state, path);
  return codedError(explained.code, explained.message, { nodes, path });
}

const again: [string, string][] = [['retry-after', '1']];

/** How to show who one is, as RFC 6750 has it: to who has shown something it is said that this was no good. */
export const challengeOf = ({ authorization }: Pick<RequestFacts, 'authorization'>): string =>
  authorization === undefined ? 'Bearer' : 'Bearer error="invalid_token"';

const headersOf: Readonly<Partial<Record<ErrorCode, [string, string][]>>> = {
  AUTHENTICATION_UNAVAILABLE: again,
  OVERLOADED: again,
  DATABASE_UNAVAILABLE: again,
};

/** A failure outside of the fields, such as of the context: the whole answer, with its HTTP status. */
export function wholeFailure(error: unknown, state: RequestState): GraphQLError {
  const { message, code } = explain(error instanceof Error ? error : new Error(String(error)), state);
  const headers = new HeaderMap(headersOf[code] ?? []);
  if (code === 'UNAUTHENTICATED') headers.set('www-authenticate', challengeOf(state.facts));
  return codedError(code, message, { extensions: { http: { status: errorCodes[code].status ?? 400, headers } } });
}
