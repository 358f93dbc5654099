import { OperationTypeNode, type ValidationRule } from 'graphql';
import { codedError } from '../../lib/errors/codedError.js';

/**
 * A validation rule: an operation is of a type that the schema has, and that one answer is enough for. graphql-js finds that out no sooner than it executes. Refuses
 * with `OPERATION_NOT_SUPPORTED`.
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
