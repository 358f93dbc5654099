import type { PointBudget } from '../../config/access/Role.js';
import type { Viewer } from '../viewer.js';

/** What a viewer has left of its points. */
export interface PointsLeft {
  readonly budget: PointBudget;
  readonly remaining: number;
  /** Milliseconds since 1970 when all are there again; undefined where nothing is spent. */
  readonly resetsAt: number | undefined;
}

/** Points that were asked for. */
export interface TakenPoints extends PointsLeft {
  /** False where there were not enough: then none were taken. */
  readonly isGranted: boolean;
  /** Changes what was taken, as long as its window runs: below zero, points are given back. Never fails. */
  readonly change: (points: number) => void;
}

/** The points that viewers may spend, by the budgets of their roles. */
export interface PointBudgets {
  /** Takes points of a viewer whose role has a budget. */
  readonly take: (viewer: Viewer, budget: PointBudget, points: number) => Promise<TakenPoints>;
  /** What this process knows of a viewer's points, without asking anybody. */
  readonly left: (viewer: Viewer, budget: PointBudget) => PointsLeft;
  /** Waits for what is given back. */
  readonly stop: () => Promise<void>;
}
