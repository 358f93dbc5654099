import { sql, type SQL } from 'drizzle-orm';
import type { Scope } from '../../../context.js';
import { anyOf, identifier, list } from '../../../db/sql.js';
import { byKey, groupByKey } from '../../../lib/byKey.js';
import type { Page } from '../../../lib/page.js';
import type { CustomerProfileRow, ProfileKey, ProfileSelection } from './shape.js';

const selectList = ({ columns }: ProfileSelection): SQL =>
  list([
    sql`customer_id as "_customer"`,
    sql`profile_date as date`,
    ...columns.map(({ key, expression }) => sql`${sql.raw(expression)} as ${identifier(key)}`),
  ]);

const keyOf = (customerId: string, day: string): string => `${day} ${customerId}`;

/** Snapshots by customer and day, in the order of keys; null where there is none. */
export async function findProfiles(
  { db }: Scope,
  keys: readonly ProfileKey[],
  selection: ProfileSelection,
): Promise<(CustomerProfileRow | null)[]> {
  const days = [...new Set(keys.map(({ day }) => day))];
  const [onlyDay] = days;
  const customers = keys.map(({ customerId }) => customerId);
  // One day, the usual case, is read by equality; pairs are named so that no day is read for a customer who did not ask, and
  // customers beside them so that the key finds them.
  const wanted =
    days.length === 1
      ? sql`profile_date = ${onlyDay}::date and ${anyOf(sql`customer_id`, customers)}`
      : sql`${anyOf(sql`profile_date`, days, 'date')} and ${anyOf(sql`customer_id`, [...new Set(customers)])}
          and (customer_id, profile_date) in (
          select * from unnest(${sql.param(customers)}::text[], ${sql.param(keys.map(({ day }) => day))}::date[]))`;
  const rows = await db.query<CustomerProfileRow>(sql`
    select ${selectList(selection)} from facet.customer_profiles where ${wanted}`);
  return byKey(
    keys.map(({ customerId, day }) => keyOf(customerId, day)),
    rows,
    (row) => keyOf(row._customer, row.date),
  );
}

/** A stretch of days of a customer's history, both ends included; null is open. */
export interface HistoryRange {
  readonly from: string | null;
  readonly to: string | null;
}

/** For each customer the snapshots of one page of days, oldest first, and one more; [] without any. */
export async function findProfilePages(
  { db }: Scope,
  customerIds: readonly string[],
  { from, to }: HistoryRange,
  page: Page<string>,
  selection: ProfileSelection,
): Promise<CustomerProfileRow[][]> {
  const bounds = [
    ...(from === null ? [] : [sql`profile_date >= ${from}::date`]),
    ...(to === null ? [] : [sql`profile_date <= ${to}::date`]),
    ...(page.after === undefined ? [] : [sql`profile_date > ${page.after}::date`]),
  ];
  const rows = await db.query<CustomerProfileRow>(sql`
    select history.* from facet.customers c
    cross join lateral (
      select ${selectList(selection)} from facet.customer_profiles p
      where p.customer_id = c.customer_id
        and profile_date in (select d.profile_date from facet.profile_days d where d.complete)
        ${bounds.length === 0 ? sql`` : sql`and ${sql.join(bounds, sql` and `)}`}
      order by profile_date limit ${page.size + 1}
    ) history
    where ${anyOf(sql`c.customer_id`, customerIds)}
    order by history."_customer", history.date`);
  return groupByKey(customerIds, rows, (row) => row._customer);
}
