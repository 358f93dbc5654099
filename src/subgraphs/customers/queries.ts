import { sql, type SQL } from 'drizzle-orm';
import type { QueryOptions } from '../../db/doorTypes.js';
import type { Scope } from '../../scope.js';
import { folded } from '../../db/folded.js';
import { anyOf, fixed, identifier, list } from '../../db/sql.js';
import { byKey, groupByKey } from '../../lib/byKey.js';
import { pageStatement, type CustomerPage } from '../../population/pageStatement.js';
import { customersOf } from '../../operands/customersOf.js';
import { whereOf, type Population } from '../../population/population.js';
import { searchedRows, visibleRows } from '../../visibleRows.js';
import { textColumns } from '../../catalogue/reading/textColumns.js';
import { columnsByField, type AskedCustomer, type CustomerRow, type ProfileWith } from './shape.js';

// The lists of fields are kept with the plan of an operation, and go with it.
const selectLists = new WeakMap<readonly string[], SQL>();

/** The asked columns, sorted so that the same question has the same text. */
function selectList(fields: readonly string[]): SQL {
  const known = selectLists.get(fields);
  if (known !== undefined) return known;
  const made = fixed(
    list([
      sql`c.customer_id as id`,
      ...fields
        .toSorted()
        .flatMap((field) => columnsByField[field] ?? [])
        .map(([name, column]) => sql`c.${identifier(column)} as ${identifier(name)}`),
    ]),
  );
  selectLists.set(fields, made);
  return made;
}

/** The rows of a statement over customers, whose key is `id`, in its order, each with the texts of its snapshot of a day. */
const withTexts = (scope: Scope, statement: SQL, { day, selection: { texts } }: ProfileWith): SQL => sql`
  select customers.*, profile.*
  from (select asked.*, row_number() over () as "_place" from (${statement}) as asked) as customers
  left join lateral (select ${textColumns(texts)} from ${visibleRows(scope, 'customer_profiles', 'p')}
    where p.customer_id = customers.id and p.profile_date = ${day}::date offset 0) as profile on true
  order by "_place"`;

/** The load of a day as a column: none where it is not complete, so that nothing that is held is of it. */
const loadColumn = (day: string): SQL => sql`(
  select d.load_id::text from facet.profile_days d where d.complete and d.profile_date = ${day}::date) as "_load"`;

/** What is selected of customers. */
const selectOf = ({ fields, loadOf }: AskedCustomer): SQL =>
  loadOf === undefined ? selectList(fields) : list([selectList(fields), loadColumn(loadOf)]);

/** Notes whom rows are of; those beyond a page tell only that there is more. */
function noted<R extends { readonly id: string }>({ persons }: Scope, rows: R[], size = rows.length): R[] {
  for (const { id } of rows.slice(0, size)) persons?.add(id);
  return rows;
}

const readCustomers = (
  scope: Scope,
  statement: SQL,
  { profile }: AskedCustomer,
  options?: QueryOptions,
): Promise<CustomerRow[]> => {
  const asked = profile === undefined ? statement : withTexts(scope, statement, profile);
  return scope.db.query<CustomerRow>(asked, options);
};

/** Customers with what is asked of them, in the order of ids; null where unknown. */
export async function findCustomers(
  scope: Scope,
  ids: readonly string[],
  asked: AskedCustomer,
): Promise<(CustomerRow | null)[]> {
  const statement = sql`
    select ${selectOf(asked)} from ${visibleRows(scope, 'customers', 'c')} where ${anyOf(sql`c.customer_id`, ids)}`;
  const rows = noted(scope, await readCustomers(scope, statement, asked, { genericPlan: true }));
  return byKey(ids, rows, ({ id }) => id);
}

/** A page of customers in its order with what is asked of them, and one more; [] beyond the end. */
export async function findCustomerPage(
  scope: Scope,
  page: CustomerPage,
  asked: AskedCustomer,
  options?: QueryOptions,
): Promise<CustomerRow[]> {
  const statement = pageStatement(scope, page, selectOf(asked));
  if (statement === undefined) return [];
  const rows = await readCustomers(scope, statement, asked, options);
  noted(scope, rows, page.page.size);
  return rows;
}

/** How many customers a population has. */
export async function countCustomers(scope: Scope, population: Population): Promise<number> {
  const [row] = await scope.db.query<{ count: number }>(sql`
    select count(*)::int as count from ${customersOf(scope, population, population.ofProfile)} where ${whereOf(population)}`);
  return row?.count ?? 0;
}

/**
 * For each account the first `size` of its customers behind the key `after`, with the columns behind `fields`, in the order of
 * their keys; [] without any.
 */
export async function findAccountCustomers(
  scope: Scope,
  accountIds: readonly string[],
  { after, size }: { readonly after: string | undefined; readonly size: number },
  fields: readonly string[],
): Promise<CustomerRow[][]> {
  const behind = after === undefined ? sql`` : sql`and customer_id > ${after}`;
  const rows = await scope.db.query<CustomerRow & { readonly _account: string }>(sql`
    select ${selectList(fields)}, c.account_id as "_account" from ${visibleRows(scope, 'customers', 'c')}
    join (
      select customer_id, row_number() over (partition by account_id order by customer_id) as place
      from ${visibleRows(scope, 'customers')} where ${anyOf(sql`account_id`, accountIds)} ${behind}) as numbered
      on numbered.customer_id = c.customer_id
    where place <= ${size} order by c.customer_id`);
  const pages = groupByKey(accountIds, rows, (row) => row._account);
  for (const page of pages) noted(scope, page, size - 1);
  return pages;
}

/** How many customers each account has. */
export async function countAccountCustomers(scope: Scope, accountIds: readonly string[]): Promise<number[]> {
  const rows = await scope.db.query<{ id: string; count: number }>(sql`
    select account_id as id, count(*)::int as count from ${visibleRows(scope, 'customers')}
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
  scope: Scope,
  keys: readonly IdentifierKey[],
): Promise<(IdentifierOwners | null)[]> {
  const [systems, values] = [keys.map(({ system }) => system), keys.map(({ value }) => value)];
  const rows = await scope.db.query<IdentifierOwners & { readonly n: string }>(sql`
    select asked.n, coalesce(min(i.customer_id) filter (where i.system = asked.system), min(i.customer_id)) as id,
      coalesce(nullif(count(distinct i.customer_id) filter (where i.system = asked.system), 0),
        count(distinct i.customer_id))::int as count
    from unnest(${sql.param(systems)}::text[], ${sql.param(values)}::text[]) with ordinality as asked (system, value, n)
    join ${searchedRows(scope, 'customer_identifiers', 'i')} on ${folded(sql`i.system`)} = ${folded(sql`asked.system`)}
      and facet.identifier_value(i.system, i.value) collate "C" = facet.identifier_value(asked.system, asked.value) collate "C"
    group by asked.n`);
  noted(
    scope,
    rows.filter(({ count }) => count === 1),
  );
  return byKey(
    keys.map((_, index) => String(index + 1)),
    rows,
    ({ n }) => n,
  );
}

/** For each population a page of its customers in an order, with what is asked of them, and one more; [] beyond the end. */
export async function findPopulationPages(
  scope: Scope,
  populations: readonly Population[],
  { order, page }: Pick<CustomerPage, 'order' | 'page'>,
  asked: AskedCustomer,
): Promise<CustomerRow[][]> {
  const pages = populations.flatMap((population, n) => {
    const statement = pageStatement(scope, { population, order, page }, selectOf(asked));
    const place = sql.raw(String(n));
    return statement === undefined ? [] : [sql`select ${place} as "_population", page.* from (${statement}) as page`];
  });
  if (pages.length === 0) return populations.map(() => []);
  const [only] = pages;
  const all = pages.length === 1 && only !== undefined ? only : sql`${sql.join(pages, sql` union all `)} offset 0`;
  const rows = await readCustomers(scope, all, asked);
  const found = groupByKey(
    populations.map((_, n) => n),
    rows,
    (row) => Number(row['_population']),
  );
  for (const one of found) noted(scope, one, page.size);
  return found;
}

/** How many customers each population has, by one statement. */
export async function countPopulations(scope: Scope, populations: readonly Population[]): Promise<number[]> {
  const counts = populations.map(
    (population) =>
      sql`(select count(*) from ${customersOf(scope, population, population.ofProfile)} where ${whereOf(population)})`,
  );
  const [row] = await scope.db.query<{ counts: number[] }>(sql`select to_jsonb(array[${list(counts)}]) as counts`);
  return row?.counts ?? [];
}
