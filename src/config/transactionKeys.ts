import { z } from 'zod';
import { boundedWhole } from './bounded.js';

/** The optional sets of transaction attributes. */
export const transactionSets = ['returns', 'cancellations', 'net_revenue', 'cost'] as const;

const days = boundedWhole(1, 36_600, 'number of days');

/** The keys below `enrichment.transactions:`, see `docs/transaction-attributes.md`. */
export const transactionKeys = z
  .strictObject({
    /** Whether each attribute gets a slot of the snapshots; the table of the newest day holds them in any case. */
    inSnapshots: z.boolean('is neither true nor false').default(true),
    /** What is worked out beside: each set has about twenty attributes. */
    sets: z
      .array(z.enum(transactionSets, `is none of ${transactionSets.join(', ')}`))
      .transform((sets) => transactionSets.filter((set) => sets.includes(set)))
      .default([]),
    /** Days after the first order within which the second one makes an early repeat purchaser. */
    earlyRepeatDays: days.default(84),
    /** Days after an order within which the next one means that the customer was retained. */
    retainedDays: days.default(365),
  })
  .prefault({});
