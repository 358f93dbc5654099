import { z } from 'zod';
import { bounded, boundedWhole } from './bounded.js';
import { wholeCondition } from './conditionKeys.js';

const days = boundedWhole(0, 36_600, 'number of days');

/** Refuses a bound that is not above the one before it. */
function rising(given: Readonly<Record<string, number>>, context: z.RefinementCtx): void {
  const bounds = Object.entries(given);
  bounds.forEach(([key, bound], n) => {
    const before = bounds[n - 1];
    if (before !== undefined && bound <= before[1])
      context.addIssue({
        code: 'custom',
        path: [key],
        message: `is not more than ${before[0]}, which is ${before[1]}`,
      });
  });
}

const share = bounded(0, 1);

/** The keys below `enrichment.customers:`: the bounds and patterns of customer attributes, see `docs/transaction-attributes.md`. */
export const standingKeys = z
  .strictObject({
    /** Most days since the first order (`new`) and since the latest one; beyond the last a customer is dormant. */
    lifecycleDays: z
      .strictObject({ new: days.default(30), active: days.default(365), lapsed: days.default(730) })
      .superRefine(rising)
      .prefault({}),
    /** Most days since the latest order, of each churn trigger; beyond the last there is none. */
    churnDays: z
      .strictObject({
        active: days.default(60),
        coolingDown: days.default(120),
        atRisk: days.default(240),
        highlyAtRisk: days.default(365),
        lost: days.default(730),
      })
      .superRefine(rising)
      .prefault({}),
    /** The share of purchasers, by lifetime revenue, who are outliers. */
    outlierShare: share.default(0.005),
    /** Resellers have more source records than `records`, and are in the top `share` of purchasers. */
    reseller: z
      .strictObject({ records: boundedWhole(0, 1_000_000).default(50), share: share.default(0.01) })
      .prefault({}),
    /** Conditions on columns of customers, such as `{ email: { endsWith: '@acme.example' } }`. */
    isTestAccount: wholeCondition.optional(),
    isEmployee: wholeCondition.optional(),
    isBusiness: wholeCondition.optional(),
    isGiftGiver: wholeCondition.optional(),
  })
  .prefault({});
