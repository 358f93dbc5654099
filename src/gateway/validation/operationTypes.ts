import type { ValidationRule } from 'graphql';
import { codedError } from '../errors/codedError.js';

/**
 * A validation rule: an operation is of a type that the schema has. graphql-js finds that out no sooner than it executes. Refuses
 * with `OPERATION_NOT_SUPPORTED`.
 */
export const operationTypes: ValidationRule = (context) => ({
  OperationDefinition(node) {
    if (context.getSchema().getRootType(node.operation) != null) return;
    context.reportError(
      codedError('OPERATION_NOT_SUPPORTED', `The ${node.operation} operation is not supported by the schema.`, {
        nodes: node,
      }),
    );
  },
});
