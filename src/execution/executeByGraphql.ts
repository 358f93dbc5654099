import { execute, type ExecutionArgs, type ExecutionResult } from 'graphql';
import { readCounted } from '../lib/budget/countedFields.js';

/** Executes an operation by graphql-js, whose values are counted in the budget of the context; see `countValues`. */
export const executeByGraphql = (given: ExecutionArgs): ExecutionResult | Promise<ExecutionResult> =>
  execute({ ...given, fieldResolver: readCounted }) as ExecutionResult | Promise<ExecutionResult>;
