import { sql, type SQL } from 'drizzle-orm';
import type { Scope } from '../../context.js';
import { anyOf, identifier, list } from '../../db/sql.js';
import { byKey } from '../../lib/byKey.js';
import { pageStatement, type CustomerPage } from '../../population/pageStatement.js';
import { customersOf, whereOf, type Population } from '../../population/population.js';
import { customerColumns, type CustomerRow } from './shape.js';

/** The asked columns, sorted so that the same question has the same text. */
const selectList = (fields: readonly string[]): SQL =>
  list([
    sql`c.customer_id as id`,
    ...fields
      .toSorted()
      .flatMap((field) => customerColumns[field] ?? [])
      .map(([name, column]) => sql`c.${identifier(column)} as ${identifier(name)}`),
  ]);

/** Customers with the columns behind `fields`, in the order of ids; null where unknown. */
export async function findCustomers(
  { db }: Scope,
  ids: readonly string[],
  fields: readonly string[],
): Promise<(CustomerRow | null)[]> {
  const rows = await db.query<CustomerRow>(sql`
    select ${selectList(fields)} from facet.customers c where ${anyOf(sql`c.customer_id`, ids)}`);
  return byKey(ids, rows, ({ id }) => id);
}

/** A page of customers in its order with the columns behind `fields`, and one more; [] beyond the end. */
export async function findCustomerPage(
  { db }: Scope,
  asked: CustomerPage,
  fields: readonly string[],
): Promise<CustomerRow[]> {
  const statement = pageStatement(asked, selectList(fields));
  return statement === undefined ? [] : db.query<CustomerRow>(statement);
}

/** How many customers a population has. */
export async function countCustomers({ db }: Scope, population: Population): Promise<number> {
  const [row] = await db.query<{ count: number }>(sql`
    select count(*)::int as count from ${customersOf(population, population.ofProfile)} where ${whereOf(population)}`);
  return row?.count ?? 0;
}

/** An identifier: a system, and a value in it. */
export interface IdentifierKey {
  readonly system: string;
  readonly value: string;
}

/** The customers of an identifier: one of them, and how many there are. */
export interface IdentifierOwners {
  readonly id: string;
  readonly count: number;
}

/** Who is known by each identifier, case-exact, in the order of keys; null where nobody is. */
export async function findIdentifierOwners(
  { db }: Scope,
  keys: readonly IdentifierKey[],
): Promise<(IdentifierOwners | null)[]> {
  const [systems, values] = [keys.map(({ system }) => system), keys.map(({ value }) => value)];
  const rows = await db.query<IdentifierOwners & IdentifierKey>(sql`
    select system, value, min(customer_id) as id, count(*)::int as count from facet.customer_identifiers
    where (system, value) in (select * from unnest(${sql.param(systems)}::text[], ${sql.param(values)}::text[]))
    group by system, value`);
  const keyOf = ({ system, value }: IdentifierKey): string => JSON.stringify([system, value]);
  return byKey(keys.map(keyOf), rows, keyOf);
}
