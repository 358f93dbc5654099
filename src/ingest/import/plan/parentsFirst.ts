import type { ImportPlan } from './planImport.js';

/** Tables of campaigns by rank: parents have a lower one than what refers to them. */
const ranks: ReadonlyMap<string, number> = new Map([
  ['campaigns', 0],
  ['campaign_actions', 1],
  ['campaign_action_channels', 2],
  ['campaign_targetings', 2],
  ['campaign_coupons', 2],
  ['coupon_redemptions', 2],
]);

const rankOf = ({ target }: Pick<ImportPlan, 'target'>): number => ranks.get(target.name) ?? 0;

/**
 * Puts sources of campaigns behind those of their parents, however the config lists them: they change places among
 * themselves, and all other sources stay where they are.
 */
export function parentsFirst<T extends Pick<ImportPlan, 'target'>>(plans: readonly T[]): T[] {
  const sorted = plans.filter(({ target }) => ranks.has(target.name)).toSorted((a, b) => rankOf(a) - rankOf(b));
  const next = sorted.values();
  return plans.map((plan) => (ranks.has(plan.target.name) ? (next.next().value ?? plan) : plan));
}
