import { sql, type SQL } from 'drizzle-orm';
import type { ProfileColumn } from '../../../../catalogue/catalogue.js';
import type { Scope } from '../../../../context.js';
import { anyOf, identifier, list } from '../../../../db/sql.js';
import { groupByKey } from '../../../../lib/byKey.js';
import type { ProfileSelection } from '../shape.js';
import type { ChangeEnds, ChangePosition, ChangeRow } from './shape.js';

const asText = ({ expression }: ProfileColumn): SQL => sql`(${sql.raw(expression)})::text`;

/** The snapshots of one day, as texts; none of the day null. */
const textsOf = (columns: readonly ProfileColumn[], day: string | null): SQL => sql`
  select customer_id, ${list(columns.map((column) => sql`${asText(column)} as ${identifier(column.key)}`))}
  from facet.customer_profiles where profile_date = ${day}::date`;

/** Days behind `from` (null: all) up to `to`. */
const between = (from: string | null, to: string): SQL =>
  sql`profile_date > coalesce(${from}::date, '-infinity') and profile_date <= ${to}::date`;

/** The number of a column in the order of columns. */
const numberOf = (index: number): SQL => sql.raw(String(index + 1));

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

/** A key's place in the order of keys. */
const placeOf = (keys: readonly string[], key: SQL): SQL => sql`array_position(${sql.param(keys)}::text[], ${key})`;

/** The two ends decide who changed (`which`, and how many); the days in between are looked at for those alone. */
function changesStatement(
  ends: ChangeEnds,
  columns: readonly ProfileColumn[],
  keys: readonly string[],
  { which, limit }: { readonly which: SQL; readonly limit: SQL },
): SQL {
  const pairs = columns.map(
    ({ key }, n) => sql`(${numberOf(n)}, ${key}::text, b.${identifier(key)}, a.${identifier(key)})`,
  );
  return sql`
    with changed as materialized (
      select c.customer_id, v.number, v.key, v.before, v.after, ${placeOf(keys, sql`v.key`)} as place
      from facet.customers c
      left join (${textsOf(columns, ends.from)}) b on b.customer_id = c.customer_id
      left join (${textsOf(columns, ends.to)}) a on a.customer_id = c.customer_id
      cross join lateral (values ${list(pairs)}) v (number, key, before, after)
      where v.before is distinct from v.after and ${which} ${limit}
    )
    select who.customer_id as "customerId", first.key, first.before, first.after, first.day as "firstChangedOn"
    from (
      select customer_id, array_agg(place) as places, array_agg(number) as numbers, array_agg(key) as keys,
        array_agg(before) as befores, array_agg(after) as afters
      from changed group by customer_id
    ) who
    cross join lateral (${firstDaysOf(columns, ends)}) first
    order by who.customer_id, first.place`;
}

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
  const which = anyOf(sql`c.customer_id`, customerIds);
  const rows = await db.query<ChangeRow>(changesStatement(ends, columns, keys, { which, limit: sql`` }));
  return groupByKey(customerIds, rows, (row) => row.customerId);
}

/**
 * The same for all customers, by their keys and the order of the column keys `keys`: those behind a position, `size` at the
 * most.
 */
export function findChangePage(
  { db }: Scope,
  { ends, keys, after, size }: ChangePage,
  { columns }: ProfileSelection,
): Promise<ChangeRow[]> {
  const which =
    after === undefined
      ? sql`true`
      : sql`c.customer_id >= ${after.customerId} and (c.customer_id > ${after.customerId}
          or ${placeOf(keys, sql`v.key`)} > ${placeOf(keys, sql`${after.key}::text`)})`;
  const limit = sql`order by c.customer_id, place limit ${size}`;
  return db.query<ChangeRow>(changesStatement(ends, columns, keys, { which, limit }));
}

/** A page of the changes of all customers. */
export interface ChangePage {
  readonly ends: ChangeEnds;
  readonly keys: readonly string[];
  readonly after: ChangePosition | undefined;
  readonly size: number;
}
