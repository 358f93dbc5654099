import { OperationTypeNode, type ValidationRule } from 'graphql';
import { codedError } from '../../lib/errors/codedError.js';

/**
 * A validation rule: an operation is of a type that the schema has, which graphql-js finds out no sooner than it executes, and one answer
 * is enough for it. Refuses with `OPERATION_NOT_SUPPORTED`.
 */
export const operationTypes: ValidationRule = (context) => ({
  OperationDefinition(node) {
    const isKnown = context.getSchema().getRootType(node.operation) != null;
    if (isKnown && node.operation !== OperationTypeNode.SUBSCRIPTION) return;
    const sentence = isKnown
      ? 'Subscriptions are answered at /graphql/stream.'
      : `The ${node.operation} operation is not supported by the schema.`;
    context.reportError(codedError('OPERATION_NOT_SUPPORTED', sentence, { nodes: node }));
  },
});
