import { execute, Kind, OperationTypeNode, type ExecutionResult, type FragmentDefinitionNode } from 'graphql';
import type { AnswerField, AnswerPlan } from './AnswerPlan.js';

/** What the API schema says of itself. */
export function introspect(
  { supergraph, operation, fragments }: AnswerPlan,
  { nodes }: AnswerField,
  variables: Readonly<Record<string, unknown>>,
): ExecutionResult {
  const query = {
    ...operation,
    operation: OperationTypeNode.QUERY,
    selectionSet: { kind: Kind.SELECTION_SET, selections: nodes },
  } as const;
  const definitions = [query, ...(Object.values(fragments) as FragmentDefinitionNode[])];
  return execute({
    schema: supergraph.apiSchema,
    document: { kind: Kind.DOCUMENT, definitions },
    variableValues: variables,
  }) as ExecutionResult;
}
