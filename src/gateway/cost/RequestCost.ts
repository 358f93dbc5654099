import type { PointsLeft, TakenPoints } from '../../access/budgets/PointBudgets.js';
import type { PricedOperation } from './Pricing.js';

/** What an operation costs, in points; it is told in headers of the answer. */
export interface RequestCost {
  readonly asked: PricedOperation;
  readonly estimated: number;
  /** What one operation of the viewer may cost at the most. */
  readonly most: number;
  /** What it came to; 0 until that is known, and for what was refused. */
  actual: number;
  /** What was taken of the viewer's budget; undefined where it has none, and before. */
  taken?: TakenPoints;
  /** What was left when it was refused. */
  left?: PointsLeft;
  /** Whether it is among those that run. */
  isRunning: boolean;
  /** Whether what it came to has been settled. */
  isSettled: boolean;
  /** Seconds after which it may be asked again. */
  retryAfter?: number;
}
