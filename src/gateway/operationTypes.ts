import { GraphQLError, type ValidationRule } from 'graphql';

/**
 * A validation rule: an operation is of a type that the schema has. graphql-js finds that out no sooner than it executes. Refuses
 * with `OPERATION_NOT_SUPPORTED`.
 */
export const operationTypes: ValidationRule = (context) => ({
  OperationDefinition(node) {
    if (context.getSchema().getRootType(node.operation) != null) return;
    context.reportError(
      new GraphQLError(`The ${node.operation} operation is not supported by the schema.`, {
        nodes: node,
        extensions: { code: 'OPERATION_NOT_SUPPORTED' },
      }),
    );
  },
});
