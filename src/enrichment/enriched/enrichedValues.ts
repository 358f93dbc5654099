import { sql, type SQL } from 'drizzle-orm';
import { identifier, list } from '../../db/sql.js';
import type { AttributeDefinition } from '../definitions/definition.js';
import { tableSql, type DatabaseTable } from '../tables/databaseTable.js';
import type { MasterTable } from '../tables/masterTable.js';

/** The temporary table of one run: `customer_id`, `day` and one column per attribute of the enriched table. */
export const valuesTable = 'facet_values';

/** A statement that creates the table of a run's values from a query of computed rows. */
export const createValues = (rows: SQL): SQL =>
  sql`create temporary table ${identifier(valuesTable)} on commit drop as ${rows}`;

/** A query of computed rows, with the values of other attributes that an earlier result holds. */
export function withKept(
  computed: SQL,
  kept: readonly AttributeDefinition[],
  { result, key }: { readonly result: Pick<DatabaseTable, 'schema' | 'name'>; readonly key: SQL },
): SQL {
  const names = kept.map(({ name }) => identifier(name));
  return sql`
    select ${list([sql`c.*`, ...names.map((name) => sql`old.${name}`)])}
    from (${computed}) as c
    left join (select distinct on (${key}) ${list([sql`${key} as customer_id`, ...names])}
      from ${tableSql(result)} as m order by ${key}) as old on old.customer_id = c.customer_id`;
}

/**
 * A query of the rows of the enriched table: every row of the master with its attributes, in a fixed order, which is that of the
 * key where it is unique. A row without a key has no activity.
 */
export function enrichedRows(
  { table, key }: MasterTable,
  attributes: readonly AttributeDefinition[],
  isUnique: boolean,
): SQL {
  const columns = [...table.columns.keys()].map((name) => sql`m.${identifier(name)}`);
  const values = attributes.map(({ name, absent }) => {
    const value = sql`v.${identifier(name)}`;
    return absent === undefined ? value : sql`coalesce(${value}, ${sql.raw(absent)}) as ${identifier(name)}`;
  });
  return sql`
    select ${list([...columns, ...values])}
    from ${tableSql(table)} as m left join ${identifier(valuesTable)} as v on v.customer_id = ${key}
    order by ${key}${isUnique ? sql`` : sql`, (m.*)::text`}`;
}
