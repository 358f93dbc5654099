import type { ExecutionResult } from 'graphql';
import type { PointBudgets, TakenPoints } from '../../access/budgets/PointBudgets.js';
import { fullRole, type Role } from '../../config/access/Role.js';
import type { Config } from '../../config.js';
import type { GuardedOperation, OperationGuard } from './OperationGuard.js';
import type { RequestState } from '../requests/requestState.js';
import { costHeaders } from '../cost/costHeaders.js';
import { Pricing } from '../cost/Pricing.js';
import { checkLists, rateLimited, secondsOf, tooExpensive, tooManyRunning } from '../cost/refusals.js';
import type { RequestCost } from '../cost/RequestCost.js';

interface CostOptions {
  readonly limits: Pick<Config['limits'], 'cost' | 'runningCost' | 'listLength' | 'weights'>;
  /** Undefined where no role has a budget. */
  readonly budgets: PointBudgets | undefined;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** What one operation of a role may cost: never more than its budget has in a window. */
const mostOf = ({ limits, budget }: Role, ofServer: number): number =>
  Math.min(limits.cost ?? ofServer, budget?.points ?? Infinity);

/**
 * Prices every operation before it is executed, with the variables of its request, whichever way it came; refuses what may not be asked, and
 * settles what was taken of a budget with what it came to.
 */
export class CostGuard implements OperationGuard {
  private readonly pricing: Pricing;
  private readonly now: () => number;
  /** Estimated points of what runs. */
  private running = 0;

  constructor(private readonly options: CostOptions) {
    const { limits, now = Date.now } = options;
    this.pricing = new Pricing(limits);
    this.now = now;
  }

  /** Prices an operation. Throws a `UserError` where it is refused. */
  readonly before = (operation: GuardedOperation): void | Promise<void> => {
    const { schema, document, operationName, variables, envelope } = operation;
    const { state, viewer } = envelope;
    const role = viewer?.role ?? fullRole;
    const asked = this.pricing.priced(schema, document, operationName, variables);
    if (asked === undefined) return undefined;
    const estimated = asked.price.estimate(asked.variables);
    const most = mostOf(role, this.options.limits.cost);
    const cost: RequestCost = { asked, estimated, most, actual: 0, isRunning: false, isSettled: false };
    state.cost = cost;
    const { listSize } = role.limits;
    if (listSize !== undefined) checkLists(asked.price.checks, asked.variables, listSize, role.name);
    if (estimated > most) throw tooExpensive(asked, estimated, most);
    const { budgets } = this.options;
    if (viewer === undefined || role.budget === null || budgets === undefined) return this.begin(cost);
    return this.take(cost, budgets.take(viewer, role.budget, estimated));
  };

  /** Settles an operation with what it came to. */
  readonly after = ({ envelope: { state } }: GuardedOperation, { data }: ExecutionResult): void => {
    const { cost } = state;
    if (cost === undefined) return;
    const { asked, estimated } = cost;
    // Without data nothing was executed; what was, and came to nothing, may have cost all of it.
    if (data === undefined) this.settle(cost, 0);
    else this.settle(cost, data === null ? estimated : (asked.price.actual(data, asked.variables) ?? estimated));
  };

  /** Ends an operation. One that failed as a whole keeps what was taken for it. */
  readonly ended = ({ envelope: { state } }: GuardedOperation): void => {
    const { cost } = state;
    if (cost?.isRunning !== true) return;
    cost.isRunning = false;
    this.running -= cost.estimated;
    if (!cost.isSettled) this.settle(cost, cost.estimated);
  };

  /** The headers of an answer to who asks, as far as that is known. */
  headersOf(state: RequestState): [name: string, value: string][] {
    const { limits, budgets } = this.options;
    const { viewer } = state;
    const role = viewer?.role ?? fullRole;
    const left =
      viewer === undefined || role.budget === null
        ? undefined
        : (state.cost?.left ?? budgets?.left(viewer, role.budget));
    return costHeaders(state.cost, { most: mostOf(role, limits.cost), left, now: this.now() });
  }

  private begin(cost: RequestCost): void {
    const { runningCost } = this.options.limits;
    // One alone always runs.
    if (this.running > 0 && this.running + cost.estimated > runningCost) {
      cost.retryAfter = 1;
      cost.taken?.change(-cost.estimated);
      throw tooManyRunning(cost.estimated, runningCost);
    }
    this.running += cost.estimated;
    cost.isRunning = true;
  }

  private async take(cost: RequestCost, taking: Promise<TakenPoints>): Promise<void> {
    const taken = await taking;
    if (!taken.isGranted) {
      const now = this.now();
      cost.left = taken;
      cost.retryAfter = secondsOf((taken.resetsAt ?? now) - now);
      throw rateLimited(cost.asked, cost.estimated, taken, now);
    }
    cost.taken = taken;
    this.begin(cost);
  }

  private settle(cost: RequestCost, actual: number): void {
    if (cost.isSettled) return;
    cost.isSettled = true;
    cost.actual = actual;
    cost.taken?.change(actual - cost.estimated);
  }
}
