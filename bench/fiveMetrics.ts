import type { Sql } from '../src/db/client.js';

/** The metrics of the original workflow. */
export const fiveMetrics = [
  'td_total_activity_percentile',
  'td_engagement_percentile',
  'td_ad_exposure_percentile',
  'td_intent_percentile',
  'td_avg_visit_monthly_trend',
];

/** Says by how much the enriched customers differ from the port's results: a fast run must not be a wrong one. */
export async function compareWithPort(sql: Sql): Promise<string> {
  const parts: string[] = [];
  for (const metric of fiveMetrics) {
    const [row] = await sql<{ largest: number | null; one_is_null: string }[]>`
      select max(abs(p.${sql(metric)}::float8 - e.${sql(metric)}::float8)) as largest,
        count(*) filter (where (p.${sql(metric)} is null) <> (e.${sql(metric)} is null)) as one_is_null
      from public.port_result as p join facet.enriched_customers as e using (customer_id)`;
    parts.push(`${metric} ${(row?.largest ?? 0).toFixed(6)} (null on one side alone: ${row?.one_is_null})`);
  }
  return `Largest differences from the port: ${parts.join(', ')}.`;
}
