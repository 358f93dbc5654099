import { sql } from 'drizzle-orm';
import type { Sql } from '../../db/client.js';
import { run } from '../../db/runStatement.js';
import { identifier } from '../../db/sql.js';
import { identified, identities } from '../activity/identities.js';
import type { DaysToCompute } from '../definitions/definition.js';
import { valuesTable } from './enrichedValues.js';

/** Numbers of events: those that a run read, and by reason those that no row of the results counts. */
export interface LeftOut {
  /** Events that the run read. */
  readonly eventsRead: number;
  readonly withoutKey: number;
  readonly duplicates: number;
  readonly unknownCustomer: number;
  readonly anonymous: number;
}

/**
 * Counts the events up to a day that belong to none of the population. Needs the values of the run; without the attribute
 * `activity_count` among them, anonymous events are counted by their session keys as they stand.
 */
export async function countLeftOut(
  db: Sql,
  context: DaysToCompute,
  { loadId, hasCounts }: { readonly loadId: string; readonly hasCounts: boolean },
): Promise<LeftOut> {
  const asOf = context.days[0] ?? '';
  const known = hasCounts
    ? sql`(select coalesce(sum(activity_count), 0) from ${identifier(valuesTable)})`
    : sql`(select coalesce(sum(events), 0) from facet.activity_visits where day <= ${asOf}::date and customer_id <> '')
        - unknown.events`;
  const [found] = await run<LeftOut>(
    db,
    sql`
    with ${identities(context)}, known as materialized (${context.population}), unknown as (
      select coalesce(sum(events), 0) as events from facet.activity_visits as v
      left join ${identified} as i on i.key = v.customer_id
      left join known on known.customer_id = coalesce(i.customer_id, v.customer_id)
      where day <= ${asOf}::date and v.customer_id <> '' and known.customer_id is null),
    days as (
      select coalesce(sum(events) filter (where load_id = ${loadId}::bigint), 0) as read,
        coalesce(sum(events) filter (where day <= ${asOf}::date), 0) as events,
        coalesce(sum(without_key) filter (where day <= ${asOf}::date), 0) as without_key,
        coalesce(sum(duplicates) filter (where day <= ${asOf}::date), 0) as duplicates
      from facet.activity_days)
    select days.read::float8 as "eventsRead", days.without_key::float8 as "withoutKey", days.duplicates::float8 as duplicates,
      unknown.events::float8 as "unknownCustomer",
      greatest(days.events - days.without_key - days.duplicates - unknown.events - (${known}), 0)::float8 as anonymous
    from days, unknown`,
  );
  return found ?? { eventsRead: 0, withoutKey: 0, duplicates: 0, unknownCustomer: 0, anonymous: 0 };
}
