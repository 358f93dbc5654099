import { sql, type SQL } from 'drizzle-orm';
import type { ActivityTable } from './activityTable.js';
import { beforePath } from './beforePath.js';
import type { EventDays } from './eventRows.js';
import { separator } from './separator.js';
import { visitsOfBuckets } from './visitsOfBuckets.js';

/** What decides how events become visits. */
export interface RollupShape {
  readonly activity: ActivityTable;
  /** Seconds. */
  readonly sessionWindow: number;
  /** Whether visits carry where they came from and what they were made with. */
  readonly details: boolean;
}

/** The bucket of an instant: a stretch of time as long as the session window. */
const bucketOf = (instant: SQL, sessionWindow: number): SQL =>
  sql`date_bin(${`${sessionWindow} seconds`}::interval, ${instant}, timestamptz '2000-01-01 00:00:00+00')`;

/**
 * A query that merges events which need no comparing: those of one key and day within one bucket as long as the session window
 * belong to one visit, because no two of them are further apart. That leaves far fewer rows to sort.
 */
export const bucketRows = ({ sessionWindow }: Pick<RollupShape, 'sessionWindow'>, events: SQL): SQL => sql`
  select customer_id, session_key, session_ip, day,
    min(time) as first_at, max(time) as last_at, count(*)::integer as events,
    (count(*) filter (where is_page_view))::integer as page_views,
    (count(*) filter (where is_ad_landing))::integer as ad_landings,
    max(intent_at) as intent_at
  from (${events}) as e
  group by customer_id, session_key, session_ip, day, ${bucketOf(sql`time`, sessionWindow)}`;

/** Whether events must be searched for ids that occur twice. */
export const checksIds = ({ eventId, hasUniqueId }: ActivityTable): boolean => eventId !== undefined && !hasUniqueId;

/**
 * A query whether an event id may occur twice in `ids`, rows `(day, id)` of hashes, see `eventIds`: comparing bare numbers is the
 * cheapest way to see that none does. The filter is for the planner, which else sorts rows and not numbers.
 */
export const idsRepeat = (ids: SQL): SQL => sql`
  select count(id) > count(distinct id) filter (where true) as "hasDuplicates" from (${ids}) as ids`;

/** A query of the days on which an event id may occur twice in `ids`. */
export const daysWithDuplicates = (ids: SQL): SQL => sql`
  select day::text as day from (${ids}) as ids group by day having count(id) > count(distinct id)`;

/** Deletes from `facet_events` the events that were delivered again: one of a known customer stays, else the first. */
export const deleteDuplicates = sql`
  with deleted as (
    delete from pg_temp.facet_events as e using (
      select ctid, row_number() over (
        partition by day, event_id order by customer_id = '', time, customer_id, session_key, session_ip) as n
      from pg_temp.facet_events where event_id is not null
    ) as numbered
    where e.ctid = numbered.ctid and numbered.n > 1
    returning e.day)
  select day::text as day, count(*)::int as duplicates from deleted group by day`;

const inRange = ({ first, last }: EventDays): SQL =>
  first === undefined ? sql`day <= ${last}::date` : sql`day between ${first}::date and ${last}::date`;

/** Deletes what was rolled up of a range of days. */
export const deleteRolledDays = (
  table: 'activity_visits' | 'activity_measures' | 'activity_days',
  range: EventDays,
): SQL => sql`delete from facet.${sql.raw(table)} where ${inRange(range)}`;

/**
 * A query of what the events of the visits `v` tell beside their number: `pages` in order of their bytes, `landing`, which is URL,
 * referrer and user agent of the first event as one text, and `exit`, the URL of the last one. Of events at one time the least counts as
 * first and the greatest as last. Events find their visit by its buckets, none of which is of two visits: a key may have thousands in a
 * day. `offset 0` has texts made once, before the rows are sorted.
 */
const visitDetails = (events: SQL, sessionWindow: number): SQL => sql`
  select visit, string_agg(page, ${separator} order by page) as pages, min(landing) as landing, max(exit) as exit
  from (
    select v.visit,
      case when e.is_page_view then facet.url_page(e.url) end collate "C" as page,
      case when e.time = v.started_at then coalesce(e.url, '') || ${separator} || coalesce(e.referrer, '') || ${separator}
        || coalesce(e.user_agent, '') end collate "C" as landing,
      case when e.time = v.ended_at then e.url::text end collate "C" as exit
    from (select *, ${bucketOf(sql`time`, sessionWindow)} as bucket from (${events}) as e) as e
    join (
      select visit, customer_id, day, session_key, session_ip, started_at, ended_at,
        generate_series(${bucketOf(sql`started_at`, sessionWindow)}, ${bucketOf(sql`ended_at`, sessionWindow)},
          ${`${sessionWindow} seconds`}::interval) as bucket
      from v
    ) as v using (customer_id, day, session_key, session_ip, bucket) offset 0
  ) as e
  group by visit`;

const part = (field: number): SQL => sql`nullif(split_part(landing, ${separator}, ${sql.raw(String(field))}), '')`;

/** Where visits came from and what they were made with. */
const detailColumns = sql`facet.url_page(landing_url), facet.url_page(nullif(exit, '')),
  origin[8], origin[1], origin[2], origin[3], origin[4], origin[5], origin[6], origin[7], origin[9], device, browser, coalesce(pages, '')`;

const noDetails = sql.raw(Array.from({ length: 14 }, () => 'null').join(', '));

/** Inserts the visits of the buckets. `events` are those that the buckets were made of, see `eventRows`. */
export function insertActivityVisits({ sessionWindow, details }: Omit<RollupShape, 'activity'>, events: SQL): SQL {
  const visits = visitsOfBuckets(sessionWindow);
  const columns = sql`customer_id, day, session_key, session_ip, started_at, ended_at, events, page_views, ad_landings, intent_at`;
  const target = sql`facet.activity_visits (${columns}, landing_page, exit_page, referrer, source, medium, campaign, term,
    content, click_id_type, click_id, channel, device, browser, pages)`;
  if (!details) return sql`insert into ${target} select ${columns}, ${noDetails} from (${visits}) as v`;
  // Origins and user agents are few, visits are many: each is parsed once.
  return sql`
    with v as materialized (
      select row_number() over () as visit, * from (${visits}) as v
    ),
    details as materialized (
      select visit, pages, exit, landing_url, user_agent, ${beforePath(sql`landing_url`)} as site,
        ${beforePath(sql`referring_url`)} as referring_site,
        case when strpos(landing_url, '?') > 0 then split_part(split_part(landing_url, '#', 1), '?', 2) else '' end as query
      from (
        select visit, pages, exit, ${part(1)} as landing_url, ${part(2)} as referring_url, ${part(3)} as user_agent
        from (${visitDetails(events, sessionWindow)}) as d offset 0
      ) as d offset 0
    ),
    origins as materialized (
      select site, query, referring_site,
        facet.visit_source(coalesce('https://' || host, '') || '/?' || query, 'https://' || referring_host || '/') as origin
      from (
        select site, query, referring_site, facet.url_host(site) as host, facet.url_host(referring_site) as referring_host
        from (select distinct site, query, referring_site from details) as o offset 0
      ) as o
    ),
    agents as materialized (
      select user_agent, facet.device_of(user_agent) as device, facet.browser_of(user_agent) as browser
      from (select distinct user_agent from details where user_agent is not null) as a
    )
    insert into ${target}
    select ${columns}, ${detailColumns}
    from v join details using (visit) join origins using (site, query, referring_site) left join agents using (user_agent)`;
}

/**
 * Records what was read of each day, also of those that hold nothing any more (`emptied`); `duplicates` are the numbers of events
 * that were left out, by day.
 */
export const insertActivityDays = (
  loadId: string,
  duplicates: ReadonlyMap<string, number>,
  emptied: readonly string[],
): SQL => sql`
  insert into facet.activity_days (day, events, without_key, duplicates, load_id)
  select day, sum(events) + coalesce(max(repeated.count), 0),
    coalesce(sum(events) filter (where customer_id = '' and session_key = ''), 0),
    coalesce(max(repeated.count), 0), ${loadId}::bigint
  from pg_temp.facet_buckets
  left join unnest(${sql.param([...duplicates.keys()])}::date[], ${sql.param([...duplicates.values()])}::bigint[]) as repeated (day, count)
    using (day)
  group by day
  union all
  select day, 0, 0, 0, ${loadId}::bigint from unnest(${sql.param(emptied)}::date[]) as emptied (day)
  where day not in (select day from pg_temp.facet_buckets)`;
