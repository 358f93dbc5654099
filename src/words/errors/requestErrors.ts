import type { CodeTable } from './CodeFacts.js';

/** Codes of requests that are refused as a whole: there is one error, and no data. */
export const requestErrors = {
  ANSWER_TOO_LARGE: {
    means: 'The answer is larger than `limits.answer`.',
    remedy: 'Ask for smaller pages, fewer fields or fewer aliases.',
    status: 400,
  },
  AUTHENTICATION_UNAVAILABLE: {
    means: 'Whether a token is valid cannot be told: the keys of its issuer cannot be had.',
    remedy: 'Ask again after `Retry-After`; the log says why.',
    status: 503,
  },
  BAD_REQUEST: {
    means:
      'The request cannot be read: no JSON, no UTF-8, half a character, no `Host`, no query, or one of another hash.',
    remedy: 'Mend what the sentence names.',
    status: 400,
  },
  BODY_TOO_LARGE: {
    means: 'What the request sends is larger than `limits.body`, or would take more memory than one request may.',
    remedy: 'Send less at once.',
    status: 413,
  },
  COST_ESTIMATED_TOO_EXPENSIVE: {
    means:
      'The operation is estimated at more points than one may have: `limits.cost`, that of the role, or all that its budget has.',
    remedy: 'Ask for shorter lists or fewer fields: the sentence says what would fit.',
    status: 400,
  },
  CSRF_BLOCKED: {
    means: 'A web page of another origin made a browser send the request without asking for leave.',
    remedy: 'Send the header `apollo-require-preflight: true`, or name the origin in `cors.origins`.',
    status: 403,
  },
  DATABASE_FULL: {
    means: 'There is no room left on a disk of the database.',
    remedy: 'Make room on it; what was not committed was rolled back, so do it again then.',
    status: 503,
  },
  DATABASE_UNAVAILABLE: {
    means: 'The database cannot be reached, or the connection to it was lost.',
    remedy: 'Ask again after `Retry-After`; a command says what became of its work.',
    status: 503,
  },
  GRAPHQL_PARSE_FAILED: {
    means: 'The query is not GraphQL.',
    remedy: 'Mend the query at the place that the error names.',
    status: 400,
  },
  GRAPHQL_VALIDATION_FAILED: {
    means: 'The query asks for what the schema does not have.',
    remedy: 'Mend the query; near names are suggested.',
    status: 400,
  },
  HOST_NOT_ALLOWED: {
    means: 'The `Host` header names none of the names that the server answers to.',
    remedy: 'Use the address that the server printed at its start.',
    status: 403,
  },
  INTERNAL_SERVER_ERROR: {
    means: 'A fault of ours; what happened stands in the log.',
    remedy: 'Tell the request id, which is in the header `x-request-id`, to whoever runs the server.',
    status: 500,
  },
  JSON_TOO_DEEP: {
    means: 'The JSON of the body or of a search parameter nests lists and objects too deep.',
    remedy: 'Send flatter variables.',
    status: 400,
  },
  MAX_ALIASES_LIMIT: {
    means: 'The operation names more fields by aliases than `limits.aliases`, or than its role may.',
    remedy: 'Ask in several operations, or for lists in place of many single things.',
    status: 400,
  },
  MAX_DEPTH_LIMIT: {
    means: 'The query nests fields deeper than `limits.depth`, or than its role may.',
    remedy: 'Ask in several queries, or start nearer to what is wanted.',
    status: 400,
  },
  MAX_DIRECTIVES_LIMIT: {
    means: 'The operation has more directives than `limits.directives`, or than its role may.',
    remedy: 'Ask in several operations.',
    status: 400,
  },
  MAX_LIST_SIZE_LIMIT: {
    means: 'A page or a list of keys is longer than the role of the viewer may ask for.',
    remedy: 'Ask for smaller pages, and go on by cursors; ask for keys in several operations.',
    status: 400,
  },
  MAX_ROOT_FIELDS_LIMIT: {
    means: 'The operation asks for more fields of the root than `limits.rootFields`, or than its role may.',
    remedy: 'Ask in several operations.',
    status: 400,
  },
  METHOD_NOT_ALLOWED: {
    means: '`/graphql` takes GET and POST only.',
    remedy: 'Use one of them.',
    status: 405,
  },
  NOT_FOUND: {
    means: 'Nothing is served at the path.',
    remedy: 'Ask at `/graphql`.',
    status: 404,
  },
  NOT_PLANNABLE: {
    means: 'The supergraph gives no way to what the operation asks for, or none without mixing values up.',
    remedy: 'Ask for less of it at once, and tell whoever composes the supergraph.',
    status: 400,
  },
  OPERATION_NOT_SUPPORTED: {
    means: 'The schema has no operations of the kind, such as subscriptions.',
    remedy: 'Use another kind of operation.',
    status: 400,
  },
  NOT_A_TABLE: {
    means: 'CSV was asked for, and the answer of the document is no list of flat rows.',
    remedy: 'Ask for JSON, or publish a document with one list whose rows hold no lists.',
    status: 406,
  },
  OPERATION_RESOLUTION_FAILURE: {
    means: 'The document does not tell which operation is meant.',
    remedy: 'Send `operationName` with the name of one of its operations.',
    status: 400,
  },
  OVERLOADED: {
    means: 'The requests under way take all the memory there is for them, or too many statements or plans wait.',
    remedy: 'Ask again after `Retry-After`.',
    status: 503,
  },
  PERSISTED_QUERY_NOT_FOUND: {
    means:
      'No document of the hash, id or name is published, or not for your role, nor is it known by its hash. 404 where it was asked for by an id or a name.',
    remedy:
      'Send the query with its hash, as clients of persisted queries do by themselves; a document of an id has to be published first.',
    status: 200,
  },
  QUERY_NOT_IN_SAFELIST: {
    means: 'The role may send published documents alone, and this text is none of them.',
    remedy: 'Have it published with `facet documents publish`, and send it as it was published, or its id.',
    status: 403,
  },
  REQUEST_ABORTED: {
    means: 'The request was ended before its answer was complete: the client left, or the server stops.',
    remedy: 'Ask again.',
    status: 503,
  },
  REQUEST_CONCURRENCY_LIMITED: {
    means:
      'The operations that are being answered are estimated at as many points as `limits.runningCost` allows together.',
    remedy: 'Ask again after the seconds of the header `Retry-After`.',
    status: 503,
  },
  REQUEST_RATE_LIMITED: {
    means:
      'The budget of the viewer does not have the points that the operation is estimated at, in the window that runs.',
    remedy: 'Ask again after the seconds of the header `Retry-After`, or for less.',
    status: 429,
  },
  REQUEST_TIMEOUT: {
    means: 'There was no answer within `limits.seconds`.',
    remedy: 'Ask for less at once.',
    status: 503,
  },
  ROW_RIGHTS_MISSING: {
    means: 'Some viewers do not see all rows, and the database lacks what narrows them: nobody is shown more instead.',
    remedy: 'Run `facet migrate`, or let an administrator run what the sentence gives.',
    status: 503,
  },
  TOKEN_LIMIT_EXCEEDED: {
    means: 'The query has more tokens than `limits.tokens`.',
    remedy: 'Ask for fewer fields or aliases, or in several queries.',
    status: 400,
  },
  TOO_MANY_SUBSCRIPTIONS: {
    means: 'As many subscriptions are open as the server answers, or answers one key.',
    remedy: 'End one of them, or wait; `subscriptions.most` and `subscriptions.mostPerKey` are the limits.',
    status: 429,
  },
  UNAUTHENTICATED: {
    means: 'The request shows no valid API key or token: it is missing, malformed, unknown, revoked or has expired.',
    remedy:
      'Send `authorization: Bearer facet_…` with a key of `facet keys create`, or a token of an issuer of `access.tokens`.',
    status: 401,
  },
  UNSUPPORTED_CHARSET: {
    means: 'The body is in a character set that is not known.',
    remedy: 'Send UTF-8.',
    status: 415,
  },
  UNSUPPORTED_CONTENT_ENCODING: {
    means: 'The body is compressed.',
    remedy: 'Send it as it is.',
    status: 415,
  },
  UNSUPPORTED_MEDIA_TYPE: {
    means: 'A POST does not say that it is JSON.',
    remedy: 'Send `content-type: application/json`.',
    status: 415,
  },
} as const satisfies CodeTable;
