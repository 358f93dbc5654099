export { deriveCustomers } from './deriveCustomers.js';
export { deriveIdentifiers } from './deriveIdentifiers.js';
export { deriveTransactions } from './deriveTransactions.js';
export { countDiscarded, listDiscarded, type Discarded } from './discarded.js';
export { EMAIL_PATTERN } from './emailPattern.js';
export {
  mergedCustomers,
  movedIdentifiers,
  sharedIdentifiers,
  spelledIdentifiers,
  type IdentifierNews,
} from './identifierNews.js';
export type { Derived } from './upsert.js';
