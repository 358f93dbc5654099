import type { ExecutionResult } from 'graphql';
import type { AnswerErrors } from '../finishing/AnswerErrors.js';
import type { CallSubgraph, SubgraphCall } from '../Planner.js';
import type { LaterFetches } from './LaterFetches.js';

/** The parts of an answer while subgraphs are asked for them, under the names of the engine. */
export type JoinedData = Record<string, unknown>;

/** What the steps of a plan share while it runs once. */
export interface JoinedRun {
  readonly data: JoinedData;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal;
  readonly errors: AnswerErrors;
  readonly clientNames: ReadonlyMap<string, string>;
  /** The interfaces for which objects stand in one of the subgraphs. */
  readonly interfaces: ReadonlySet<string>;
  readonly call: CallSubgraph;
  /** What is done again once the types of objects are known that stood for interfaces. */
  readonly later: LaterFetches<JoinedRun>;
}

/** A step of a plan. It fails only where the whole operation does. */
export interface PlanStep {
  run(run: JoinedRun): Promise<void> | undefined;
}

/** What a plan asks of a subgraph, but for the variables of one operation. */
export interface FetchRequest extends Omit<SubgraphCall, 'variables'> {
  /** The names of the operation's variables that it uses. */
  readonly variableUsages: readonly string[];
}

/** What a subgraph answered, once it is known to be an answer. */
export interface SubgraphAnswer {
  readonly data: JoinedData | null;
  readonly errors: readonly unknown[];
}

/** The answer of a subgraph, or the sentence that says why it is none. */
export function readAnswer(result: ExecutionResult): SubgraphAnswer | string {
  const { data, errors } = ((result as ExecutionResult | null) ?? {}) as { data?: unknown; errors?: unknown };
  if (errors !== undefined && errors !== null && !Array.isArray(errors)) return 'its errors are no list';
  if (data !== undefined && data !== null && (typeof data !== 'object' || Array.isArray(data)))
    return 'its data is no object';
  const told = (errors ?? []) as unknown[];
  if (data == null && told.length === 0) return 'it has neither data nor errors';
  return { data: (data ?? null) as JoinedData | null, errors: told };
}

/** The variables of the operation that a fetch uses, which may be added to. */
export function usedVariables({ variableUsages }: FetchRequest, run: JoinedRun): Record<string, unknown> {
  const used: Record<string, unknown> = {};
  for (const name of variableUsages) if (Object.hasOwn(run.variables, name)) used[name] = run.variables[name];
  return used;
}
