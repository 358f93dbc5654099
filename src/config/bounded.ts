import { z } from 'zod';

/** A number within bounds, which belong to it; faults are sentences that go on from the name of the key. */
export const bounded = (least: number, most: number) =>
  z.number('is not a number').min(least, `is less than ${least}`).max(most, `is more than ${most}`);

/** A whole number within bounds, which belong to it; `what` is the noun of its sentences. */
export const boundedWhole = (least: number, most: number, what = 'number') =>
  z.int(`is not a whole ${what}`).min(least, `is less than ${least}`).max(most, `is more than ${most}`);
