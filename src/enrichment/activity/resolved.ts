import { sql, type SQL } from 'drizzle-orm';
import { identifier } from '../../db/sql.js';
import type { DaysToCompute } from '../definition.js';
import { dayRows } from '../familyRows.js';

/**
 * Who is behind a session key on a day: the one customer who has logged in under it up to then, or whom it identifies
 * (`customer_identifiers`, system `client_id`). A key of several customers belongs to none.
 */
const owners = (context: DaysToCompute): SQL => sql`
  select logins.session_key, days.day, min(logins.customer_id) as customer_id
  from (
    select session_key, customer_id, min(day) as since from facet.activity_visits
    where customer_id <> '' and session_key <> '' group by session_key, customer_id
    union all
    select value, customer_id, '-infinity' from facet.customer_identifiers where system = 'client_id'
  ) as logins join ${dayRows(context)} on logins.since <= days.day
  group by logins.session_key, days.day
  having min(logins.customer_id) = max(logins.customer_id)`;

/**
 * The rows `r` of a roll-up that a day sees, with that day as `as_of` and whom they belong to as `customer`, one of the
 * population: by login, else by session key, before and after the login. `condition` is SQL over `r` and `days.day`.
 */
export const resolvedRows = (
  table: 'activity_visits' | 'activity_measures',
  context: DaysToCompute,
  condition: SQL = sql`true`,
): SQL => sql`
  select r.*, days.day as as_of, p.customer_id as customer
  from facet.${identifier(table)} as r
  join ${dayRows(context)} on r.day <= days.day
  left join (${owners(context)}) as o on r.customer_id = '' and o.session_key = r.session_key and o.day = days.day
  join (${context.population}) as p
    on p.customer_id = case when r.customer_id = '' then o.customer_id else r.customer_id end
  where ${condition}`;
