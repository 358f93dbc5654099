import { sql, type SQL } from 'drizzle-orm';
import type { ProfileColumn } from '../../../../catalogue/catalogue.js';
import type { Scope } from '../../../../context.js';
import { anyOf } from '../../../../db/sql.js';
import { groupByKey } from '../../../../lib/byKey.js';
import type { ProfileSelection } from '../shape.js';
import { asText, changedPage, changedPairs, numberOf } from './changedPairs.js';
import type { ChangeEnds, ChangePage, ChangeRow } from './shape.js';

/** Days behind `from` (null: all) up to `to`. */
const between = (from: string | null, to: string): SQL =>
  sql`profile_date > coalesce(${from}::date, '-infinity') and profile_date <= ${to}::date`;

/**
 * The first day behind `from` on which each changed column of a customer (`who`) was another. All of a customer are found at
 * once, so that the rows are read once, and no other customer's.
 */
const firstDaysOf = (columns: readonly ProfileColumn[], { from, to }: ChangeEnds): SQL => sql`
  select one.place, one.key, one.before, one.after, min(d.day) as day
  from (select profile_date as day from facet.profile_days where complete and ${between(from, to)}) d
  left join facet.customer_profiles p
    on p.customer_id = who.customer_id and p.profile_date = d.day and ${between(from, to)}
  cross join unnest(who.places, who.numbers, who.keys, who.befores, who.afters)
    one (place, number, key, before, after)
  where case one.number ${sql.join(
    columns.map((column, n) => sql`when ${numberOf(n)} then ${asText(column)}`),
    sql` `,
  )} end is distinct from one.before
  group by one.place, one.key, one.before, one.after`;

/** The two ends decide who changed (the last of `tables`, `changed`); the days in between are looked at for those alone. */
const changesStatement = (tables: SQL, ends: ChangeEnds, columns: readonly ProfileColumn[]): SQL => sql`
  with ${tables}
  select who.customer_id as "customerId", first.key, first.before, first.after, first.day as "firstChangedOn"
  from (
    select customer_id, array_agg(place) as places, array_agg(number) as numbers, array_agg(key) as keys,
      array_agg(before) as befores, array_agg(after) as afters
    from changed group by customer_id
  ) who
  cross join lateral (${firstDaysOf(columns, ends)}) first
  order by who.customer_id, first.place`;

/**
 * For each customer the selected columns whose value on the day `to` is another than on the day `from` (null: before all
 * days), with the first day it was another; [] without any. A day without a snapshot of the customer counts as nulls.
 */
export async function findChanges(
  { db }: Scope,
  customerIds: readonly string[],
  ends: ChangeEnds,
  { columns }: ProfileSelection,
): Promise<ChangeRow[][]> {
  if (columns.length === 0) return customerIds.map(() => []);
  const keys = columns.map(({ key }) => key);
  const customers = sql`(select customer_id from facet.customers where ${anyOf(sql`customer_id`, customerIds)})`;
  const changed = sql`changed as materialized (${changedPairs(customers, ends, columns, keys)})`;
  const rows = await db.query<ChangeRow>(changesStatement(changed, ends, columns));
  return groupByKey(customerIds, rows, (row) => row.customerId);
}

/**
 * The same for all customers, by their keys and the order of the column keys `keys`: those behind a position, `size` at the
 * most.
 */
export const findChangePage = ({ db }: Scope, page: ChangePage, { columns }: ProfileSelection): Promise<ChangeRow[]> =>
  db.query<ChangeRow>(changesStatement(changedPage(page, columns), page.ends, columns));
