import type { ImportPlan } from './planImport.js';

/** Tables of campaigns, those that others name first. */
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
 * Sources in the order of their config, but for those of campaigns: they change places among themselves, so that what they
 * name is there, however the config lists them.
 */
export function parentsFirst<T extends Pick<ImportPlan, 'target'>>(plans: readonly T[]): T[] {
  const sorted = plans.filter(({ target }) => ranks.has(target.name)).toSorted((a, b) => rankOf(a) - rankOf(b));
  const next = sorted.values();
  return plans.map((plan) => (ranks.has(plan.target.name) ? (next.next().value ?? plan) : plan));
}
