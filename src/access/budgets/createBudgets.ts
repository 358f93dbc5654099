import { LRUCache } from 'lru-cache';
import { RateLimiterRes } from 'rate-limiter-flexible';
import type { AccessConfig } from '../../config/access/accessKeys.js';
import type { PointBudget } from '../../config/access/Role.js';
import type { Sql } from '../../db/client.js';
import { viewerId, type Viewer } from '../viewer.js';
import { MemoryWindows } from './MemoryWindows.js';
import type { PointBudgets, PointsLeft, TakenPoints } from './PointBudgets.js';
import { deleteOldWindows, PostgresWindows, WindowRes } from './PostgresWindows.js';

/** Viewers of whom is known what they have left. */
const mostKnown = 10_000;
/** Milliseconds between two looks for windows that are over. */
const cleaning = 300_000;
/** Milliseconds in which a store that fails is told of once. */
const quiet = 60_000;

interface BudgetOptions {
  /** Undefined: they are counted in the memory of this process. */
  readonly sql: Sql | undefined;
  readonly log: { warn(facts: object, message: string): void };
  /** Processes of this server that count for themselves while the database does not answer, each a part; 1 unless told. */
  readonly processes?: number | undefined;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

class Budgets implements PointBudgets {
  private readonly windows = new Map<PointBudget, MemoryWindows | PostgresWindows>();
  private readonly known = new LRUCache<string, PointsLeft>({ max: mostKnown });
  private readonly running = new Set<Promise<void>>();
  private readonly timer: NodeJS.Timeout | undefined;
  private toldAt = -Infinity;
  private readonly now: () => number;

  constructor(private readonly options: BudgetOptions) {
    const { sql, now = Date.now } = options;
    this.now = now;
    this.timer = sql && setInterval(() => void deleteOldWindows(sql).catch(this.fail), cleaning).unref();
  }

  async take(viewer: Viewer, budget: PointBudget, points: number): Promise<TakenPoints> {
    const key = viewerId(viewer);
    const windows = this.windowsOf(viewer.role.name, budget);
    let found: RateLimiterRes;
    let isGranted = true;
    try {
      found = await windows.consume(key, points);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      found = refusal;
      isGranted = false;
    }
    const resetsAt = this.now() + found.msBeforeNext;
    const left = { budget, remaining: Math.max(0, found.remainingPoints), resetsAt };
    this.known.set(`${viewer.role.name} ${key}`, left);
    return { ...left, isGranted, change: (by) => this.change({ viewer, budget, found, resetsAt }, by) };
  }

  left(viewer: Viewer, budget: PointBudget): PointsLeft {
    const known = this.known.get(`${viewer.role.name} ${viewerId(viewer)}`);
    const isOver = known?.resetsAt === undefined || known.resetsAt <= this.now();
    return isOver || known.budget !== budget ? { budget, remaining: budget.points, resetsAt: undefined } : known;
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all(this.running);
  }

  private windowsOf(role: string, budget: PointBudget): MemoryWindows | PostgresWindows {
    let known = this.windows.get(budget);
    if (known === undefined) {
      const options = { keyPrefix: role, points: budget.points, duration: budget.seconds };
      const { sql, processes = 1 } = this.options;
      known =
        sql === undefined ? new MemoryWindows(options) : new PostgresWindows(sql, { ...options, processes }, this.fail);
      this.windows.set(budget, known);
    }
    return known;
  }

  private change(
    taken: {
      readonly viewer: Viewer;
      readonly budget: PointBudget;
      readonly found: RateLimiterRes;
      readonly resetsAt: number;
    },
    by: number,
  ): void {
    const { viewer, budget, found, resetsAt } = taken;
    // A window that is over has nothing of what was taken.
    if (by === 0 || this.now() >= resetsAt) return;
    const key = viewerId(viewer);
    const knownKey = `${viewer.role.name} ${key}`;
    const known = this.known.get(knownKey);
    if (known !== undefined) {
      const remaining = Math.min(budget.points, Math.max(0, known.remaining - by));
      this.known.set(knownKey, { ...known, remaining });
    }
    const windows = this.windowsOf(viewer.role.name, budget);
    const running = this.changed(windows, key, by, found).catch(this.fail);
    this.running.add(running);
    void running.finally(() => this.running.delete(running));
  }

  private async changed(windows: MemoryWindows | PostgresWindows, key: string, by: number, found: RateLimiterRes) {
    if (windows instanceof MemoryWindows) await (by < 0 ? windows.reward(key, -by) : windows.penalty(key, by));
    // What was taken while the database did not answer is counted nowhere else.
    else if (found instanceof WindowRes) await windows.change(key, by, found.window);
  }

  private readonly fail = (error: unknown): void => {
    if (this.now() - this.toldAt < quiet) return;
    this.toldAt = this.now();
    this.options.log.warn(
      { err: error },
      'Points of budgets could not be counted in the database; until they can, this process counts them by itself.',
    );
  };
}

/** Counts what viewers spend of the budgets of their roles: in the memory of this process, or in a database for all. */
export const createBudgets = (options: BudgetOptions): PointBudgets => new Budgets(options);

/** Opens what the config says; undefined where no role has a budget. What has to be closed at the end goes into `opened`. */
export function openBudgets(
  { roles, budgets: { store } }: Pick<AccessConfig, 'roles' | 'budgets'>,
  sql: Sql,
  {
    log,
    opened,
    processes,
  }: Pick<BudgetOptions, 'log' | 'processes'> & { readonly opened: (() => void | Promise<void>)[] },
): PointBudgets | undefined {
  if ([...roles.values()].every(({ budget }) => budget === null)) return undefined;
  const budgets = createBudgets({ sql: store === 'postgres' ? sql : undefined, log, processes });
  opened.push(() => budgets.stop());
  return budgets;
}
