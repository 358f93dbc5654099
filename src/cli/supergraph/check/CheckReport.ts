import type { CompositionLoss, CompositionNote } from '../../../composition/Composition.js';
import type { FaultyOperation } from './Operation.js';

/** A change of the schema that clients see. */
export interface SchemaChange {
  readonly kind: string;
  readonly message: string;
}

/** What `facet supergraph check` found. */
export interface CheckReport {
  readonly subgraphs: readonly string[];
  readonly losses: readonly CompositionLoss[];
  readonly notes: readonly CompositionNote[];
  /** Changes against another supergraph; undefined where there is none to compare with. */
  readonly breaking: readonly SchemaChange[] | undefined;
  readonly dangerous: readonly SchemaChange[] | undefined;
  /** How many operations were looked at; undefined where none were given. */
  readonly operations: number | undefined;
  /** Those that would be refused, and were not before. */
  readonly lost: readonly FaultyOperation[];
  /** Those that the other supergraph refuses too. */
  readonly lostBefore: readonly FaultyOperation[];
  /** Whether nothing of it is a reason to fail. */
  readonly passed: boolean;
}
