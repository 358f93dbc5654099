export { derivations, derivedFrom } from './derivations.js';
export { deriveCustomers } from './deriveCustomers.js';
export { deriveIdentifiers } from './deriveIdentifiers.js';
export { deriveTransactions } from './deriveTransactions.js';
export { cleanText } from './cleanRecords.js';
export { countDiscarded, listDiscarded, type Discarded } from './discardedValues.js';
export { EMAIL_PATTERN } from './emailPattern.js';
export { nameLimits } from './findBadContacts.js';
export { followKeys } from './followKeys.js';
export {
  mergedCustomers,
  movedIdentifiers,
  sharedIdentifiers,
  spelledIdentifiers,
  type IdentifierFinding,
} from './identifierFindings.js';
export { keyOwners } from './keyOwners.js';
export { tableStatements } from './makeTable.js';
export type { Derived } from './upsert.js';
