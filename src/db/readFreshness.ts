import type { Sql } from './client.js';

interface FreshnessRow {
  readonly newest_complete_day: string | null;
  readonly activity_until: string | null;
  readonly enriched_as_of: string | null;
  readonly enriched_at: string | null;
  readonly daily_at: string | null;
  readonly failed_step: string | null;
  readonly daily_failed: boolean | null;
}

/**
 * How far snapshots and roll-ups reach, and what the newest finished enrichment and daily run came to, in one statement;
 * null for what is not there.
 */
export async function readFreshness(client: Sql) {
  const [row] = await client<FreshnessRow[]>`
    select
      (select max(profile_date) from facet.profile_days where complete) as newest_complete_day,
      (select last_day from facet.activity_rollup) as activity_until,
      enrich.as_of as enriched_as_of, enrich.finished_at as enriched_at,
      daily.finished_at as daily_at, daily.step as failed_step, daily.failed as daily_failed
    from (values (1)) as one
    left join lateral (
      select inputs->>'asOf' as as_of, finished_at from facet.loads
      where kind = 'enrich' and finished_at is not null and not coalesce(result ? 'error', false)
      order by load_id desc limit 1) as enrich on true
    left join lateral (
      select finished_at, result->>'step' as step, coalesce(result ? 'error', false) as failed from facet.loads
      where kind = 'daily' and finished_at is not null order by load_id desc limit 1) as daily on true`;
  const { enriched_as_of: asOf, enriched_at: enrichedAt, daily_at: dailyAt, failed_step: failedStep } = row ?? {};
  return {
    newestCompleteDay: row?.newest_complete_day ?? null,
    activityUntil: row?.activity_until ?? null,
    lastEnrichment: enrichedAt == null ? null : { asOf: asOf ?? 'unknown', finishedAt: enrichedAt },
    lastDaily:
      dailyAt == null
        ? null
        : { finishedAt: dailyAt, ok: row?.daily_failed !== true, ...(failedStep != null && { failedStep }) },
  };
}

type Ready = { readonly ready: true; readonly newestCompleteDay: string | null } & {
  readonly freshness: Omit<Awaited<ReturnType<typeof readFreshness>>, 'newestCompleteDay'>;
  /** Left out where there is no read replica. */
  readonly replicaLagSeconds?: number | null;
};

/** Tells how fresh the data is; throws while the database does not answer. Many who ask at once are one statement. */
export function createReadiness(client: Sql, replica?: { readonly lagSeconds: number | null }): () => Promise<Ready> {
  const read = async (): Promise<Ready> => {
    const { newestCompleteDay, ...freshness } = await readFreshness(client);
    const lag = replica !== undefined && { replicaLagSeconds: replica.lagSeconds };
    return { ready: true, newestCompleteDay, freshness, ...lag };
  };
  let running: Promise<Ready> | undefined;
  return () =>
    (running ??= read().finally(() => {
      running = undefined;
    }));
}
