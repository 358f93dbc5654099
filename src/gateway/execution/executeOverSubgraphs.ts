import type { DocumentNode, ExecutionArgs, ExecutionResult, GraphQLSchema } from 'graphql';
import { anonymous } from '../../access/viewer.js';
import { signalOf } from '../../lib/async/signalOf.js';
import { endsRequest } from '../../lib/errors/knownFault.js';
import type { JoinedFacts } from '../../joining/JoinedFacts.js';
import { maskedFields, type Masking } from '../../lib/rights/maskedPlaces.js';
import type { CallSubgraph } from '../../planning/Planner.js';
import type { RemoteAsked } from '../../remote/Remote.js';
import { inSpan } from '../../telemetry/tracing/spans.js';
import { finishReadable } from '../../roleSchema/joined/finishReadable.js';
import { readableDocument } from '../../roleSchema/joined/readableDocument.js';
import { publicError, sourceOf } from '../errors/publicError.js';
import type { Envelope } from '../requests/requestState.js';
import { tellMasked } from './tellMasked.js';
import { splitIntrospection } from './splitIntrospection.js';

type Execute = (given: ExecutionArgs) => ExecutionResult | Promise<ExecutionResult>;

/** An operation over several subgraphs, as its client asked it. */
interface JoinedAsked {
  /** That its reader sees. */
  readonly schema: GraphQLSchema;
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
    signal: signalOf(signal),
    budget,
    ...(deadline !== undefined && { deadline }),
    viewer: viewer ?? anonymous,
  };
}

interface LocalOptions {
  readonly schema: GraphQLSchema;
  readonly envelope: Envelope;
  readonly execute: Execute;
  /** Told of a failure that is that of the whole request. */
  readonly onEnding: (error: Error) => void;
  /** Told of the one context of all calls. */
  readonly onContext: (context: object) => void;
}

/**
 * Calls the server's own subgraph: the executor of its schema is asked, without JSON and HTTP between, and all calls of an operation share
 * one context and its loaders. Its errors are made fit for clients here, where it is known what was thrown.
 */
function localCalls({ schema, envelope, execute, onEnding, onContext }: LocalOptions): CallSubgraph {
  let context: object | undefined;
  const open = (): object => {
    context = envelope.contextOn(schema);
    onContext(context);
    return context;
  };
  return async ({ document, operationName, variables }) => {
    const result = await execute({
      schema,
      document,
      contextValue: context ?? open(),
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
 * Calls the subgraphs of a supergraph for one operation; `onEnding` is told of a failure that is that of the whole request.
 *
 * This is the one place that every call of a joined operation goes through, with its viewer, its subgraph and the document that the plan made
 * for it. What a reader may not see was taken out of the operation before it was planned; keys that the plan adds are not the reader's.
 */
function callsOf(
  { local, remotes }: JoinedFacts,
  asked: RemoteAsked,
  options: Pick<LocalOptions, 'envelope' | 'execute' | 'onEnding' | 'onContext'>,
): CallSubgraph {
  const callLocal = local && localCalls({ schema: local.schema, ...options });
  return async (call) => {
    if (callLocal !== undefined && call.subgraph === local?.name)
      return inSpan(
        () => ({ name: `subgraph ${call.subgraph}` }),
        () => callLocal(call),
      );
    const remote = remotes.get(call.subgraph);
    if (remote === undefined) throw new Error(`The plan names "${call.subgraph}", which is no subgraph`);
    return remote.call(call, asked);
  };
}

/** The answer of an operation that was executed in two parts, with its fields in their order. */
function merged(names: readonly string[], parts: readonly ExecutionResult[]): ExecutionResult {
  const errors = parts.flatMap((part) => part.errors ?? []);
  const extensions = parts.find((part) => part.extensions !== undefined)?.extensions;
  const told = { ...(errors.length > 0 && { errors }), ...(extensions !== undefined && { extensions }) };
  // A part that was refused, or whose root could not be given, takes the other with it.
  const missing = parts.find(({ data }) => data === undefined || data === null);
  if (missing !== undefined) return missing.data === undefined ? { ...told } : { data: null, ...told };
  const all = Object.assign(Object.create(null), ...parts.map(({ data }) => data)) as Record<string, unknown>;
  return { data: Object.fromEntries(names.flatMap((name) => (name in all ? [[name, all[name]]] : []))), ...told };
}

/**
 * Executes an operation over the subgraphs of a supergraph. What asks for the schema is executed here, where what it takes is counted.
 * Rejects with what ends its request as a whole, as soon as that is known.
 */
export function executeOverSubgraphs(
  joined: JoinedFacts,
  { schema, document, operationName, variables }: JoinedAsked,
  { envelope, execute }: Pick<LocalOptions, 'envelope' | 'execute'>,
): Promise<ExecutionResult> {
  const { executor } = joined;
  const split = splitIntrospection(document, operationName);
  return new Promise((resolve, reject) => {
    const asked = askedBy(envelope);
    let local: Masking = {};
    const onContext = (context: Masking): void => void (local = context);
    const call = callsOf(joined, asked, { envelope, execute, onEnding: reject, onContext });
    const operation = { operationName: operationName ?? null, variables: variables ?? {}, signal: asked.signal };
    const plan = async (part: DocumentNode): Promise<ExecutionResult> => {
      if (schema.extensions.reader === undefined) return executor.execute({ document: part, ...operation }, call);
      const { document: readable, typeKey } = readableDocument(schema, part);
      const answer = await executor.execute({ document: readable, ...operation }, call);
      const context = { typeKey, masked: new Set<string>(), maskedBelow: maskedFields(local) };
      const found = finishReadable(answer, { schema, document: part, operationName, variables }, context);
      return tellMasked(found, context);
    };
    if (split === undefined) {
      plan(document).then(resolve, reject);
      return;
    }
    const introspect = async (): Promise<ExecutionResult> =>
      execute({
        schema,
        document: split.introspection,
        contextValue: envelope.contextOn(schema),
        variableValues: variables ?? null,
        operationName: operationName ?? null,
      });
    const parts = [introspect(), ...(split.rest === undefined ? [] : [plan(split.rest)])];
    Promise.all(parts).then((found) => resolve(merged(split.names, found)), reject);
  });
}
