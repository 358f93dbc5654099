import { sql, type SQL } from 'drizzle-orm';

const partKey = sql`customer_id, day, session_key, session_ip`;

/** The select list of buckets that are put together into visits. */
const mergedBuckets = sql`${partKey}, min(first_at) as started_at, max(last_at) as ended_at,
  sum(events)::integer as events, sum(page_views)::integer as page_views, sum(ad_landings)::integer as ad_landings,
  max(intent_at) as intent_at`;

/**
 * A query of the visits of the buckets: a new one begins where the gap to the bucket before is longer than the session window. Most keys
 * have all events of a day within one window: these are one visit, and only the others are put in order.
 */
export function visitsOfBuckets(sessionWindow: number): SQL {
  const gap = sql`${`${sessionWindow} seconds`}::interval`;
  const buckets = sql`pg_temp.facet_buckets where (customer_id <> '' or session_key <> '')`;
  const inOrder = sql`partition by ${partKey} order by first_at`;
  return sql`
    with keys as materialized (select ${mergedBuckets} from ${buckets} group by ${partKey})
    select * from keys where ended_at - started_at <= ${gap}
    union all
    select ${mergedBuckets}
    from (
      select *, count(*) filter (where is_new) over buckets as visit
      from (
        select *, coalesce(first_at - lag(last_at) over buckets > ${gap}, true) as is_new
        from ${buckets} and (${partKey}) in (select ${partKey} from keys where ended_at - started_at > ${gap})
        window buckets as (${inOrder})
      ) as b
      window buckets as (${inOrder})
    ) as numbered
    group by ${partKey}, visit`;
}
