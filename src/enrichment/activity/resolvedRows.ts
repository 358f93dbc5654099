import { sql, type SQL } from 'drizzle-orm';
import { identifier, list } from '../../db/sql.js';
import type { DaysToCompute } from '../definitions/definition.js';
import { dayRows } from '../definitions/familyRows.js';
import { allVisits, knownIdentified, knownOwners } from './identities.js';

interface ResolveOptions {
  /** SQL over `r` and `days.as_of`: which rows are read; default: all. */
  readonly condition?: SQL;
  /** Columns of the roll-up that are read; default: all. */
  readonly columns?: readonly string[];
  /** A query of rows `as_of` and more columns, which go into every row; default: the days alone. */
  readonly days?: SQL;
}

/**
 * A query of the rows `r` of a roll-up that a day sees, with that day as `as_of` and their owner as `customer`, one of the
 * population: by key or identifier, else by session key, before and after the login. Needs `identities`, which has joined those to
 * the population: Citus loses rows of a branch that joins it to the roll-up only by way of them, and needs the `offset 0`.
 */
export function resolvedRows(
  name: 'activity_visits' | 'activity_measures',
  context: DaysToCompute,
  { condition = sql`true`, columns, days = sql`select day as as_of from ${dayRows(context)}` }: ResolveOptions = {},
): SQL {
  const { visits = allVisits } = context;
  const table = name === 'activity_visits' ? visits : sql`facet.${identifier(name)}`;
  const wanted = columns === undefined ? sql`r.*` : list(columns.map((column) => sql`r.${identifier(column)}`));
  return sql`
    select ${wanted}, days.*, p.customer_id as customer
    from (${days}) as days join ${table} as r on r.day <= days.as_of and r.customer_id <> ''
    join (${context.population}) as p on p.customer_id = r.customer_id
    where ${condition}
    union all
    select ${wanted}, days.*, p.customer_id as customer
    from (${days}) as days join ${table} as r on r.day <= days.as_of
    join ${knownIdentified} as p on p.key = r.customer_id
    where ${condition}
    union all
    select ${wanted}, days.*, p.customer_id as customer
    from (${days}) as days join ${table} as r on r.day <= days.as_of and r.customer_id = ''
    join ${knownOwners} as p on p.session_key = r.session_key and p.day = days.as_of
    where ${condition}
    offset 0`;
}
