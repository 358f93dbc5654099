export { deriveCustomers } from './deriveCustomers.js';
export { deriveIdentifiers } from './deriveIdentifiers.js';
export { deriveTransactions } from './deriveTransactions.js';
export { EMAIL_PATTERN } from './emailPattern.js';
export type { Derived } from './upsert.js';
