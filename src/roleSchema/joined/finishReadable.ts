import { execute, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { noteMasked } from '../../lib/rights/maskedPlaces.js';
import { readByResponseName } from '../guardedResolver.js';
import type { AnsweredContext } from '../answeredType.js';

type Resolver = typeof readByResponseName;

/** Fields that are shown may still hold what was masked where it comes from. */
const readNoting: Resolver = (source, given, context, info) => {
  const { maskedBelow } = context as AnsweredContext;
  if (maskedBelow.size > 0 && maskedBelow.has(`${info.parentType.name}.${info.fieldName}`))
    noteMasked(context as AnsweredContext, info);
  return readByResponseName(source, given, context, info);
};

/** An operation as its client asked it, on the schema of its reader. */
interface AskedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
}

/**
 * The answer of subgraphs as its reader may see it: executed once more on the reader's schema, whose resolvers mask and hide, with the
 * answer as its data. What failed in the subgraphs stays told.
 * @param answer of the document that `readableDocument` made
 */
export function finishReadable(
  answer: ExecutionResult,
  { schema, document, operationName, variables }: AskedOperation,
  context: AnsweredContext,
): ExecutionResult {
  const { data, errors = [] } = answer;
  if (data === undefined || data === null) return answer;
  const finished = execute({
    schema,
    document,
    operationName: operationName ?? null,
    variableValues: variables ?? null,
    rootValue: data,
    contextValue: context,
    fieldResolver: readNoting,
  }) as ExecutionResult;
  const all = [...errors, ...(finished.errors ?? [])];
  return { data: finished.data ?? null, ...(all.length > 0 && { errors: all }) };
}
