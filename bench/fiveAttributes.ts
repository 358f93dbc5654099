import type { Sql } from '../src/db/client.js';

/** The attributes of the original workflow. */
export const fiveAttributes = [
  'td_total_activity_percentile',
  'td_engagement_percentile',
  'td_ad_exposure_percentile',
  'td_intent_percentile',
  'td_avg_visit_monthly_trend',
];

/** Says by how much the enriched customers differ from the port's results: a fast run must not be a wrong one. */
export async function compareWithPort(client: Sql): Promise<string> {
  const parts: string[] = [];
  for (const attribute of fiveAttributes) {
    const [row] = await client<{ largest: number | null; one_is_null: string }[]>`
      select max(abs(p.${client(attribute)}::float8 - e.${client(attribute)}::float8)) as largest,
        count(*) filter (where (p.${client(attribute)} is null) <> (e.${client(attribute)} is null)) as one_is_null
      from public.port_result as p join facet.enriched_customers as e using (customer_id)`;
    parts.push(`${attribute} ${(row?.largest ?? 0).toFixed(6)} (null on one side alone: ${row?.one_is_null})`);
  }
  return `Largest differences from the port: ${parts.join(', ')}.`;
}
