import type { Job } from '../../db/job.js';
import { deriveCustomers } from './deriveCustomers.js';
import { deriveIdentifiers } from './deriveIdentifiers.js';
import { deriveTransactions } from './deriveTransactions.js';
import type { Derived } from './upsert.js';

/** A table that is worked out from others. */
interface Derivation {
  readonly table: string;
  readonly derive: (job: Job, loadId: string) => Promise<Derived>;
  /** The import targets that it reads. */
  readonly from: readonly string[];
}

const people = ['unified_customers', 'customer_profiles'];

/** The derived tables, in the order in which they have to be derived. */
export const derivations: readonly Derivation[] = [
  { table: 'customers', derive: deriveCustomers, from: people },
  { table: 'customer_identifiers', derive: deriveIdentifiers, from: people },
  { table: 'unified_transactions', derive: deriveTransactions, from: ['unified_itemized_transactions', ...people] },
];

/** The import targets that something is derived from. */
export const derivedFrom: ReadonlySet<string> = new Set(derivations.flatMap(({ from }) => from));
