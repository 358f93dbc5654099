import type { Sql } from '../../db/client.js';

/** What somebody should know of identifiers: how many there are of a system, and a few of them. */
export interface IdentifierNews {
  readonly system: string;
  readonly count: number;
  readonly examples: readonly string[];
}

/** SQL: a few texts, in their order. */
const few = (text: string): string => `(array_agg(${text} order by ${text}))[1:3]`;

/** Identifiers that look-ups refuse, because they would give one of several customers. */
export const sharedIdentifiers = async (sql: Sql): Promise<readonly IdentifierNews[]> =>
  sql.unsafe<IdentifierNews[]>(`
    select system, count(*)::int as count, ${few('value')} as examples
    from (
      select system, min(value) as value from facet.customer_identifiers
      group by system, facet.identifier_value(system, value) having count(distinct customer_id) > 1) as shared
    group by system order by system`);

/**
 * Identifiers that the derivation of this transaction took from a customer who is still there and gave to another, by
 * system. Needs `identifiers_gone`.
 */
export const movedIdentifiers = async (sql: Sql): Promise<readonly IdentifierNews[]> =>
  sql.unsafe<IdentifierNews[]>(`
    select system, count(*)::int as count, ${few("value || ' (' || gone || ' → ' || now || ')'")} as examples
    from (
      select gone.system, gone.value, min(gone.customer_id) as gone, min(now.customer_id) as now
      from identifiers_gone as gone
      join facet.customer_identifiers as now using (system, value)
      where exists (select from facet.customers as c where c.customer_id = gone.customer_id)
      group by gone.system, gone.value) as moved
    group by system order by system`);

/** Customers who are gone, and whose identifiers others have now: `count` of them. Needs `identifiers_gone`. */
export async function mergedCustomers(sql: Sql): Promise<Omit<IdentifierNews, 'system'>> {
  const [merged] = await sql.unsafe<IdentifierNews[]>(`
    select count(*)::int as count, coalesce(${few("gone || ' → ' || now")}, '{}') as examples
    from (
      select gone.customer_id as gone, min(now.customer_id) as now
      from identifiers_gone as gone
      join facet.customer_identifiers as now using (system, value)
      where not exists (select from facet.customers as c where c.customer_id = gone.customer_id)
      group by gone.customer_id) as merged`);
  return merged ?? { count: 0, examples: [] };
}

/** Mailboxes that are written in several ways which differ in case alone, and how many of them are of several customers. */
export async function spelledIdentifiers(
  sql: Sql,
): Promise<Omit<IdentifierNews, 'system'> & { readonly several: number }> {
  const [spelled] = await sql.unsafe<(IdentifierNews & { several: number })[]>(`
    select count(*)::int as count, (count(*) filter (where several))::int as several, coalesce(${few('spellings')}, '{}') as examples
    from (
      select min(customer_id) <> max(customer_id) as several, string_agg(distinct value, ' = ' order by value) as spellings
      from facet.customer_identifiers where system = 'email'
      group by lower(value) having min(value) <> max(value)) as spelled`);
  return spelled ?? { count: 0, several: 0, examples: [] };
}
