import { getOperationAST, getVariableValues, GraphQLError, OperationTypeNode, type ExecutionResult } from 'graphql';
import { codedError } from '../lib/errors/codedError.js';
import { UserError } from '../lib/errors/UserError.js';
import { inSpan } from '../telemetry/tracing/spans.js';
import type { ErrorCode } from '../words/errorCodes.js';
import type { Supergraph } from '../supergraph/Supergraph.js';
import { AnswerErrors } from './finishing/AnswerErrors.js';
import { Finisher } from './finishing/Finisher.js';
import type { JoinedData, JoinedRun } from './fetching/JoinedRun.js';
import { LaterFetches } from './fetching/LaterFetches.js';
import type { OperationKeeper } from './OperationKeeper.js';
import type { CallSubgraph, JoinedOperation } from './Planner.js';

/** How many faults of variables are told. */
const mostFaults = 50;

/** An operation that is refused before it runs: its answer has no data. */
const refused = (message: string, code: ErrorCode): ExecutionResult => ({
  errors: [codedError(code, message)],
});

const planSpan = () => ({ name: 'plan' });

/** Executes an operation over a supergraph: plan, subgraphs, and the answer that GraphQL wants of what they gave. */
export async function executeJoined(
  { apiSchema, joins }: Supergraph,
  keeper: OperationKeeper,
  { document, operationName, variables: given, signal }: JoinedOperation,
  call: CallSubgraph,
): Promise<ExecutionResult> {
  const operation = getOperationAST(document, operationName);
  if (operation == null)
    return refused('The document does not tell which operation is meant.', 'OPERATION_RESOLUTION_FAILURE');
  if (operation.operation === OperationTypeNode.SUBSCRIPTION)
    return refused('Subscriptions are not joined over subgraphs.', 'OPERATION_NOT_SUPPORTED');
  const root = apiSchema.getRootType(operation.operation);
  if (root == null) return refused('The schema has no operations of the kind.', 'OPERATION_NOT_SUPPORTED');
  const coerced = getVariableValues(apiSchema, operation.variableDefinitions ?? [], given, { maxErrors: mostFaults });
  if (coerced.errors !== undefined)
    return {
      errors: coerced.errors.map(({ message, nodes }) =>
        codedError('BAD_USER_INPUT', message, { nodes: nodes ?? null }),
      ),
    };
  const variables = coerced.coerced;
  const planned = inSpan(planSpan, () => keeper.prepared(document, operation, variables));
  const prepared = await planned.catch((error: unknown) => {
    if (error instanceof UserError) return refused(error.message, error.code);
    // A variable of `@skip` or `@include` that is null.
    if (error instanceof GraphQLError) return refused(error.message, 'BAD_USER_INPUT');
    throw error;
  });
  if (!('answerPlan' in prepared)) return prepared;
  const { step, clientNames, answerPlan } = prepared;
  const errors = new AnswerErrors();
  const data: JoinedData = {};
  const later = new LaterFetches<JoinedRun>();
  const run = { data, variables, signal, errors, clientNames, interfaces: joins.interfaceObjects, call, later };
  await step?.run(run);
  await later.run(run);
  const answer = new Finisher(answerPlan, variables, errors).finish(data, root);
  return errors.isEmpty ? { data: answer } : { errors: errors.shownFor(answer), data: answer };
}
