import type { ExecutionResult } from 'graphql';
import type { Envelope, NotedOperation } from '../requests/requestState.js';

/** An operation that is to be executed, by whichever way it came. */
export interface GuardedOperation extends NotedOperation {
  /** As the request gave them: not coerced. */
  readonly variables: Record<string, unknown> | undefined;
  readonly envelope: Envelope;
}

/** Stands around every operation: what it costs, who is told of it. */
export interface OperationGuard {
  /** Called before it is executed; what it throws is the whole answer. */
  readonly before?: (operation: GuardedOperation) => void | Promise<void>;
  /** Called with what it came to, before that is written; not where it was refused. */
  readonly after?: (operation: GuardedOperation, result: ExecutionResult) => void;
  /** Called when it is over, also where it was refused or failed. */
  readonly ended?: (operation: GuardedOperation) => void;
}
