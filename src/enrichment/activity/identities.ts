import { sql, type SQL } from 'drizzle-orm';
import type { DaysToCompute } from '../definitions/definition.js';
import { dayRows } from '../definitions/familyRows.js';
import { inStretch } from '../definitions/inStretch.js';
import { localTime } from './localTime.js';
import { shortKey } from './shortKey.js';

/** The table of all visits and parts of visits. */
export const allVisits = sql`facet.activity_visits`;

const anonymousKeys = sql`select session_key from facet.activity_visits where customer_id = ''`;

/** The rows `(key, customer_id)` of customers by keys of events that are an identifier of theirs, not their id. */
export const identified = sql`facet_identified`;

/**
 * The rows `(session_key, customer_id, since)` of customers who have logged in, or are identified, under session keys of
 * anonymous visits.
 */
const logins = sql`facet_logins`;

/** The rows `(session_key, day, customer_id)` of the owner of the anonymous visits under a session key on a day. */
export const owners = sql`facet_owners`;

/** The rows of `identified` whose customers are of the population. */
export const knownIdentified = sql`facet_known_identified`;

/** The rows of `owners` whose customers are of the population. */
export const knownOwners = sql`facet_known_owners`;

/** The rows `(customer_id)` of customers whose visits must be sorted before it is known where one begins. */
export const linkedCustomers = sql`facet_linked_customers`;

/**
 * The `with` list that resolves identities once for all families of a query:
 * - an event's key that is not in the population belongs to the one customer who has it among `customer_identifiers`, of any
 *   system;
 * - a session key belongs on a day to the one customer who has logged in under it up to then, or whom it identifies
 *   (`customer_identifiers`, system `client_id`); a key of several customers belongs to none;
 * - visits may be linked to others where the customer owns anonymous visits (on some days only), is known by several keys, or has
 *   a visit so early on its day that it continues one of a day before.
 */
export const identities = ({
  days,
  timeZone,
  enrichment,
  population,
  everybody = population,
  visits = allVisits,
  stretch,
}: DaysToCompute): SQL => {
  const gap = sql`${`${enrichment.session_windows_time} seconds`}::interval`;
  return sql`
  ${identified} as materialized (
    select value as key, min(customer_id) as customer_id from facet.customer_identifiers
    where value in (select customer_id from facet.activity_visits)
      and value not in (select customer_id from (${everybody}) as everybody)
    group by value having min(customer_id) = max(customer_id)
  ), ${logins} as materialized (
    select session_key, coalesce(i.customer_id, v.customer_id) as customer_id, min(day) as since
    from facet.activity_visits as v left join ${identified} as i on i.key = v.customer_id
    where v.customer_id <> '' and session_key in (${anonymousKeys})
    group by session_key, coalesce(i.customer_id, v.customer_id)
    union all
    select ${shortKey(sql`value`)}, customer_id, '-infinity' from facet.customer_identifiers
    where system = 'client_id' and ${shortKey(sql`value`)} in (${anonymousKeys})
  ), ${owners} as materialized (
    select logins.session_key, days.day, min(logins.customer_id) as customer_id
    from ${logins} as logins join ${dayRows({ days })} on logins.since <= days.day
    group by logins.session_key, days.day
    having min(logins.customer_id) = max(logins.customer_id)
  ), ${linkedCustomers} as materialized (
    select customer_id from ${logins}
    union
    select customer_id from ${identified}
    union
    select early.customer_id from ${visits} as early join ${visits} as late
      on late.customer_id = early.customer_id and late.session_key = early.session_key and late.session_ip = early.session_ip
      and late.day < early.day and late.ended_at >= early.started_at - ${gap}
    where early.customer_id <> '' ${stretch === undefined ? sql`` : sql`and ${inStretch(sql`early.customer_id`, stretch)}`}
      and ${localTime(sql`(early.started_at - ${gap})`, timeZone)}::date < early.day
      and late.customer_id <> '' and ${localTime(sql`(late.ended_at + ${gap})`, timeZone)}::date > late.day
  ), ${knownIdentified} as materialized (
    select i.key, p.customer_id from ${identified} as i join (${population}) as p on p.customer_id = i.customer_id
  ), ${knownOwners} as materialized (
    select o.session_key, o.day, p.customer_id from ${owners} as o join (${population}) as p on p.customer_id = o.customer_id
  )`;
};
