import type { AbortNotice } from '../../lib/async/LightAborter.js';
import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { getOperationAST, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { Config } from '../../config.js';
import { executeByGraphql } from '../../execution/executeByGraphql.js';
import { executePlanned } from '../../execution/executePlanned.js';
import { endsRequest } from '../../lib/errors/knownFault.js';
import { inSpan } from '../../telemetry/tracing/spans.js';
import { orAborted } from '../../lib/async/orAborted.js';
import { checkNullVariables } from '../validation/checkNullVariables.js';
import { publicError, sourceOf, wholeFailure } from '../errors/publicError.js';
import { bindData, type Envelope } from '../requests/requestState.js';
import { executeOverSubgraphs } from './executeOverSubgraphs.js';
import { localRoleSchemaOf } from '../../roleSchema/joined/localRoleSchemaOf.js';
import { tellMasked } from './tellMasked.js';
import type { OperationGuard } from './OperationGuard.js';

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

/** The schema that answers an operation alone: the one it is asked on, or the server's own behind it; undefined where several subgraphs do. */
function schemaFor(schema: GraphQLSchema, document: DocumentNode, name: string | undefined): GraphQLSchema | undefined {
  const { joined } = schema.extensions;
  if (joined === undefined) return schema;
  const { local, supergraph } = joined;
  const operation = getOperationAST(document, name);
  if (local === undefined || operation == null) return undefined;
  return supergraph.servedBy(local.name, document, operation) ? localRoleSchemaOf(schema, local.schema) : undefined;
}

const executeSpan = () => ({ name: 'execute' });

/** What is executed, in its span; nobody waits for it any more once the request has ended. */
const executed = (execute: () => Promise<ExecutionResult>, signal: AbortNotice): Promise<ExecutionResult> =>
  orAborted(inSpan(executeSpan, execute), signal);

/**
 * Executes operations on the schema each request began with, by plans or by graphql-js; its errors are fit for clients. What ends a request
 * as a whole is its answer, without data, as soon as it is known; what still runs meets an aborted signal. In a gateway, what the server's
 * own subgraph answers alone is executed as without one; anything else goes through a plan over the subgraphs, and nobody may keep it.
 * @param guards stand around each operation, in their order
 */
export function createExecutor({ plans }: Config['execution'], guards: readonly OperationGuard[] = []): Executor {
  const executeBy = plans ? executePlanned : executeByGraphql;
  const execute = async (
    { schema, document, request: { variables, operationName } }: Asked,
    envelope: Envelope,
    alone: GraphQLSchema | undefined,
  ): Promise<ExecutionResult> => {
    const { joined } = schema.extensions;
    if (alone === undefined && joined !== undefined)
      return executeOverSubgraphs(
        joined,
        { schema, document, operationName, variables },
        { envelope, execute: executeBy },
      );
    const contextValue = envelope.contextOn(schema);
    const result = await executeBy({
      schema: alone ?? schema,
      document,
      contextValue,
      variableValues: variables ?? null,
      operationName: operationName ?? null,
    });
    return tellMasked(result, contextValue);
  };
  return async (asked) => {
    const { schema, document, request } = asked;
    const envelope = asked.context as Envelope;
    const { state, conditional, executed: known } = envelope;
    if (known !== undefined) return known;
    const { signal } = state.facts;
    const { variables, operationName } = request;
    const guarded = { schema, document, operationName, variables, envelope };
    try {
      checkNullVariables(schema, document, variables);
      for (const { before } of guards) {
        const waits = before?.(guarded);
        if (waits !== undefined) await waits;
      }
      const alone = schemaFor(schema, document, request.operationName);
      if (alone === undefined) conditional?.forbid();
      // Its client has the data.
      else if (conditional !== undefined && (await conditional.isStanding(schema))) {
        for (const { after } of guards) after?.(guarded, { data: {} });
        return { data: {} };
      }
      const result: ExecutionResult = await executed(() => execute(asked, envelope, alone), signal);
      const ending = result.errors?.map(sourceOf).find(endsRequest);
      for (const { after } of guards) after?.(guarded, result);
      if (ending !== undefined) return { errors: [wholeFailure(ending, state)] };
      if (result.data) bindData(result.data, state);
      if (result.errors === undefined) return result;
      return { ...result, errors: result.errors.map((error) => publicError(error, state)) };
    } catch (error) {
      return { errors: [wholeFailure(error, state)] };
    } finally {
      for (const { ended } of guards) ended?.(guarded);
    }
  };
}
