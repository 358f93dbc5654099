import { UserError } from '../errors/UserError.js';

/** A stretch of days, both ends included; null is open. */
export interface DayRange {
  readonly from: string | null;
  readonly to: string | null;
}

/** Refuses a stretch that ends before it begins. Throws a `UserError`. */
export function checkRange({ from, to }: DayRange): void {
  if (from !== null && to !== null && from > to) throw new UserError(`"from" is ${from}, which is after "to", ${to}.`);
}
