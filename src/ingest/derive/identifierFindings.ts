import type { Sql } from '../../db/client.js';

/** Identifiers of a system that a warning is about: how many there are, and a few of them. */
export interface IdentifierFinding {
  readonly system: string;
  readonly count: number;
  readonly examples: readonly string[];
}

/** SQL: a few texts, in their order. */
const few = (text: string): string => `(array_agg(${text} order by ${text}))[1:3]`;

/** Finds the identifiers of more than one customer, which look-ups refuse, by system. */
export const sharedIdentifiers = async (client: Sql): Promise<readonly IdentifierFinding[]> =>
  client.unsafe<IdentifierFinding[]>(`
    select system, count(*)::int as count, ${few('value')} as examples
    from (
      select system, min(value) as value from facet.customer_identifiers
      group by system, facet.identifier_value(system, value) having count(distinct customer_id) > 1) as shared
    group by system order by system`);

/** SQL: who has the values of `identifiers_gone` now, one of each: thousands may share one, on both sides. */
const ownersNow = `
  select system, value, min(customer_id) as now from facet.customer_identifiers
  where (system, value) in (select system, value from identifiers_gone) group by system, value`;

/**
 * Finds the identifiers that the derivation of this transaction moved from a customer who still exists to another, by
 * system. Needs `identifiers_gone`.
 */
export const movedIdentifiers = async (client: Sql): Promise<readonly IdentifierFinding[]> =>
  client.unsafe<IdentifierFinding[]>(`
    select system, count(*)::int as count, ${few("value || ' (' || gone || ' → ' || now || ')'")} as examples
    from (
      select gone.system, gone.value, min(gone.customer_id) as gone, min(owner.now) as now
      from (select * from identifiers_gone) as gone
      join (${ownersNow}) as owner using (system, value)
      join facet.customers as c on c.customer_id = gone.customer_id
      group by gone.system, gone.value) as moved
    group by system order by system`);

/** Counts the customers who no longer exist, and whose identifiers belong to others now. Needs `identifiers_gone`. */
export async function mergedCustomers(client: Sql): Promise<Omit<IdentifierFinding, 'system'>> {
  const [merged] = await client.unsafe<IdentifierFinding[]>(`
    select count(*)::int as count, coalesce(${few("gone || ' → ' || now")}, '{}') as examples
    from (
      select gone.customer_id as gone, min(owner.now) as now
      from (select * from identifiers_gone) as gone
      join (${ownersNow}) as owner using (system, value)
      left join facet.customers as c on c.customer_id = gone.customer_id
      where c.customer_id is null
      group by gone.customer_id) as merged`);
  return merged ?? { count: 0, examples: [] };
}

/**
 * Counts the e-mail addresses that are written in several ways which differ in case alone; `several`: those of several
 * customers.
 */
export async function spelledIdentifiers(
  client: Sql,
): Promise<Omit<IdentifierFinding, 'system'> & { readonly several: number }> {
  const [spelled] = await client.unsafe<(IdentifierFinding & { several: number })[]>(`
    select count(*)::int as count, (count(*) filter (where several))::int as several, coalesce(${few('spellings')}, '{}') as examples
    from (
      select min(customer_id) <> max(customer_id) as several, string_agg(distinct value, ' = ' order by value) as spellings
      from facet.customer_identifiers where system = 'email'
      group by lower(value) having min(value) <> max(value)) as spelled`);
  return spelled ?? { count: 0, several: 0, examples: [] };
}
