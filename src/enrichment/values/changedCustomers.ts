import { sql, type SQL } from 'drizzle-orm';
import { allVisits, identified, owners } from '../activity/identities.js';
import type { DaysToCompute } from '../definitions/definition.js';
import type { ReusableState } from './keptState.js';

/** SQL: whether a visit `v` is new to the day, or has left a window or the months of the trend since the kept day. */
const edges = (windows: readonly number[], { asOf, outOfTrend }: ReusableState, day: string): SQL =>
  sql.join(
    [
      ...[0, ...new Set(windows)].map(
        (window) => sql`(v.day > ${asOf}::date - ${window}::integer and v.day <= ${day}::date - ${window}::integer)`,
      ),
      ...(outOfTrend === undefined
        ? []
        : [sql`(v.day >= ${outOfTrend.from}::date and v.day < ${outOfTrend.until}::date)`]),
    ],
    sql` or `,
  );

/**
 * A query of rows `(customer_id, visits)`: the number of visits and parts of visits that each of the population has up to a day, by
 * login or session key. Needs `identities`. Without `offset 0` Citus may lose rows.
 */
export const visitCounts = ({ population, visits = allVisits }: DaysToCompute, day: string): SQL => sql`
  select visits.customer_id, count(*) as visits
  from (
    select customer_id from ${visits} where customer_id <> '' and day <= ${day}::date
    union all
    select i.customer_id from ${visits} as v join ${identified} as i on i.key = v.customer_id
    where v.day <= ${day}::date
    union all
    select o.customer_id from ${visits} as v join ${owners} as o on o.session_key = v.session_key
    where v.customer_id = '' and v.day <= ${day}::date
    offset 0
  ) as visits join (${population}) as p on p.customer_id = visits.customer_id
  group by visits.customer_id`;

/**
 * A query of rows `(customer_id, owned)`: a hash of the session keys whose anonymous visits belong to a customer, and of the
 * other keys that the customer is known by. Needs `identities`.
 */
export const ownedKeys = sql`
  select customer_id, sum(key) as owned
  from (
    select customer_id, hashtextextended(session_key, 0) as key from ${owners}
    union all
    select customer_id, hashtextextended(key, 1) from ${identified}
  ) as keys
  group by customer_id`;

/**
 * A query of rows `(customer_id)` of the customers whose kept values `k` do not serve for the day of the context. Those
 * - have visits that are new to the day, or that leave a window or the months of the trend with it;
 * - have visits on days that were rolled up again, or fewer visits than before;
 * - own the visits of other session keys, or under other identifiers, than before;
 * - have no kept values.
 *
 * Needs `identities`.
 */
export function changedCustomers(state: ReusableState, windows: readonly number[], context: DaysToCompute): SQL {
  const [day = ''] = context.days;
  const renewed = sql`select day from facet.activity_days where load_id > ${state.loadId}::bigint`;
  const isMoved = sql`v.day <= ${day}::date and (${edges(windows, state, day)} or v.day in (${renewed}))`;
  return sql`
    select v.customer_id from facet.activity_visits as v where v.customer_id <> '' and ${isMoved}
    union
    select i.customer_id from facet.activity_visits as v join ${identified} as i on i.key = v.customer_id where ${isMoved}
    union
    select o.customer_id from facet.activity_visits as v join ${owners} as o on o.session_key = v.session_key
    where v.customer_id = '' and ${isMoved}
    union
    select k.customer_id from facet.activity_values as k left join (${ownedKeys}) as o on o.customer_id = k.customer_id
    where coalesce(o.owned, 0) <> k.owned
    union
    select k.customer_id
    from facet.activity_values as k left join (${visitCounts(context, state.asOf)}) as v on v.customer_id = k.customer_id
    where (select min(day) <= ${state.asOf}::date from (${renewed}) as days) and coalesce(v.visits, 0) <> k.visits
    union
    select p.customer_id from (${context.population}) as p
    where p.customer_id not in (select customer_id from facet.activity_values)`;
}
