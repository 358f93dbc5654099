import { createSourceEventStream, execute, type ExecutionArgs, type ExecutionResult, type GraphQLError } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { fullRole } from '../../config/access/Role.js';
import { isJsonObject } from '../../lib/checks/isJsonObject.js';
import { codedError } from '../../lib/errors/codedError.js';
import { roleReaderOf } from '../../roleSchema/RoleReader.js';
import { roleSchemaOf } from '../../roleSchema/roleSchemaOf.js';
import { resolveDocument } from '../documents/resolveDocument.js';
import { documentsOf, logUnpublished, withQuery } from '../documents/resolveRequest.js';
import { publicError } from '../errors/publicError.js';
import { refusalOf } from '../errors/refusalOf.js';
import { withoutSuggestion } from '../errors/withoutSuggestions.js';
import type { CostGuard } from '../execution/CostGuard.js';
import type { GuardedOperation } from '../execution/OperationGuard.js';
import { tellMasked } from '../execution/tellMasked.js';
import { nameOperation, type Admission, type RequestState } from '../requests/requestState.js';
import { checkNullVariables } from '../validation/checkNullVariables.js';
import type { DocumentLimits } from '../validation/limitsFor.js';
import { readSubscription } from './readSubscription.js';

/** What a server answers subscriptions by. */
interface SubscriptionServer {
  readonly schema: GraphQLSchema;
  readonly limits: DocumentLimits;
  readonly costs: CostGuard;
}

/** A subscription that may be told of something. */
export interface OpenSubscription {
  /** The news, as it comes. */
  readonly source: AsyncIterable<unknown>;
  readonly operation: GuardedOperation;
  /** Executes its document for a piece of news. Throws where the viewer may not spend what that costs. */
  readonly tell: (news: unknown) => Promise<ExecutionResult>;
  /** A failure as its client sees it. */
  readonly ofFault: (error: unknown) => GraphQLError;
}

/** What a client asks for, with the text of the document that it means. */
async function readParams(params: unknown, state: RequestState, admission: Admission): Promise<unknown> {
  if (!isJsonObject(params)) return params;
  try {
    const resolution = await resolveDocument(params, documentsOf(admission), false);
    logUnpublished(resolution, state.log, admission.client);
    return resolution.kind === 'asGiven' ? params : withQuery(params, resolution.query);
  } catch (error) {
    throw refusalOf(error, state);
  }
}

/** Has an operation cost what it takes. Throws where the viewer may not spend that. */
async function priced(
  costs: CostGuard,
  operation: GuardedOperation,
  execution: () => Promise<ExecutionResult>,
): Promise<ExecutionResult> {
  try {
    await costs.before(operation);
    const result = await execution();
    costs.after(operation, result);
    return result;
  } finally {
    costs.ended(operation);
  }
}

/** Tells its client of errors by codes, and of the schema's names only who may be told. */
const faultsFor =
  (state: RequestState, fit: (error: GraphQLError) => GraphQLError) =>
  (error: unknown): GraphQLError => {
    const coded = publicError(error instanceof Error ? error : new Error(String(error)), state);
    if (coded.extensions['code'] !== undefined) return fit(coded);
    return fit(codedError('BAD_USER_INPUT', coded.message, { nodes: coded.nodes ?? null }));
  };

/**
 * Opens what a client subscribes to; gives errors for a document that is refused. Throws an `HttpRefusal` for what is no request of
 * GraphQL.
 *
 * @param params `query` or what names a document, `variables` and `operationName`, of parsed JSON
 */
export async function openSubscription(
  params: unknown,
  { state, admission }: { readonly state: RequestState; readonly admission: Admission },
  server: SubscriptionServer,
): Promise<OpenSubscription | readonly GraphQLError[]> {
  const { contextOn, viewer } = admission;
  const reader = viewer && roleReaderOf(viewer);
  const schema = reader === undefined ? server.schema : roleSchemaOf(server.schema, reader);
  const { role = fullRole } = reader ?? {};
  const fit = (error: GraphQLError): GraphQLError => (role.suggestions ? error : withoutSuggestion(error));
  const read = readSubscription(await readParams(params, state, admission), schema, { role, limits: server.limits });
  if (!('document' in read)) return read.map(fit);
  const { document, operationName, variables, name } = read;
  nameOperation(state, name);
  const ofFault = faultsFor(state, fit);
  const operation: GuardedOperation = {
    schema,
    document,
    operationName: operationName ?? undefined,
    variables: variables ?? undefined,
    envelope: { state, viewer, contextOn, conditional: undefined },
  };
  let args: ExecutionArgs;
  let source: AsyncIterable<unknown> | ExecutionResult;
  try {
    checkNullVariables(schema, document, variables ?? undefined);
    // Whether it may be told of anything: nothing is executed yet.
    await priced(server.costs, operation, async () => ({}));
    args = { schema, document, operationName, variableValues: variables, contextValue: contextOn(schema) };
    source = await createSourceEventStream(args);
  } catch (error) {
    return [ofFault(error)];
  }
  if (!(Symbol.asyncIterator in source)) return (source.errors ?? []).map(ofFault);
  const tell = async (news: unknown): Promise<ExecutionResult> => {
    const executed = await priced(server.costs, operation, async () => execute({ ...args, rootValue: news }));
    const { data = null, errors, extensions } = tellMasked(executed, args.contextValue as object);
    return { data, ...(errors && { errors: errors.map(ofFault) }), ...(extensions && { extensions }) };
  };
  return { source, operation, tell, ofFault };
}
