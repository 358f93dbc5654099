import { sql, type SQL } from 'drizzle-orm';
import type { ProfileColumn } from '../../../../catalogue/catalogue.js';
import type { Scope } from '../../../../scope.js';
import { anyOf, identifier, list } from '../../../../db/sql.js';
import { groupByKey } from '../../../../lib/byKey.js';
import { visibleRows } from '../../../../visibleRows.js';
import type { ProfileSelection } from '../../../../catalogue/reading/selection.js';
import type { ChangeEnds, ChangePage, ChangeRow } from './shape.js';

/** Customers whose ends are looked up one by one, before all others' are read as a whole. */
const nearCustomers = 5000;

const asText = ({ expression }: ProfileColumn): SQL => sql`(${sql.raw(expression)})::text`;

/** Equal where the texts are. */
const asIs = ({ expression }: ProfileColumn): SQL => sql`(${sql.raw(expression)})`;

/** The number of a column in the order of columns. */
const numberOf = (index: number): SQL => sql.raw(String(index + 1));

/** A key's place in the order of keys. */
const placeOf = (keys: readonly string[], key: SQL): SQL => sql`array_position(${sql.param(keys)}::text[], ${key})`;

const named = (columns: readonly ProfileColumn[], read: (column: ProfileColumn) => SQL): SQL =>
  list(columns.map((column) => sql`${read(column)} as ${identifier(column.key)}`));

/** A customer's snapshot of one day, as texts: found by its key, one for each customer. */
const snapshotOf = (scope: Scope, columns: readonly ProfileColumn[], day: string | null): SQL => sql`
  lateral (select ${named(columns, asText)} from ${visibleRows(scope, 'customer_profiles', 'p')}
    where p.customer_id = c.customer_id and p.profile_date = ${day}::date limit 1)`;

/** The snapshots of one day; none of the day null. */
const snapshotsOf = (scope: Scope, columns: readonly ProfileColumn[], day: string | null, start: SQL): SQL => sql`
  (select customer_id, ${named(columns, asIs)} from ${visibleRows(scope, 'customer_profiles')}
    where profile_date = ${day}::date and customer_id >= ${start})`;

/** What is another at the ends, for each of a few customers (a table `c`). */
function changedPairs(
  scope: Scope,
  customers: SQL,
  ends: ChangeEnds,
  columns: readonly ProfileColumn[],
  keys: readonly string[],
): SQL {
  const pairs = columns.map(
    ({ key }, n) => sql`(${numberOf(n)}, ${key}::text, b.${identifier(key)}, a.${identifier(key)})`,
  );
  return sql`
    select c.customer_id, v.number, v.key, v.before, v.after, ${placeOf(keys, sql`v.key`)} as place
    from ${customers} c
    left join ${snapshotOf(scope, columns, ends.from)} b on true
    left join ${snapshotOf(scope, columns, ends.to)} a on true
    cross join lateral (values ${list(pairs)}) v (number, key, before, after)
    where v.before is distinct from v.after`;
}

/**
 * What is another at the ends for a page of all customers, as tables of which the last is `changed`. Where many changed, the page is full after
 * the next few customers; where it is not, the two days are read as wholes and joined, for look-ups of everybody cost more.
 */
function changedPage(scope: Scope, { ends, keys, after, size }: ChangePage, columns: readonly ProfileColumn[]): SQL {
  const onwards = sql`
    select customer_id from ${visibleRows(scope, 'customers')}
    ${after === undefined ? sql`` : sql`where customer_id >= ${after.customerId}`} order by customer_id`;
  const near = changedPairs(scope, sql`(${onwards} limit ${nearCustomers})`, ends, columns, keys);
  const behind =
    after === undefined
      ? sql``
      : sql`and (c.customer_id > ${after.customerId}
          or ${placeOf(keys, sql`v.key`)} > ${placeOf(keys, sql`${after.key}::text`)})`;
  const start = sql`(select customer_id from beyond)`;
  const valuesOf = (table: string): SQL => list(columns.map(({ key }) => sql`${identifier(table)}.${identifier(key)}`));
  return sql`
    near as materialized (${near} ${behind} order by c.customer_id, place limit ${size}),
    beyond as materialized (${onwards} offset ${nearCustomers} limit 1),
    farther as materialized (
      select others.customer_id
      from (select 1 from beyond where (select count(*) from near) < ${size}) needed
      cross join (
        select c.customer_id
        from ${snapshotsOf(scope, columns, ends.from, start)} b
        full join ${snapshotsOf(scope, columns, ends.to, start)} a on a.customer_id = b.customer_id
        join ${visibleRows(scope, 'customers', 'c')} on c.customer_id = coalesce(a.customer_id, b.customer_id)
        where (${valuesOf('b')}) is distinct from (${valuesOf('a')}) offset 0
      ) others
    ),
    changed as materialized (
      select * from near
      union all
      (${changedPairs(scope, sql`(select customer_id from farther order by customer_id limit ${size})`, ends, columns, keys)})
      order by customer_id, place limit ${size}
    )`;
}

/** Days behind `from` (null: all) up to `to`. */
const between = (from: string | null, to: string): SQL =>
  sql`profile_date > coalesce(${from}::date, '-infinity') and profile_date <= ${to}::date`;

/**
 * The first day behind `from` on which each changed column of a customer (`who`) was another. All of a customer are found at
 * once, so that the rows are read once, and no other customer's.
 */
const firstDaysOf = (scope: Scope, columns: readonly ProfileColumn[], { from, to }: ChangeEnds): SQL => sql`
  select one.place, one.key, one.before, one.after, min(d.day) as day
  from (select profile_date as day from facet.profile_days where complete and ${between(from, to)}) d
  left join ${visibleRows(scope, 'customer_profiles', 'p')}
    on p.customer_id = who.customer_id and p.profile_date = d.day and ${between(from, to)}
  cross join unnest(who.places, who.numbers, who.keys, who.befores, who.afters)
    one (place, number, key, before, after)
  where case one.number ${sql.join(
    columns.map((column, n) => sql`when ${numberOf(n)} then ${asText(column)}`),
    sql` `,
  )} end is distinct from one.before
  group by one.place, one.key, one.before, one.after`;

/** The two ends decide who changed (the last of `tables`, `changed`); the days in between are looked at for those alone. */
const changesStatement = (scope: Scope, tables: SQL, ends: ChangeEnds, columns: readonly ProfileColumn[]): SQL => sql`
  with ${tables}
  select who.customer_id as "customerId", first.key, first.before, first.after, first.day as "firstChangedOn"
  from (
    select customer_id, array_agg(place) as places, array_agg(number) as numbers, array_agg(key) as keys,
      array_agg(before) as befores, array_agg(after) as afters
    from changed group by customer_id
  ) who
  cross join lateral (${firstDaysOf(scope, columns, ends)}) first
  order by who.customer_id, first.place`;

/**
 * For each customer the selected columns whose value on the day `to` is another than on the day `from` (null: before all
 * days), with the first day it was another; [] without any. A day without a snapshot of the customer counts as nulls.
 */
export async function findChanges(
  scope: Scope,
  customerIds: readonly string[],
  ends: ChangeEnds,
  { columns }: ProfileSelection,
): Promise<ChangeRow[][]> {
  if (columns.length === 0) return customerIds.map(() => []);
  const keys = columns.map(({ key }) => key);
  const customers = sql`(select customer_id from ${visibleRows(scope, 'customers')} where ${anyOf(sql`customer_id`, customerIds)})`;
  const changed = sql`changed as materialized (${changedPairs(scope, customers, ends, columns, keys)})`;
  const rows = await scope.db.query<ChangeRow>(changesStatement(scope, changed, ends, columns));
  return groupByKey(customerIds, rows, (row) => row.customerId);
}

/**
 * A page of the changes of all customers, as `findChanges` gives them, in the order of customers' and columns' keys (`keys`): those
 * behind a position, `size` at the most.
 */
export const findChangePage = (scope: Scope, page: ChangePage, { columns }: ProfileSelection): Promise<ChangeRow[]> =>
  scope.db.query<ChangeRow>(changesStatement(scope, changedPage(scope, page, columns), page.ends, columns));
