import {
  isNonNullType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { UserError } from '../../lib/errors/UserError.js';

/**
 * Refuses a variable with a default that is given as null where null may not be. GraphQL finds that out at each field it
 * executes, and would make an error of 3 kB for each of them. Throws a `UserError`.
 */
export function checkNullVariables(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>> | undefined,
): void {
  if (variables === undefined || !Object.values(variables).includes(null)) return;
  const typeInfo = new TypeInfo(schema);
  const visitor = {
    [Kind.VARIABLE_DEFINITION]: () => false,
    [Kind.VARIABLE]: (node: { readonly name: { readonly value: string } }) => {
      const type = typeInfo.getInputType();
      if (variables[node.name.value] !== null || !isNonNullType(type)) return;
      throw new UserError(`Variable "$${node.name.value}" is null where "${type.toString()}" is needed.`);
    },
  };
  visit(document, visitWithTypeInfo(typeInfo, visitor));
}
