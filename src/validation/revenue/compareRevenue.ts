import { UserError } from '../../lib/errors/UserError.js';
import { sumDecimals } from '../../lib/numbers/decimals.js';
import type { ExpectedMonth } from './readExpected.js';
import type { RevenueMonth } from './revenueMonths.js';

/** A month as it was expected and as it was found. */
export interface ComparedMonth extends ExpectedMonth {
  readonly foundRevenue: string;
  readonly foundQuantity: string;
  /** Percent of the expected revenue that was found too much, or below zero too little; null where nothing was expected. */
  readonly differencePercent: number | null;
  /** Whether revenue, and quantity where it is expected, differ by no more than the tolerance. */
  readonly isWithin: boolean;
}

/** Expected revenue beside what was found. */
export interface RevenueComparison {
  readonly level: 'lines' | 'orders';
  /** Percent. */
  readonly tolerance: number;
  readonly months: readonly ComparedMonth[];
}

const percentOff = (found: string, expected: string): number | null =>
  Number(expected) === 0 ? null : ((Number(found) - Number(expected)) / Math.abs(Number(expected))) * 100;

/** A hair above the tolerance is what dividing leaves. */
const isWithin = (found: string, expected: string, tolerance: number): boolean => {
  const off = percentOff(found, expected);
  return off === null ? Number(found) === 0 : Math.abs(off) <= tolerance + 1e-9;
};

function compareMonth(
  expected: ExpectedMonth,
  months: readonly RevenueMonth[],
  { level, tolerance }: Pick<RevenueComparison, 'level' | 'tolerance'>,
): ComparedMonth {
  const own = months.filter(
    ({ month, currency }) => month === expected.month && (expected.currency ?? currency) === currency,
  );
  if (new Set(own.map(({ currency }) => currency)).size > 1)
    throw new UserError(
      `The expected revenue of ${expected.month} has no currency, and there are orders in several: ` +
        'give the file a column "currency".',
      'BAD_FILE',
    );
  const foundRevenue = sumDecimals(own.map((one) => (level === 'lines' ? one.lineRevenue : one.orderRevenue)));
  const foundQuantity = sumDecimals(own.map((one) => (level === 'lines' ? one.lineQuantity : one.orderQuantity)));
  const off = percentOff(foundRevenue, expected.revenue);
  return {
    ...expected,
    foundRevenue,
    foundQuantity,
    differencePercent: off === null ? null : Number(off.toFixed(4)),
    isWithin:
      isWithin(foundRevenue, expected.revenue, tolerance) &&
      (expected.quantity === null || isWithin(foundQuantity, expected.quantity, tolerance)),
  };
}

/** Compares what is expected of months with what was found. Throws a `UserError` where money of several currencies would be added. */
export const compareRevenue = (
  expected: readonly ExpectedMonth[],
  months: readonly RevenueMonth[],
  by: Pick<RevenueComparison, 'level' | 'tolerance'>,
): RevenueComparison => ({ ...by, months: expected.map((month) => compareMonth(month, months, by)) });
