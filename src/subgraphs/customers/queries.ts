import { sql, type SQL } from 'drizzle-orm';
import type { Scope } from '../../context.js';
import { anyOf, identifier, list } from '../../db/sql.js';
import { byKey } from '../../lib/byKey.js';
import type { Page } from '../../lib/page.js';
import { customerColumns, type CustomerRow } from './shape.js';

/** The asked columns, sorted so that the same question has the same text. */
const selectList = (fields: readonly string[]): SQL =>
  list([
    sql`customer_id as id`,
    ...fields
      .toSorted()
      .flatMap((field) => customerColumns[field] ?? [])
      .map(([name, column]) => sql`${identifier(column)} as ${identifier(name)}`),
  ]);

/** Customers with the columns behind `fields`, in the order of ids; null where unknown. */
export async function findCustomers(
  { db }: Scope,
  ids: readonly string[],
  fields: readonly string[],
): Promise<(CustomerRow | null)[]> {
  const rows = await db.query<CustomerRow>(sql`
    select ${selectList(fields)} from facet.customers where ${anyOf(sql`customer_id`, ids)}`);
  return byKey(ids, rows, ({ id }) => id);
}

/** A page of customers in key order, and one more; [] beyond the end. */
export async function findCustomerPage({ db }: Scope, page: Page, fields: readonly string[]): Promise<CustomerRow[]> {
  const bounds = [
    ...(page.after === undefined ? [] : [sql`customer_id > ${page.after}`]),
    ...(page.before === undefined ? [] : [sql`customer_id < ${page.before}`]),
  ];
  return db.query<CustomerRow>(sql`
    select ${selectList(fields)} from facet.customers
    ${bounds.length === 0 ? sql`` : sql`where ${sql.join(bounds, sql` and `)}`}
    order by customer_id ${sql.raw(page.backwards ? 'desc' : 'asc')} limit ${page.size + 1}`);
}
