import { sql, type SQL } from 'drizzle-orm';
import { identifier, list } from '../../db/sql.js';
import { tableSql, type DatabaseTable } from '../activity/databaseTable.js';
import type { MetricDefinition } from '../definition.js';

/** The temporary table of one run: `customer_id`, `day` and one column per metric of the enriched table. */
export const valuesTable = 'facet_values';

export interface Master {
  readonly table: DatabaseTable;
  /** The key as text, over the master's row `m`. */
  readonly key: SQL;
}

/** Every key of the master once, as rows `customer_id`. */
export const populationOf = ({ table, key }: Master): SQL =>
  sql`select distinct ${key} as customer_id from ${tableSql(table)} as m where ${key} <> ''`;

/** Makes the values of a run from a query of computed rows. */
export const createValues = (rows: SQL): SQL =>
  sql`create temporary table ${identifier(valuesTable)} on commit drop as ${rows}`;

/** Computed rows, with the values of other metrics as an earlier result holds them. */
export function withKept(
  computed: SQL,
  kept: readonly MetricDefinition[],
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
 * The rows of the enriched table: every row of the master with its metrics; one without a key has no activity. In a fixed
 * order, which is that of the key where it is unique.
 */
export function enrichedRows({ table, key }: Master, metrics: readonly MetricDefinition[], isUnique: boolean): SQL {
  const columns = [...table.columns.keys()].map((name) => sql`m.${identifier(name)}`);
  const values = metrics.map(({ name, absent }) => {
    const value = sql`v.${identifier(name)}`;
    return absent === undefined ? value : sql`coalesce(${value}, ${sql.raw(absent)}) as ${identifier(name)}`;
  });
  return sql`
    select ${list([...columns, ...values])}
    from ${tableSql(table)} as m left join ${identifier(valuesTable)} as v on v.customer_id = ${key}
    order by ${key}${isUnique ? sql`` : sql`, (m.*)::text`}`;
}
