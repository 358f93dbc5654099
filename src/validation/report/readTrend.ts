import type { Sql } from '../../db/client.js';

/** Runs that a trend is made of at the most. */
const mostRuns = 30;

/** What a run came to. */
export interface TrendRun {
  readonly runId: string;
  readonly finishedAt: string;
  readonly errors: number;
  readonly warnings: number;
}

/** Runs, the oldest first, and the share of failing rows that each found by check and table. */
export interface Trend {
  readonly runs: readonly TrendRun[];
  /** By `trendKey`: percent by run, in the order of the runs; null where the run did not make the check. */
  readonly shares: ReadonlyMap<string, readonly (number | null)[]>;
}

/** What tells the results of a check on a table from others. */
export const trendKey = ({ checkId, table }: { readonly checkId: string; readonly table: string }): string =>
  `${checkId} ${table}`;

/** The newest runs of all checks, and what they found: two statements. */
export async function readTrend(client: Sql): Promise<Trend> {
  const newest = await client<{ run_id: string; finished_at: string; errors: string; warnings: string }[]>`
    select run_id, finished_at, errors, warnings from facet.validation_runs
    where not partial order by run_id desc limit ${mostRuns}`;
  const runs = newest.toReversed().map((row) => ({
    runId: row.run_id,
    finishedAt: row.finished_at,
    errors: Number(row.errors),
    warnings: Number(row.warnings),
  }));
  const rows = await client<{ run_id: string; key: string; share: number | null }[]>`
    select run_id, check_id || ' ' || table_name as key,
      (100.0 * failing_rows / nullif(evaluated_rows, 0))::float8 as share
    from facet.validation_results where run_id = any(${runs.map(({ runId }) => runId)}::bigint[])`;
  const places = new Map(runs.map(({ runId }, n) => [runId, n]));
  const shares = new Map<string, (number | null)[]>();
  for (const { run_id, key, share } of rows) {
    const own = shares.get(key) ?? runs.map(() => null);
    own[places.get(run_id) ?? 0] = share;
    shares.set(key, own);
  }
  return { runs, shares };
}
