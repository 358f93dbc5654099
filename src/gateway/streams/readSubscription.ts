import {
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import type { Role } from '../../config/access/Role.js';
import { isJsonObject } from '../../lib/checks/isJsonObject.js';
import { codedError } from '../../lib/errors/codedError.js';
import { HttpRefusal } from '../errors/HttpRefusal.js';
import { suggestField } from '../errors/suggestField.js';
import { limitsFor, type DocumentLimits } from '../validation/limitsFor.js';
import { readingRules } from '../validation/readingRules.js';
import { limitRules } from '../validation/rulesFor.js';

/** A subscription that is valid on a schema. */
export interface ReadSubscription {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Record<string, unknown> | null;
  /** The name of its operation; null where it has none. */
  readonly name: string | null;
}

/** What a client gave to be subscribed to. */
interface Params {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Record<string, unknown> | null;
}

/** Throws an `HttpRefusal` for what is no request of GraphQL. */
function readParams(params: unknown): Params {
  const { query, operationName = null, variables = null } = isJsonObject(params) ? params : {};
  if (typeof query !== 'string')
    throw new HttpRefusal('BAD_REQUEST', 'A subscription needs a "query", which is a text.');
  if (operationName !== null && typeof operationName !== 'string')
    throw new HttpRefusal('BAD_REQUEST', '"operationName" must be a text.');
  if (variables !== null && !isJsonObject(variables))
    throw new HttpRefusal('BAD_REQUEST', '"variables" must be an object.');
  return { query, operationName, variables };
}

function parseQuery(query: string, tokens: number): DocumentNode {
  try {
    return parse(query, { maxTokens: tokens });
  } catch (error) {
    const { message } = error as Error;
    if (message.includes('tokens. Parsing aborted'))
      throw codedError('TOKEN_LIMIT_EXCEEDED', `The query has more than ${tokens} tokens, which is the limit.`);
    throw error instanceof GraphQLError
      ? codedError('GRAPHQL_PARSE_FAILED', message, {
          source: error.source ?? null,
          positions: error.positions ?? null,
        })
      : error;
  }
}

/**
 * Reads what a client wants to be told of. Throws an `HttpRefusal` for what is no request of GraphQL, and an array of `GraphQLError`s for
 * a document that is not valid, or holds no subscription to answer.
 */
export function readSubscription(
  params: unknown,
  schema: GraphQLSchema,
  { role, limits }: { readonly role: Pick<Role, 'limits' | 'introspection'>; readonly limits: DocumentLimits },
): ReadSubscription | readonly GraphQLError[] {
  const { query, operationName, variables } = readParams(params);
  let document: DocumentNode;
  try {
    document = parseQuery(query, limitsFor(role, limits).tokens);
  } catch (error) {
    return [error as GraphQLError];
  }
  const faults = validate(schema, document, [...specifiedRules, ...limitRules(role, limits), ...readingRules(role)]);
  if (faults.length > 0)
    return faults.map(
      ({ message, nodes = null, extensions }) =>
        new GraphQLError(suggestField(message, schema), {
          nodes,
          extensions: { code: extensions['code'] ?? 'GRAPHQL_VALIDATION_FAILED' },
        }),
    );
  const operation = getOperationAST(document, operationName);
  if (operation == null)
    return [
      codedError('BAD_REQUEST', 'The document does not tell which of its operations is meant: name one of them.'),
    ];
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION)
    return [
      codedError(
        'OPERATION_NOT_SUPPORTED',
        `Only subscriptions are answered here; send a ${operation.operation} to /graphql.`,
      ),
    ];
  return { document, operationName, variables, name: operation.name?.value ?? null };
}
