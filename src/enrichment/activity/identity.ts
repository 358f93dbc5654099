import { sql, type SQL } from 'drizzle-orm';
import type { DaysToCompute } from '../definition.js';
import { dayRows } from '../familyRows.js';
import { shortKey } from './shortKey.js';

/** The table of all visits and parts of visits. */
export const allVisits = sql`facet.activity_visits`;

const anonymousKeys = sql`select session_key from facet.activity_visits where customer_id = ''`;

/** The rows `(key, customer_id)` of whom keys of events mean that are no customer's, but an identifier of one. */
export const identified = sql`facet_identified`;

/** The rows `(session_key, customer_id, since)` of who has logged in, or is identified, under session keys of anonymous visits. */
const logins = sql`facet_logins`;

/** The rows `(session_key, day, customer_id)` of whom the anonymous visits under a session key belong to on a day. */
export const owners = sql`facet_owners`;

/** The rows `(customer_id)` of those whose visits must be put in order before it is known where one begins. */
export const linkedCustomers = sql`facet_linked_customers`;

/**
 * The `with` list of what is found out about identities once for all families of a query:
 * - who is meant by an event's key that is not in the population: the one customer who has it among `customer_identifiers`, of
 *   whatever system;
 * - who is behind a session key on a day: the one customer who has logged in under it up to then, or whom it identifies
 *   (`customer_identifiers`, system `client_id`); a key of several customers belongs to none;
 * - whose visits may be linked to others: those of customers behind anonymous visits, which belong to them on some days only, of those
 *   who are known by several keys, and of those with a visit so early on its day that it may go on with one of the day before.
 */
export const identities = ({
  days,
  timeZone,
  enrichment,
  population,
  everybody = population,
  visits = allVisits,
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
    select customer_id from ${visits}
    where customer_id <> '' and ((started_at - ${gap}) at time zone ${timeZone})::date < day
  )`;
};
