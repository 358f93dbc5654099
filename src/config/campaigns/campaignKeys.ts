import { z } from 'zod';
import { bounded } from '../bounded.js';

/** The keys below `campaigns:`, which say what holds for all planned campaigns. */
export const campaignKeys = z
  .strictObject({
    /** Whether a serving process delivers what is due; else "facet campaigns run" does, from cron. */
    deliver: z.boolean('is neither true nor false').default(true),
    /** Seconds between two looks at what is due. */
    pollSeconds: bounded(0.1, 3600).default(15),
    /** A part of all customers that no campaign is sent to, so that it can be seen what all campaigns together bring. */
    holdout: z
      .strictObject({
        /** Of all customers. */
        percent: bounded(0, 50),
        /** What customers' keys are hashed with: another salt holds others out. */
        salt: z.string('is no text').min(1, 'is empty').max(100, 'is longer than 100 characters').default('holdout'),
      })
      .nullable()
      .default(null),
  })
  .prefault({});
