import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { execute, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { readCounted } from '../lib/budget/countedFields.js';
import { endsRequest } from '../lib/knownFault.js';
import { orAborted } from '../lib/orAborted.js';
import { checkNullVariables } from './checkNullVariables.js';
import { publicError, sourceOf, wholeFailure } from './publicError.js';
import { bindData, type Envelope } from './requestState.js';

type Gateway = ApolloServerOptionsWithGateway<object>['gateway'];
type Executor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>;

/** A context that wants to know which schema its request runs on, is told before the first resolver. */
interface SchemaUser {
  useSchema?(schema: GraphQLSchema): void;
}

/**
 * Executes operations by graphql-js on the schema each request began with; its errors are fit for clients. What ends a request
 * as a whole is its answer, without data, as soon as it is known; what still runs meets an aborted signal.
 */
export function createExecutor(): Executor {
  return async ({ schema, document, request, context: apolloContext }) => {
    const { state, context } = apolloContext as Envelope;
    const { signal } = state.facts;
    try {
      (context as SchemaUser).useSchema?.(schema);
      checkNullVariables(schema, document, request.variables);
      const executed = execute({
        schema,
        document,
        contextValue: context,
        variableValues: request.variables ?? null,
        operationName: request.operationName ?? null,
        fieldResolver: readCounted,
      });
      const result: ExecutionResult = await orAborted(executed, signal);
      const ending = result.errors?.map(sourceOf).find(endsRequest);
      if (ending !== undefined) return { errors: [wholeFailure(ending, state)] };
      if (result.data) bindData(result.data, state);
      if (result.errors === undefined) return result;
      return { ...result, errors: result.errors.map((error) => publicError(error, state)) };
    } catch (error) {
      return { errors: [wholeFailure(error, state)] };
    }
  };
}
