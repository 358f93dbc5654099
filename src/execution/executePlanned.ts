import { isObjectType, OperationTypeNode, type ExecutionArgs, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { buildExecutionContext } from 'graphql/execution/execute.js';
import type { Budget } from '../lib/budget/Budget.js';
import { inSpanNow } from '../telemetry/tracing/spans.js';
import { executeByGraphql } from './executeByGraphql.js';
import { Execution } from './Execution.js';
import { Meter } from './Meter.js';
import { planFor } from './planKeeper.js';

/** Whether types tell themselves whether a value is of them, which plans know nothing of; by schema, and gone with it. */
const known = new WeakMap<GraphQLSchema, boolean>();

function asksTypes(schema: GraphQLSchema): boolean {
  let asks = known.get(schema);
  if (asks === undefined) {
    asks = Object.values(schema.getTypeMap()).some((type) => isObjectType(type) && type.isTypeOf != null);
    known.set(schema, asks);
  }
  return asks;
}

const budgetOf = (context: unknown): Budget | undefined =>
  (context as { readonly budget?: Budget } | undefined)?.budget;

const planSpan = () => ({ name: 'plan' });

/**
 * Executes an operation as graphql-js does, by a plan that is kept with its document. What
 * plans are not for (mutations, types with `isTypeOf`) graphql-js executes itself. The document must be valid for the schema. Data and errors
 * are the same, but for two things: an answer does not wait for what an error took out of it, and of several errors that take
 * out the same place it tells the first.
 */
export function executePlanned(given: ExecutionArgs): ExecutionResult | Promise<ExecutionResult> {
  const built = buildExecutionContext(given);
  if (!('schema' in built)) return { errors: built };
  const { schema, operation, fragments, variableValues: variables, contextValue, rootValue } = built;
  const rootType = schema.getRootType(operation.operation);
  if (rootType == null || operation.operation !== OperationTypeNode.QUERY || asksTypes(schema))
    return executeByGraphql(given);
  const plan = inSpanNow(planSpan, () => planFor(schema, operation, fragments, variables));
  return new Execution(plan, { variables, contextValue, rootValue }, new Meter(budgetOf(contextValue))).run(rootType);
}
