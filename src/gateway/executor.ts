import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { execute, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { publicError, wholeFailure } from './publicError.js';
import type { Envelope } from './requestState.js';

type Gateway = ApolloServerOptionsWithGateway<object>['gateway'];
type Executor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>;

/** A context that wants to know which schema its request runs on, is told before the first resolver. */
interface SchemaUser {
  useSchema?(schema: GraphQLSchema): void;
}

/** Executes operations by graphql-js on the schema each request began with; its errors are fit for clients. */
export function createExecutor(): Executor {
  return async ({ schema, document, request, context: apolloContext }) => {
    const { state, context } = apolloContext as Envelope;
    try {
      (context as SchemaUser).useSchema?.(schema);
      const result: ExecutionResult = await execute({
        schema,
        document,
        contextValue: context,
        variableValues: request.variables ?? null,
        operationName: request.operationName ?? null,
      });
      if (result.errors === undefined) return result;
      return { ...result, errors: result.errors.map((error) => publicError(error, state)) };
    } catch (error) {
      return { errors: [wholeFailure(error, state)] };
    }
  };
}
