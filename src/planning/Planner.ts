import type { DocumentNode, ExecutionResult } from 'graphql';

/** One call of a subgraph, as a plan needs it. */
export interface SubgraphCall {
  readonly subgraph: string;
  /** Parsed once per plan, so that it is the same object whenever the plan runs. */
  readonly document: DocumentNode;
  /** The document as text, printed once per plan. */
  readonly text: string;
  readonly operationName: string | undefined;
  readonly operationType: 'query' | 'mutation' | 'subscription';
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Gives what a subgraph answers; a rejected promise is a failure of the whole call. It never throws synchronously. */
export type CallSubgraph = (call: SubgraphCall) => Promise<ExecutionResult>;

/** An operation over several subgraphs; its document is valid for the API schema. */
export interface JoinedOperation {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  /** As the client gave them. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal;
}

/** Which library plans: `planner` where its native binary loads, else `stitching`. */
export type JoinedEngine = 'planner' | 'stitching';

/** Executes operations over the subgraphs of one supergraph. */
export interface JoinedExecutor {
  readonly engine: JoinedEngine;
  execute(operation: JoinedOperation, call: CallSubgraph): Promise<ExecutionResult>;
}
