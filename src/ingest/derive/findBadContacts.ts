import type { Sql } from '../../db/client.js';
import { uncheckedRecords } from './cleanRecords.js';

/** SQL: how the contacts of a record are compared; case does not count. */
export const contactKeys = {
  email: 'lower(email)',
  phone: 'phone',
  address: "case when address is not null then lower(concat_ws(' ', address, city, state, postal)) end",
} as const;

/** How many different names a contact may have before it cannot be one person's (spec A3). */
export const nameLimits = [
  { kind: 'email', name: 'given_name', most: 20 },
  { kind: 'email', name: 'surname', most: 20 },
  { kind: 'phone', name: 'given_name', most: 20 },
  { kind: 'address', name: 'given_name', most: 40 },
] as const;

/** What makes a contact a bad one, as a clause: `more than 20 given names`. */
export const contactLimits = (kind: keyof typeof contactKeys): string =>
  nameLimits
    .filter((limit) => limit.kind === kind)
    .map(({ name, most }) => `more than ${most} ${name.replace('_', ' ')}s`)
    .join(' or ');

/**
 * Makes the temporary table `bad_contacts` (kind, value) for the transaction: an e-mail of more than 20 given names or
 * surnames, a phone of more than 20 given names, an address of more than 40 given names.
 */
export async function findBadContacts(client: Sql): Promise<void> {
  // Grouped twice, because `count(distinct …)` sorts, which takes three times as long.
  const branches = nameLimits.map(
    ({ kind, name, most }) => `
      select '${kind}' as kind, value from (
        select ${contactKeys[kind]} as value, lower(${name}) as name from (${uncheckedRecords}) as record
        where ${contactKeys[kind]} is not null and ${name} is not null
        group by 1, 2
      ) as pair
      group by value having count(*) > ${most}`,
  );
  await client`drop table if exists pg_temp.bad_contacts`;
  await client`create temp table bad_contacts on commit drop as ${client.unsafe(branches.join(' union '))}`;
  await client`analyze bad_contacts`;
}
