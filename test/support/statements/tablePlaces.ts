import { placementOf } from '../../../src/distribution/placements.js';

/** Where the rows of a relation are on a distributed database, and what else stands where a table may stand. */
export type Place = 'distributed' | 'reference' | 'local' | 'temporary' | 'kept' | 'function' | 'other';

/** The columns that rows are spread by. */
export const keyColumns: ReadonlySet<string> = new Set(['customer_id', 'entity_id']);

/** Where a table of the schema `facet` lies: a month as the table that it is a part of, a view of viewers as its table. */
export const placeOfTable = (name: string): 'distributed' | 'reference' | 'local' =>
  placementOf(name.replace(/_\d{4}_\d{2}$/, '').replace(/^seen_/, '')).kind;
