import { sql, type SQL } from 'drizzle-orm';
import { list } from '../db/sql.js';
import type { Page } from '../lib/relay/page.js';
import type { Scope } from '../scope.js';
import { visibleRows } from '../visibleRows.js';
import { branchesOf, type Branch } from './branches.js';
import { orderTerms, type Order, type Values } from './keyset.js';
import { customersOf } from '../operands/customersOf.js';
import { whereOf, type Population } from './population.js';

/** A page of the customers of a population in an order. */
export interface CustomerPage {
  readonly population: Population;
  /** Ends with the customer's key. */
  readonly order: Order;
  readonly page: Page;
}

/** The name of the output column that holds the text of a key's value. */
const valueColumn = (n: number): string => `_${n}`;

/** The key's own column: that of the snapshot where its index gives the order. */
const keyedBy = (alias: 'c' | 'p', order: Order): Order =>
  order.map((key) =>
    key === order.at(-1) ? { ...key, operand: { ...key.operand, sql: sql.raw(`${alias}.customer_id`) } } : key,
  );

function branchStatement(
  scope: Scope,
  { population, order, page }: CustomerPage,
  branch: Branch,
  fromProfiles: boolean,
  columns: SQL,
): SQL {
  const { day } = population;
  const values = order
    .slice(0, -1)
    .map(({ operand }, n) => sql`${operand.sql}::text as ${sql.identifier(valueColumn(n))}`);
  const snapshots = visibleRows(scope, 'customer_profiles', 'p');
  const from = fromProfiles
    ? sql`${snapshots} join ${visibleRows(scope, 'customers', 'c')} on c.customer_id = p.customer_id`
    : customersOf(scope, population, population.ofProfile || order.some(({ operand }) => operand.ofProfile));
  const ofDay = fromProfiles ? [sql`p.profile_date = ${day}::date`] : [];
  return sql`select ${list([columns, ...values])} from ${from}
    where ${whereOf(population, [...ofDay, ...branch.conditions])}
    order by ${orderTerms(branch.order)} limit ${page.size + 1}`;
}

/**
 * The statement of a page and one row more: `columns`, which must hold the key as `id`, and the texts of the order's values
 * for `orderValuesOf`. Undefined where nothing can be between the page's bounds. Branches are read one after the other, the
 * second only where the first did not fill the page.
 */
export function pageStatement(scope: Scope, asked: CustomerPage, columns: SQL): SQL | undefined {
  const { order, page } = asked;
  const indexed = order[0]?.operand.ofProfile === true;
  const branches = branchesOf((isNull) => (indexed && !isNull ? keyedBy('p', order) : order), page);
  const [first, second] = branches.map((branch) =>
    branchStatement(scope, asked, branch, indexed && !branch.isNull, columns),
  );
  if (second === undefined) return first;
  return sql`(${first}) union all (${second}) limit ${page.size + 1}`;
}

/** An entry's values of the keys of the order, from a row of `pageStatement`. */
export const orderValuesOf = (
  order: Order,
  row: { readonly id: string; readonly [column: string]: unknown },
): Values => [...order.slice(0, -1).map((_, n) => row[valueColumn(n)] as string | null), row.id];
