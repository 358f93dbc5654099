import { getTableColumns, getTableName, sql, type SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { startOfDay } from '../../conditions/startOfDay.js';
import { identifier, list } from '../../db/sql.js';
import { customerAttributes, transactionAttributesExtended } from '../../db/tables/index.js';

/** A table that holds attributes of customers as of the newest day, one column per attribute. */
export interface NewestTable {
  readonly name: string;
  /** Its columns between the key and the load: those of the customer, and the day where it has one. */
  readonly ofRow: readonly string[];
  /** The columns that are attributes of the same name, where there is such a one. */
  readonly attributes: readonly string[];
  /** SQL over values `m`, which have these attributes: who has a row. */
  readonly hasRow: (attributes: readonly string[]) => SQL;
  /** SQL over a row `t`: whether the day, which ends in the zone, has none for its customer. */
  readonly isGone: (attributes: readonly string[], day: string, timeZone: string) => SQL;
}

const ofRow = ['app', 'as_of'];

function newestTable(table: PgTable, rest: Pick<NewestTable, 'hasRow' | 'isGone'>): NewestTable {
  const columns = Object.values(getTableColumns(table)).map(({ name }) => name);
  return {
    name: getTableName(table),
    ofRow: ofRow.filter((name) => columns.includes(name)),
    attributes: columns.filter((name) => !['customer_id', 'load_id', ...ofRow].includes(name)),
    ...rest,
  };
}

/** What gives a customer a row beside an order: an attribute, where it is made, and the lines `l` that it counts. */
const takenBack = [
  { attribute: 'lifetime_order_returned_frequency', lines: sql`l.is_return` },
  { attribute: 'lifetime_order_canceled_frequency', lines: sql`l.is_cancellation and l.is_return is not true` },
];

const made = (attributes: readonly string[]) => takenBack.filter(({ attribute }) => attributes.includes(attribute));

/** Transaction attributes (spec A7): a row for each customer with an order, or with a return or cancellation that is told of. */
export const transactionsTable = newestTable(transactionAttributesExtended, {
  hasRow: (attributes) => {
    const others = made(attributes).map(({ attribute }) => sql`m.${identifier(attribute)} > 0`);
    return sql`(${sql.join([sql`m.first_order_datetime is not null`, ...others], sql` or `)})`;
  },
  isGone: (attributes, day, timeZone) => {
    const purchases = sql`(l.is_return is not true and l.is_cancellation is not true)`;
    const counted = sql.join([purchases, ...made(attributes).map(({ lines }) => sql`(${lines})`)], sql` or `);
    return sql`
      not exists (
        select 1 from facet.unified_itemized_transactions as l
        where l.customer_id = t.customer_id and (${counted})
          and l.order_datetime < ${startOfDay(sql`(${day}::date + 1)`, timeZone)})
      or not exists (select 1 from facet.customers as c where c.customer_id = t.customer_id)`;
  },
});

/** Customer attributes (spec A10): a row for each customer. */
export const customersTable = newestTable(customerAttributes, {
  hasRow: () => sql`true`,
  isGone: () => sql`not exists (select 1 from facet.customers as c where c.customer_id = t.customer_id)`,
});

/** A statement that writes the rows of a day from `values`, rows `(customer_id, day, <attributes>)`; equal ones are not touched. */
export function writeRows(
  { name, ofRow: own, hasRow }: NewestTable,
  attributes: readonly string[],
  { values, loadId }: { readonly values: SQL; readonly loadId: string },
): SQL {
  const columns = [...own, ...attributes].map(identifier);
  const qualified = (alias: string): SQL => list(columns.map((column) => sql`${sql.raw(alias)}.${column}`));
  const given: Readonly<Record<string, SQL>> = { app: sql`c.app`, as_of: sql`m.day` };
  return sql`
    insert into facet.${identifier(name)} as t (customer_id, ${list(columns)}, load_id)
    select c.customer_id, ${list([...own.map((column) => given[column] ?? sql`null`), ...attributes.map((column) => sql`m.${identifier(column)}`)])},
      ${loadId}::bigint
    from (${values}) as m join facet.customers as c on c.customer_id = m.customer_id
    where ${hasRow(attributes)}
    on conflict (customer_id) do update
    set ${list(columns.map((column) => sql`${column} = excluded.${column}`))}, load_id = excluded.load_id
    where (${qualified('t')}) is distinct from (${qualified('excluded')})`;
}
