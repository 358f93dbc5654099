import { sql, type SQL } from 'drizzle-orm';
import type { ProfileColumn } from '../../../../catalogue/catalogue.js';
import { identifier, list } from '../../../../db/sql.js';
import type { ChangeEnds, ChangePage } from './shape.js';

/** Customers whose ends are looked up one by one, before all others' are read as a whole. */
const nearCustomers = 5000;

export const asText = ({ expression }: ProfileColumn): SQL => sql`(${sql.raw(expression)})::text`;

/** Equal where the texts are. */
const asIs = ({ expression }: ProfileColumn): SQL => sql`(${sql.raw(expression)})`;

/** The number of a column in the order of columns. */
export const numberOf = (index: number): SQL => sql.raw(String(index + 1));

/** A key's place in the order of keys. */
const placeOf = (keys: readonly string[], key: SQL): SQL => sql`array_position(${sql.param(keys)}::text[], ${key})`;

const named = (columns: readonly ProfileColumn[], read: (column: ProfileColumn) => SQL): SQL =>
  list(columns.map((column) => sql`${read(column)} as ${identifier(column.key)}`));

/** A customer's snapshot of one day, as texts: found by its key, one for each customer. */
const snapshotOf = (columns: readonly ProfileColumn[], day: string | null): SQL => sql`
  lateral (select ${named(columns, asText)} from facet.customer_profiles p
    where p.customer_id = c.customer_id and p.profile_date = ${day}::date limit 1)`;

/** The snapshots of one day; none of the day null. */
const snapshotsOf = (columns: readonly ProfileColumn[], day: string | null, start: SQL): SQL => sql`
  (select customer_id, ${named(columns, asIs)} from facet.customer_profiles
    where profile_date = ${day}::date and customer_id >= ${start})`;

/** What is another at the ends, for each of a few customers (a table `c`). */
export function changedPairs(
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
    left join ${snapshotOf(columns, ends.from)} b on true
    left join ${snapshotOf(columns, ends.to)} a on true
    cross join lateral (values ${list(pairs)}) v (number, key, before, after)
    where v.before is distinct from v.after`;
}

/**
 * A page of the same for all customers, as tables of which the last is `changed`. Where many changed, the page is full after
 * the next few customers; where it is not, the two days are read as wholes and joined, for look-ups of everybody cost more.
 */
export function changedPage({ ends, keys, after, size }: ChangePage, columns: readonly ProfileColumn[]): SQL {
  const onwards = sql`
    select customer_id from facet.customers
    ${after === undefined ? sql`` : sql`where customer_id >= ${after.customerId}`} order by customer_id`;
  const near = changedPairs(sql`(${onwards} limit ${nearCustomers})`, ends, columns, keys);
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
      from (select from beyond where (select count(*) from near) < ${size}) needed
      cross join (
        select c.customer_id
        from ${snapshotsOf(columns, ends.from, start)} b
        full join ${snapshotsOf(columns, ends.to, start)} a on a.customer_id = b.customer_id
        join facet.customers c on c.customer_id = coalesce(a.customer_id, b.customer_id)
        where (${valuesOf('b')}) is distinct from (${valuesOf('a')}) offset 0
      ) others
    ),
    changed as materialized (
      select * from near
      union all
      (${changedPairs(sql`(select customer_id from farther order by customer_id limit ${size})`, ends, columns, keys)})
      order by customer_id, place limit ${size}
    )`;
}
