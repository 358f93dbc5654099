import { sql, type SQL } from 'drizzle-orm';
import type { ActivityTable } from './activityTable.js';
import type { DayRange } from './events.js';

export interface RollupShape {
  readonly activity: ActivityTable;
  /** Seconds. */
  readonly sessionWindow: number;
  /** Whether visits carry where they came from and what they were made with. */
  readonly details: boolean;
}

/** Stands between texts that are kept as one; URLs and user agents hold none. */
export const separator = sql`E'\\x1f'`;

/** An instant as text that sorts as it does (from the year 2000 on). */
const sortable = sql`encode(timestamptz_send(time), 'hex')`;

/** Landing: time, URL, referrer and user agent of an event as one text, whose least is that of the first event. */
const landing = sql`(${sortable} || coalesce(url, '') || ${separator} || coalesce(referrer, '') || ${separator}
  || coalesce(user_agent, '')) collate "C"`;

const exit = sql`(${sortable} || coalesce(url, '')) collate "C"`;

/**
 * Events put together where they need no comparing: those of one key and day within one bucket as long as the session
 * window are of one visit, for no two of them are further apart. That leaves far fewer rows to sort.
 */
export const bucketRows = ({ sessionWindow, details, activity }: RollupShape, events: SQL): SQL => sql`
  select customer_id, session_key, session_ip, day,
    min(time) as first_at, max(time) as last_at, count(*)::integer as events,
    (count(*) filter (where is_page_view))::integer as page_views,
    (count(*) filter (where is_ad_landing))::integer as ad_landings,
    max(intent_at) as intent_at,
    ${details ? sql`min(${landing})` : sql`null::text`} as landing,
    ${details ? sql`max(${exit})` : sql`null::text`} as exit,
    ${details ? sql`string_agg(facet.url_page(url), ${separator}) filter (where is_page_view)` : sql`null::text`} as pages,
    ${checksIds(activity) ? sql`array_agg(hashtextextended(event_id, 0)) filter (where event_id is not null)` : sql`null::bigint[]`} as ids
  from (${events}) as e
  group by customer_id, session_key, session_ip, day,
    date_bin(${`${sessionWindow} seconds`}::interval, time, timestamptz '2000-01-01 00:00:00+00')`;

/** Whether events must be looked through for ids that come twice. */
export const checksIds = ({ eventId, hasUniqueId }: ActivityTable): boolean => eventId !== undefined && !hasUniqueId;

/** Whether an event id may come twice at all; comparing bare numbers is the cheapest way to tell that none does. */
export const hasDoubles = sql`
  select count(id) > count(distinct id) as "hasDoubles" from pg_temp.facet_buckets, unnest(ids) as id`;

/** The same over `facet_events`. */
export const eventsHaveDoubles = sql`
  select count(id) > count(distinct id) as "hasDoubles"
  from (select hashtextextended(event_id, 0) as id from pg_temp.facet_events) as ids`;

/** Days on which an event id may come twice, from the hashes that the buckets hold. */
export const daysWithDoubles = sql`
  select day::text as day from pg_temp.facet_buckets, unnest(ids) as id group by day having count(id) > count(distinct id)`;

/** Takes out of `facet_events` the events that were delivered again: one of a known customer stays, else the first. */
export const deleteDoubles = sql`
  with deleted as (
    delete from pg_temp.facet_events as e using (
      select ctid, row_number() over (
        partition by day, event_id order by customer_id = '', time, customer_id, session_key, session_ip) as n
      from pg_temp.facet_events where event_id is not null
    ) as numbered
    where e.ctid = numbered.ctid and numbered.n > 1
    returning e.day)
  select day::text as day, count(*)::int as doubles from deleted group by day`;

const inRange = ({ first, last }: DayRange): SQL =>
  first === undefined ? sql`day <= ${last}::date` : sql`day between ${first}::date and ${last}::date`;

/** Removes what was rolled up of a range of days. */
export const forgetDays = (table: 'activity_visits' | 'activity_measures' | 'activity_days', range: DayRange): SQL =>
  sql`delete from facet.${sql.raw(table)} where ${inRange(range)}`;

const part = (field: number): SQL =>
  sql`nullif(split_part(substr(landing, 17), ${separator}, ${sql.raw(String(field))}), '')`;

/** Where the visits of `v` came from and what they were made with. */
const detailColumns = sql`facet.url_page(v.landing_url), facet.url_page(nullif(substr(v.exit, 17), '')),
  origin[8], origin[1], origin[2], origin[3], origin[4], origin[5], origin[6], origin[7], origin[9], device, browser,
  array_to_string(array(select unnest(string_to_array(pages, ${separator})) collate "C" order by 1), ${separator})`;

const noDetails = sql.raw(Array.from({ length: 14 }, () => 'null').join(', '));

/** Makes visits of buckets: a new one begins where the gap to the bucket before is longer than the session window. */
export function insertVisits({ sessionWindow, details }: RollupShape): SQL {
  const visits = sql`
    select customer_id, day, session_key, session_ip, min(first_at) as started_at, max(last_at) as ended_at,
      sum(events)::integer as events, sum(page_views)::integer as page_views, sum(ad_landings)::integer as ad_landings,
      max(intent_at) as intent_at, min(landing collate "C") as landing, max(exit collate "C") as exit,
      string_agg(pages, ${separator}) as pages
    from (
      select *, count(*) filter (where is_new) over buckets as visit
      from (
        select *, coalesce(
          first_at - lag(last_at) over buckets > ${`${sessionWindow} seconds`}::interval, true) as is_new
        from pg_temp.facet_buckets where customer_id <> '' or session_key <> ''
        window buckets as (partition by customer_id, session_key, session_ip, day order by first_at)
      ) as b
      window buckets as (partition by customer_id, session_key, session_ip, day order by first_at)
    ) as numbered
    group by customer_id, day, session_key, session_ip, visit`;
  const columns = sql`customer_id, day, session_key, session_ip, started_at, ended_at, events, page_views, ad_landings, intent_at`;
  const target = sql`facet.activity_visits (${columns}, landing_page, exit_page, referrer, source, medium, campaign, term,
    content, click_id_type, click_id, channel, device, browser, pages)`;
  if (!details) return sql`insert into ${target} select ${columns}, ${noDetails} from (${visits}) as v`;
  // Origins and user agents are few, visits are many: each is taken apart once.
  return sql`
    with visits as materialized (
      select *, coalesce(facet.url_host(landing_url), '') as host,
        case when strpos(landing_url, '?') > 0 then split_part(split_part(landing_url, '#', 1), '?', 2) else '' end as query,
        coalesce(facet.url_host(referring_url), '') as referring_host
      from (
        select *, ${part(1)} as landing_url, ${part(2)} as referring_url, ${part(3)} as user_agent
        from (${visits}) as v offset 0
      ) as v offset 0
    ),
    origins as materialized (
      select host, query, referring_host, facet.visit_source(
        case when host = '' then '' else 'https://' || host end || '/?' || query,
        case when referring_host <> '' then 'https://' || referring_host || '/' end) as origin
      from (select distinct host, query, referring_host from visits) as o
    ),
    agents as materialized (
      select user_agent, facet.device_of(user_agent) as device, facet.browser_of(user_agent) as browser
      from (select distinct user_agent from visits where user_agent is not null) as a
    )
    insert into ${target}
    select ${columns}, ${detailColumns}
    from visits as v join origins using (host, query, referring_host) left join agents using (user_agent)
    order by ${columns}`;
}

/**
 * Writes down what was read of each day, also of those that hold nothing any more; `doubles` are the events that were left
 * out, by day.
 */
export const insertDays = (
  loadId: string,
  doubles: ReadonlyMap<string, number>,
  emptied: readonly string[],
): SQL => sql`
  insert into facet.activity_days (day, events, without_key, duplicates, load_id)
  select day, sum(events) + coalesce(max(doubles.count), 0),
    coalesce(sum(events) filter (where customer_id = '' and session_key = ''), 0),
    coalesce(max(doubles.count), 0), ${loadId}::bigint
  from pg_temp.facet_buckets
  left join unnest(${sql.param([...doubles.keys()])}::date[], ${sql.param([...doubles.values()])}::bigint[]) as doubles (day, count)
    using (day)
  group by day
  union all
  select day, 0, 0, 0, ${loadId}::bigint from unnest(${sql.param(emptied)}::date[]) as emptied (day)
  where day not in (select day from pg_temp.facet_buckets)`;
