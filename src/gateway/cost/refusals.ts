import type { PointsLeft } from '../../access/budgets/PointBudgets.js';
import { UserError } from '../../lib/errors/UserError.js';
import type { PricedOperation } from './Pricing.js';
import type { ListCheck } from './listChecks.js';
import { mostPoints, type Variables } from './Formula.js';
import { whatFits } from './whatFits.js';

/** The seconds after which something can be asked again that has to wait so many milliseconds. */
export const secondsOf = (milliseconds: number): number => Math.max(1, Math.ceil(milliseconds / 1000));

const costs = (points: number): string =>
  points >= mostPoints
    ? 'The operation asks for more than can be reckoned'
    : `The operation is estimated at ${points} points`;

const advice = (fitting: string | undefined): string =>
  fitting === undefined ? 'Ask for shorter lists or fewer fields, or in several operations.' : `${fitting} would fit.`;

/** An operation that costs more than one may; a length that would fit is worked out for it. */
export const tooExpensive = (asked: PricedOperation, estimated: number, most: number): UserError =>
  new UserError(
    `${costs(estimated)}, and ${most} are the most for one. ${advice(whatFits(asked, most))}`,
    'COST_ESTIMATED_TOO_EXPENSIVE',
  );

/** An operation for which the viewer has no points left until its window ends. */
export function rateLimited(
  asked: PricedOperation,
  estimated: number,
  { budget, remaining, resetsAt = 0 }: PointsLeft,
  now: number,
): UserError {
  const fitting = remaining > 0 ? whatFits(asked, remaining) : undefined;
  const rest = fitting === undefined ? '' : `; until then ${fitting} would fit`;
  return new UserError(
    `${costs(estimated)}, and ${remaining} of your ${budget.points} for ${budget.seconds} s are left. ` +
      `All of them are there again in ${secondsOf(resetsAt - now)} s${rest}.`,
    'REQUEST_RATE_LIMITED',
  );
}

/** An operation beside those that run already. */
export const tooManyRunning = (estimated: number, most: number): UserError =>
  new UserError(
    `${costs(estimated)}, and with those that are being answered that is more than ${most}, which is the most at the same time; ` +
      'ask again in a moment, or for less.',
    'REQUEST_CONCURRENCY_LIMITED',
  );

/** Refuses a page or a list of keys that is longer than a role may ask for. Throws a `UserError`. */
export function checkLists(checks: readonly ListCheck[], variables: Variables, most: number, role: string): void {
  for (const { label, length } of checks) {
    const found = 'known' in length ? length.known : length.read(variables);
    if (found === undefined || found <= most) continue;
    throw new UserError(
      `${label.slice(0, -1)} ${found}) is more than the ${most} that the role "${role}" may ask for at once; ${label.slice(0, -1)} ${most}) would fit.`,
      'MAX_LIST_SIZE_LIMIT',
    );
  }
}
