import { sql, type SQL } from 'drizzle-orm';
import { identifier, list } from '../../db/sql.js';
import type { DaysToCompute } from '../definition.js';
import { dayRows } from '../familyRows.js';
import { shortKey } from './shortKey.js';

/**
 * Who is behind a session key on a day: the one customer who has logged in under it up to then, or whom it identifies
 * (`customer_identifiers`, system `client_id`). A key of several customers belongs to none.
 */
const owners = (table: SQL, context: DaysToCompute): SQL => sql`
  select logins.session_key, days.day, min(logins.customer_id) as customer_id
  from (
    select session_key, customer_id, min(day) as since from facet.activity_visits
    where customer_id <> '' and session_key in (select session_key from ${table} where customer_id = '')
    group by session_key, customer_id
    union all
    select ${shortKey(sql`value`)}, customer_id, '-infinity' from facet.customer_identifiers where system = 'client_id'
  ) as logins join ${dayRows(context)} on logins.since <= days.day
  group by logins.session_key, days.day
  having min(logins.customer_id) = max(logins.customer_id)`;

const anonymousKeys = sql`select session_key from facet.activity_visits where customer_id = ''`;

/** Rows `customer_id`: who may be behind anonymous visits, by a login or an identifier. */
export const stitchedCustomers = sql`
  select customer_id from facet.activity_visits where customer_id <> '' and session_key in (${anonymousKeys})
  union
  select customer_id from facet.customer_identifiers
  where system = 'client_id' and ${shortKey(sql`value`)} in (${anonymousKeys})`;

interface ResolveOptions {
  /** SQL over `r` and `days.as_of`: which rows are wanted. */
  readonly condition?: SQL;
  /** Columns of the roll-up that are wanted; default: all. */
  readonly columns?: readonly string[];
  /** Rows `as_of` and more columns, which go into every row; default: the days alone. */
  readonly days?: SQL;
}

/**
 * The rows `r` of a roll-up that a day sees, with that day as `as_of` and whom they belong to as `customer`, one of the
 * population: by login, else by session key, before and after the login.
 */
export function resolvedRows(
  name: 'activity_visits' | 'activity_measures',
  context: DaysToCompute,
  { condition = sql`true`, columns, days = sql`select day as as_of from ${dayRows(context)}` }: ResolveOptions = {},
): SQL {
  const table = sql`facet.${identifier(name)}`;
  const wanted = columns === undefined ? sql`r.*` : list(columns.map((column) => sql`r.${identifier(column)}`));
  return sql`
    select ${wanted}, days.*, p.customer_id as customer
    from (${days}) as days join ${table} as r on r.day <= days.as_of and r.customer_id <> ''
    join (${context.population}) as p on p.customer_id = r.customer_id
    where ${condition}
    union all
    select ${wanted}, days.*, p.customer_id as customer
    from (${days}) as days join ${table} as r on r.day <= days.as_of and r.customer_id = ''
    join (${owners(table, context)}) as o on o.session_key = r.session_key and o.day = days.as_of
    join (${context.population}) as p on p.customer_id = o.customer_id
    where ${condition}`;
}
