import { members } from './vocabulary.js';

/** What persons can have done with orders, in the order of the API. */
export const purchaseBehaviours = [
  'FIRST_PURCHASE',
  'HAS_PURCHASED',
  'HAS_NOT_PURCHASED',
  'REPEAT_PURCHASE',
  'MOST_FREQUENT_ORDER',
  'TOTAL_VALUE',
] as const;

/** What a person can have done with orders. */
export type PurchaseBehaviour = (typeof purchaseBehaviours)[number];

/** The behaviours as members: `PurchaseBehaviour.HAS_PURCHASED`. */
export const PurchaseBehaviour = members(purchaseBehaviours);
