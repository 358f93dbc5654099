import type { DataType } from '../words/dataTypes.js';

/** A column of what a destination is given. */
export interface OutgoingColumn {
  /** The outgoing name. */
  readonly as: string;
  /** What its values, which are texts here, are read as. */
  readonly type: DataType;
}

/** A row that a destination is given: the values of its columns as texts, as PostgreSQL writes them; instants in ISO 8601, in UTC. */
export type OutgoingRow = readonly (string | null)[];
