import { foreignCustomers } from './foreignSynonyms.js';

/** What a customer's key goes by in files, the likeliest first; normalised as `normalName` does. */
export const customerNames: readonly string[] = [
  'amperity_id',
  'customer_id',
  'customer',
  'household_id',
  'user_id',
  'member_id',
  'contact_id',
  'person_id',
  'client_customer_id',
  'customer_no',
  'customer_number',
  'uid',
  ...foreignCustomers,
];
