import type { Job } from '../../db/job.js';
import { deriveCustomers, deriveIdentifiers, deriveTransactions, type Derived } from '../derive/index.js';

/** A table that is worked out from others. */
export interface Derivation {
  readonly table: string;
  readonly derive: (job: Job, loadId: string) => Promise<Derived>;
  /** The import targets it reads. */
  readonly from: readonly string[];
}

const people = ['unified_customers', 'customer_profiles'];

/** In the order they have to run. */
export const derivations: readonly Derivation[] = [
  { table: 'customers', derive: deriveCustomers, from: people },
  { table: 'customer_identifiers', derive: deriveIdentifiers, from: people },
  { table: 'unified_transactions', derive: deriveTransactions, from: ['unified_itemized_transactions', ...people] },
];

/** The import targets that something is derived from. */
export const derivedFrom: ReadonlySet<string> = new Set(derivations.flatMap(({ from }) => from));
