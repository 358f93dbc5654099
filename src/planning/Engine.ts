import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import type { PlanStep } from './fetching/JoinedRun.js';
import type { JoinedEngine } from './Planner.js';

/** An operation as an engine is going to run it. */
export interface EngineOperation {
  /** Undefined where no subgraph is asked for anything. */
  readonly step: PlanStep | undefined;
  /** How many characters it takes, about. */
  readonly size: number;
}

/** What puts an answer together from what subgraphs say. */
export interface Engine {
  readonly name: JoinedEngine;
  /** The percentages at which fields move step by step from one subgraph to another, the lowest first. */
  readonly percentages: readonly number[];
  /**
   * Makes what runs an operation; the document has no other. What moves at a percentage above `drawn` is
   * asked for where it moves to.
   */
  prepare(document: DocumentNode, operation: OperationDefinitionNode, drawn: number): Promise<EngineOperation>;
}
