import type { Sql } from '../db/client.js';

/** A contact of the person that nobody else has: with a number of a household others would be left out. */
const exclusive = (kind: string, mine: string, column: string, normal: (value: string) => string): string => `
  select '${kind}', '${kind} ' || ${normal('v.value')} from forgetting_values v where v.kind = '${mine}' and ${normal('v.value')} <> ''
    and not exists (select 1 from facet.unified_customers o
      where ${normal(`o.${column}`)} = ${normal('v.value')} and o.customer_id <> (select customer_id from forgetting))`;

/** SQL: an address as it is compared. */
export const plainEmail = (value: string): string => `lower(btrim(${value}))`;

/** SQL: a phone number as it is compared, by its digits. */
export const plainPhone = (value: string): string => `regexp_replace(${value}, '[^0-9]', '', 'g')`;

/**
 * Adds the hashes of what the person is known by to the block list. Run it before rows are deleted. Gives their number.
 */
export async function blockPerson(transaction: Sql, forgottenId: string): Promise<number> {
  const asItIs = (kind: string): string =>
    `select '${kind}', '${kind} ' || value from forgetting_values where kind = '${kind}'`;
  const queries = [
    ...['id', 'record', 'key'].map(asItIs),
    exclusive('email', 'email', 'email', plainEmail),
    exclusive('phone', 'phone', 'phone', plainPhone),
    exclusive('loyalty', 'loyalty_id', 'loyalty_id', (value) => value),
  ];
  const { count } = await transaction.unsafe(
    `insert into facet.forgotten_hashes (hash, kind, forgotten_id)
    select facet.person_hash(told.value, k.inner_block, k.outer_block), told.kind, $1::uuid
    from (${queries.join(' union ')}) as told (kind, value) cross join facet.person_key k
    on conflict (hash) do nothing`,
    [forgottenId],
  );
  return count;
}
