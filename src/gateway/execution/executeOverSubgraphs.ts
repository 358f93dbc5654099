import type { DocumentNode, ExecutionArgs, ExecutionResult, GraphQLSchema } from 'graphql';
import { endsRequest } from '../../lib/errors/knownFault.js';
import type { JoinedFacts } from '../../joining/JoinedFacts.js';
import type { CallSubgraph } from '../../planning/Planner.js';
import type { RemoteAsked } from '../../remote/Remote.js';
import { publicError, sourceOf } from '../errors/publicError.js';
import type { Envelope } from '../requests/requestState.js';

type Execute = (given: ExecutionArgs) => ExecutionResult | Promise<ExecutionResult>;

/** An operation over several subgraphs, as its client asked it. */
interface JoinedAsked {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown> | undefined;
}

/** For whom remote subgraphs are called: one object for the operation. */
function askedBy({ state: { facts }, viewer }: Envelope): RemoteAsked {
  const { headers = {}, requestId, signal, budget, deadline } = facts;
  return {
    headers,
    requestId,
    signal,
    budget,
    ...(deadline !== undefined && { deadline }),
    viewer: viewer ?? { name: 'anonymous', kind: 'anonymous' },
  };
}

interface LocalOptions {
  readonly schema: GraphQLSchema;
  readonly envelope: Envelope;
  readonly execute: Execute;
  /** Told of a failure that is that of the whole request. */
  readonly onEnding: (error: Error) => void;
}

/**
 * Calls the server's own subgraph: the executor of its schema is asked, without JSON and HTTP between, and all calls of an operation share
 * one context and its loaders. Its errors are made fit for clients here, where it is known what was thrown.
 */
function localCalls({ schema, envelope, execute, onEnding }: LocalOptions): CallSubgraph {
  let context: object | undefined;
  return async ({ document, operationName, variables }) => {
    const result = await execute({
      schema,
      document,
      contextValue: (context ??= envelope.contextOn(schema)),
      variableValues: variables,
      operationName: operationName ?? null,
    });
    const ending = result.errors?.map(sourceOf).find(endsRequest);
    if (ending !== undefined) onEnding(ending);
    if (result.errors === undefined) return result;
    return { ...result, errors: result.errors.map((error) => publicError(error, envelope.state)) };
  };
}

/**
 * Executes an operation over the subgraphs of a supergraph. Rejects with what ends its request as a whole, as soon as that is known.
 *
 * This is the one place that every call of a joined operation goes through, with its viewer, its subgraph and the document that the plan made
 * for it: rights over fields of remote subgraphs are to be asked here, before the call.
 */
export function executeOverSubgraphs(
  { executor, local, remotes }: JoinedFacts,
  { document, operationName, variables }: JoinedAsked,
  { envelope, execute }: Pick<LocalOptions, 'envelope' | 'execute'>,
): Promise<ExecutionResult> {
  return new Promise((resolve, reject) => {
    const asked = askedBy(envelope);
    const callLocal = local && localCalls({ schema: local.schema, envelope, execute, onEnding: reject });
    const call: CallSubgraph = async (one) => {
      if (callLocal !== undefined && one.subgraph === local?.name) return callLocal(one);
      const remote = remotes.get(one.subgraph);
      if (remote === undefined) throw new Error(`The plan names "${one.subgraph}", which is no subgraph`);
      return remote.call(one, asked);
    };
    const operation = {
      document,
      operationName: operationName ?? null,
      variables: variables ?? {},
      signal: asked.signal,
    };
    executor.execute(operation, call).then(resolve, reject);
  });
}
