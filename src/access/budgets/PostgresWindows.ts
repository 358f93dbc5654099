import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Sql } from '../../db/client.js';
import { MemoryWindows } from './MemoryWindows.js';

interface WindowOptions {
  readonly keyPrefix: string;
  readonly points: number;
  /** Seconds. */
  readonly duration: number;
  /** Processes of this server, of which each grants a part while the database does not answer; 1 unless told. */
  readonly processes?: number;
}

/** What a statement tells of a window. */
interface WindowRow {
  readonly points: number;
  /** Until it ends. */
  readonly milliseconds: number;
  readonly isTaken: boolean;
  /** When it ends, as PostgreSQL writes it: by which it is known again. */
  readonly window: string;
}

/** What the library tells of a window, with which one it is. */
export class WindowRes extends RateLimiterRes {
  constructor(
    remaining: number,
    milliseconds: number,
    spent: number,
    readonly window: string,
  ) {
    super(remaining, milliseconds, spent);
  }
}

/**
 * What is spent of windows, counted in `facet.cost_budgets` for all processes, by the clock of the database. A window begins with what is
 * spent first. While the database does not answer, each process counts for itself, and those of one server share
 * what there is.
 *
 * The statements of the library's own class want a client of `pg`, and count what they refuse: ours stand in their place.
 */
export class PostgresWindows extends RateLimiterPostgres {
  constructor(
    private readonly sql: Sql,
    private readonly options: WindowOptions,
    private readonly onError: (error: unknown) => void,
  ) {
    super({
      ...options,
      storeClient: sql,
      storeType: 'client',
      // By a migration, and cleaned by `deleteOldWindows`.
      tableCreated: true,
      clearExpiredByTimeout: false,
      insuranceLimiter: new MemoryWindows({
        ...options,
        points: Math.floor(options.points / (options.processes ?? 1)),
      }),
    });
  }

  /** Changes what was spent in a window, if it still runs. */
  async change(key: string, points: number, window: string): Promise<void> {
    await this.sql`
      update facet.cost_budgets set points = greatest(0, points + ${points})
      where key = ${this.getKey(key)} and expires_at = ${window}::timestamptz and expires_at > now()`;
  }

  /** One statement: it takes the points if they fit, and tells what is spent. The library calls it. */
  async _upsert(key: string, points: number, milliseconds: number): Promise<WindowRow> {
    const { points: most } = this.options;
    try {
      const [row] = await this.sql<WindowRow[]>`
        with taken as (
          insert into facet.cost_budgets as b (key, points, expires_at)
          values (${key}, ${points}, now() + ${milliseconds} * interval '1 millisecond')
          on conflict (key) do update set
            points = case when b.expires_at <= now() then excluded.points else b.points + excluded.points end,
            expires_at = case when b.expires_at <= now() then excluded.expires_at else b.expires_at end
          where b.expires_at <= now() or b.points + excluded.points <= ${most}
          returning points, expires_at),
        told as (
          select points, expires_at, true as is_taken from taken
          union all
          select points, expires_at, false from facet.cost_budgets
          where key = ${key} and not exists (select 1 from taken))
        select points::float8 as points, is_taken as "isTaken", expires_at::text as "window",
          greatest(0, extract(epoch from expires_at - now()) * 1000)::float8 as milliseconds
        from told`;
      // Another has begun the window in the meantime, and spent what this one asks for.
      return row ?? { points: most, milliseconds, isTaken: false, window: '' };
    } catch (error) {
      this.onError(error);
      throw error;
    }
  }

  /** What a row of `_upsert` means. The library calls it. */
  _getRateLimiterRes(_key: string, changed: number, { points, milliseconds, isTaken, window }: WindowRow): WindowRes {
    const { points: most } = this.options;
    const spent = isTaken ? points : Math.max(points + changed, most + 1);
    return new WindowRes(Math.max(0, most - points), Math.ceil(milliseconds), spent, window);
  }
}

/** Deletes windows that are over. */
export const deleteOldWindows = async (sql: Sql): Promise<void> =>
  void (await sql`delete from facet.cost_budgets where expires_at < now() - interval '1 hour'`);
