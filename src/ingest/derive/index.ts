export { derivations, derivedFrom } from './derivations.js';
export { deriveCustomers } from './deriveCustomers.js';
export { deriveIdentifiers } from './deriveIdentifiers.js';
export { deriveTransactions } from './deriveTransactions.js';
export { countDiscarded, listDiscarded, type Discarded } from './discardedValues.js';
export { EMAIL_PATTERN } from './emailPattern.js';
export {
  mergedCustomers,
  movedIdentifiers,
  sharedIdentifiers,
  spelledIdentifiers,
  type IdentifierFinding,
} from './identifierFindings.js';
export type { Derived } from './upsert.js';
