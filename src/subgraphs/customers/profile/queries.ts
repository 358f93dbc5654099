import { sql, type SQL } from 'drizzle-orm';
import type { Door } from '../../../db/doorTypes.js';
import type { Scope } from '../../../scope.js';
import { withoutTexts, type ProfileSelection } from '../../../catalogue/reading/selection.js';
import { fits, textColumns } from '../../../catalogue/reading/textColumns.js';
import { anyOf, identifier, list } from '../../../db/sql.js';
import { byKey, groupByKey } from '../../../lib/byKey.js';
import type { Page } from '../../../lib/relay/page.js';
import { visibleRows } from '../../../visibleRows.js';
import type { CustomerProfileRow, ProfileKey } from './shape.js';

const selectList = ({ columns, texts }: ProfileSelection): SQL =>
  list([
    sql`customer_id as "_customer"`,
    sql`profile_date as date`,
    ...columns
      .filter(({ key }) => key !== 'date')
      .map(({ key, expression }) => sql`${sql.raw(expression)} as ${identifier(key)}`),
    ...(texts.length === 0 ? [] : [textColumns(texts)]),
  ]);

/**
 * The rows of a statement over snapshots. Where a value of one of them has no form in JSON, all are read again, value by value:
 * it is an error of its own field.
 */
async function readProfiles(
  db: Door,
  selection: ProfileSelection,
  statementOf: (columns: SQL) => SQL,
): Promise<CustomerProfileRow[]> {
  const read = (of: ProfileSelection) =>
    db.query<CustomerProfileRow>(statementOf(selectList(of)), { genericPlan: true });
  const rows = await read(selection);
  return rows.every(fits) ? rows : read(withoutTexts(selection));
}

const keyOf = (customerId: string, day: string): string => `${day} ${customerId}`;

/** Snapshots by customer and day, in the order of keys; null where there is none. The days are complete ones that were found. */
export async function findProfiles(
  scope: Scope,
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
  const rows = await readProfiles(
    scope.reads?.ofDays ?? scope.db,
    selection,
    (columns) => sql`select ${columns} from ${visibleRows(scope, 'customer_profiles')} where ${wanted}`,
  );
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
  scope: Scope,
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
  const statementOf = (columns: SQL): SQL => sql`
    select history.* from ${visibleRows(scope, 'customers', 'c')}
    cross join lateral (
      select ${columns} from ${visibleRows(scope, 'customer_profiles', 'p')}
      where p.customer_id = c.customer_id
        and profile_date in (select d.profile_date from facet.profile_days d where d.complete)
        ${bounds.length === 0 ? sql`` : sql`and ${sql.join(bounds, sql` and `)}`}
      order by profile_date limit ${page.size + 1}
    ) history
    where ${anyOf(sql`c.customer_id`, customerIds)}
    order by history."_customer", history.date`;
  const rows = await readProfiles(scope.db, selection, statementOf);
  return groupByKey(customerIds, rows, (row) => row._customer);
}
