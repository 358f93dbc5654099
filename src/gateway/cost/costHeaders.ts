import type { PointsLeft } from '../../access/budgets/PointBudgets.js';
import { secondsOf } from './refusals.js';
import type { RequestCost } from './RequestCost.js';

/** The name of the one policy, as the draft of the IETF wants one (draft-ietf-httpapi-ratelimit-headers). */
const policy = '"default"';

/** A window in whole seconds: the draft has no parts of them. */
const whole = (seconds: number): number => Math.max(1, Math.ceil(seconds));

/** The headers that tell a client what its operation cost, and what it has left. */
export function costHeaders(
  cost: RequestCost | undefined,
  { most, left, now }: { readonly most: number; readonly left: PointsLeft | undefined; readonly now: number },
): [name: string, value: string][] {
  const headers: [string, string][] = [
    ['x-cost-estimated', String(cost?.estimated ?? 0)],
    ['x-cost-actual', String(cost?.actual ?? 0)],
    ['x-cost-max', String(most)],
  ];
  if (left !== undefined) {
    const { points, seconds } = left.budget;
    const wait = left.resetsAt === undefined ? whole(seconds) : secondsOf(left.resetsAt - now);
    headers.push(
      ['ratelimit-policy', `${policy};q=${points};w=${whole(seconds)}`],
      ['ratelimit', `${policy};r=${left.remaining};t=${wait}`],
    );
  }
  if (cost?.retryAfter !== undefined) headers.push(['retry-after', String(cost.retryAfter)]);
  return headers;
}
