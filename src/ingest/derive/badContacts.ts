import type { Sql } from '../../db/client.js';
import { cleanRecords } from './cleanRecords.js';

/** SQL: how the contacts of a record are compared; case does not count. */
export const contactKeys = {
  email: 'lower(email)',
  phone: 'phone',
  address: "case when address is not null then lower(concat_ws(' ', address, city, state, postal)) end",
} as const;

/** How many different names a contact may have before it cannot be one person's (spec A3). */
const limits = [
  { kind: 'email', name: 'given_name', most: 20 },
  { kind: 'email', name: 'surname', most: 20 },
  { kind: 'phone', name: 'given_name', most: 20 },
  { kind: 'address', name: 'given_name', most: 40 },
] as const;

/**
 * Makes the temporary table `bad_contacts` (kind, value) for the transaction: an e-mail of more than 20 given names or
 * surnames, a phone of more than 20 given names, an address of more than 40 given names.
 */
export async function findBadContacts(sql: Sql): Promise<void> {
  const branches = limits.map(
    ({ kind, name, most }) => `
      select '${kind}' as kind, ${contactKeys[kind]} as value from (${cleanRecords}) as record
      where ${contactKeys[kind]} is not null
      group by ${contactKeys[kind]} having count(distinct lower(${name})) > ${most}`,
  );
  await sql`drop table if exists pg_temp.bad_contacts`;
  await sql`create temp table bad_contacts on commit drop as ${sql.unsafe(branches.join(' union '))}`;
}
