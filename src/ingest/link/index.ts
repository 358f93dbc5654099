export { explainCustomer } from './explainCustomer.js';
export type { LinkFinding } from './linkFindings.js';
export { linkRecords, type Linked } from './linkRecords.js';
export { linkedType } from './writePairs.js';
