import { sql, type SQL } from 'drizzle-orm';
import type { Scope } from '../../context.js';
import { folded } from '../../db/folded.js';
import { anyOf, identifier, list } from '../../db/sql.js';
import { byKey, groupByKey } from '../../lib/byKey.js';
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

/**
 * For each account the first `size` of its customers behind the key `after`, with the columns behind `fields`, in the order of
 * their keys; [] without any.
 */
export async function findAccountCustomers(
  { db }: Scope,
  accountIds: readonly string[],
  { after, size }: { readonly after: string | undefined; readonly size: number },
  fields: readonly string[],
): Promise<CustomerRow[][]> {
  const behind = after === undefined ? sql`` : sql`and customer_id > ${after}`;
  const rows = await db.query<CustomerRow & { readonly _account: string }>(sql`
    select ${selectList(fields)}, c.account_id as "_account" from facet.customers c
    join (
      select customer_id, row_number() over (partition by account_id order by customer_id) as place
      from facet.customers where ${anyOf(sql`account_id`, accountIds)} ${behind}) as numbered
      on numbered.customer_id = c.customer_id
    where place <= ${size} order by c.customer_id`);
  return groupByKey(accountIds, rows, (row) => row._account);
}

/** How many customers each account has. */
export async function countAccountCustomers({ db }: Scope, accountIds: readonly string[]): Promise<number[]> {
  const rows = await db.query<{ id: string; count: number }>(sql`
    select account_id as id, count(*)::int as count from facet.customers
    where ${anyOf(sql`account_id`, accountIds)} group by account_id`);
  return byKey(accountIds, rows, ({ id }) => id).map((row) => row?.count ?? 0);
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

/**
 * Who is known by each identifier, in the order of keys; null where nobody is. The case of a system does not count, but where
 * one is spelled exactly so it alone counts; nor does the case of values in the system `email`.
 */
export async function findIdentifierOwners(
  { db }: Scope,
  keys: readonly IdentifierKey[],
): Promise<(IdentifierOwners | null)[]> {
  const [systems, values] = [keys.map(({ system }) => system), keys.map(({ value }) => value)];
  const rows = await db.query<IdentifierOwners & { readonly n: string }>(sql`
    select asked.n, coalesce(min(i.customer_id) filter (where i.system = asked.system), min(i.customer_id)) as id,
      coalesce(nullif(count(distinct i.customer_id) filter (where i.system = asked.system), 0),
        count(distinct i.customer_id))::int as count
    from unnest(${sql.param(systems)}::text[], ${sql.param(values)}::text[]) with ordinality as asked (system, value, n)
    join facet.customer_identifiers i on ${folded(sql`i.system`)} = ${folded(sql`asked.system`)}
      and facet.identifier_value(i.system, i.value) collate "C" = facet.identifier_value(asked.system, asked.value) collate "C"
    group by asked.n`);
  return byKey(
    keys.map((_, index) => String(index + 1)),
    rows,
    ({ n }) => n,
  );
}
