import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { ExecutionResult } from 'graphql';
import type { Config } from '../../config.js';
import { executeByGraphql } from '../../execution/executeByGraphql.js';
import { executePlanned } from '../../execution/executePlanned.js';
import { endsRequest } from '../../lib/errors/knownFault.js';
import { orAborted } from '../../lib/async/orAborted.js';
import { checkNullVariables } from '../validation/checkNullVariables.js';
import { publicError, sourceOf, wholeFailure } from '../errors/publicError.js';
import { bindData, type Envelope } from '../requests/requestState.js';

type Gateway = ApolloServerOptionsWithGateway<object>['gateway'];
type ApolloExecutor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>;
/** What is read of an operation that Apollo wants executed; the context is an `Envelope`. */
interface Asked extends Pick<Parameters<ApolloExecutor>[0], 'schema' | 'document' | 'context'> {
  readonly request: {
    readonly variables?: Record<string, unknown> | undefined;
    readonly operationName?: string | undefined;
  };
}
/** What operations are executed by. */
export type Executor = (asked: Asked) => ReturnType<ApolloExecutor>;

/**
 * Executes operations on the schema each request began with, by plans or by graphql-js; its errors are fit for clients. What ends a request
 * as a whole is its answer, without data, as soon as it is known; what still runs meets an aborted signal.
 */
export function createExecutor({ plans }: Config['execution']): Executor {
  const executeBy = plans ? executePlanned : executeByGraphql;
  return async ({ schema, document, request, context: apolloContext }) => {
    const { state, contextOn, conditional, executed: known } = apolloContext as Envelope;
    if (known !== undefined) return known;
    const { signal } = state.facts;
    try {
      checkNullVariables(schema, document, request.variables);
      // Its client has the data.
      if (conditional !== undefined && (await conditional.isStanding(schema))) return { data: {} };
      const executed = executeBy({
        schema,
        document,
        contextValue: contextOn(schema),
        variableValues: request.variables ?? null,
        operationName: request.operationName ?? null,
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
