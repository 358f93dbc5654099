import type { Sql } from '../db/client.js';
import { idPrefix } from '../audit/insertEntries.js';
import { plainEmail } from './blockPerson.js';
import { recordOf } from './treatments.js';
import { UserError } from '../lib/errors/UserError.js';
import { printable } from '../lib/text/printable.js';

/** Characters that a text must have to be looked for in what people have written: shorter ones would be found everywhere. */
const leastTelling = 6;

const ofPerson = 'customer_id = (select customer_id from forgetting)';

/** Kinds of values that a person is known by, each with where they stand. */
const sources: readonly (readonly [kind: string, query: string])[] = [
  ['id', 'select customer_id from forgetting'],
  ...['customers', 'unified_customers', 'email_opt_status'].map(
    (table) => ['email', `select ${plainEmail('email')} from facet.${table} where ${ofPerson}`] as const,
  ),
  ...['customers', 'unified_customers', 'sms_opt_status'].map(
    (table) => ['phone', `select phone from facet.${table} where ${ofPerson}`] as const,
  ),
  ...['customers', 'unified_customers'].flatMap((table) =>
    ['full_name', 'address', 'loyalty_id'].map(
      (column) => [column, `select ${column} from facet.${table} where ${ofPerson}`] as const,
    ),
  ),
  ['record', `select ${recordOf('datasource', 'pk')} from facet.unified_customers where ${ofPerson}`],
  ['pk', `select pk from facet.unified_customers where ${ofPerson}`],
  [
    'key',
    `select ${recordOf('k.key', 'k.value')} from facet.unified_customers, jsonb_each_text(foreign_keys) as k where ${ofPerson}`,
  ],
  ['identifier', `select value from facet.customer_identifiers where ${ofPerson}`],
];

const sessions = (table: string, column: string): string =>
  `select ${column} from facet.${table} where ${ofPerson} and ${column} <> ''`;

const ofOthers = (table: string, column: string): string =>
  `select 1 from facet.${table} as o where o.${column} = mine.value and o.customer_id not in ('', (select customer_id from forgetting))`;

/** Sessions that only the person has: of a device that several use nobody can tell whose the visits are. */
const ownSessions = `
  insert into forgetting_values
  select 'session', mine.value from (
    ${sessions('activity', 'client_id')} union ${sessions('activity_visits', 'session_key')}
    union ${sessions('activity_measures', 'session_key')}) as mine (value)
  where not exists (${ofOthers('activity', 'client_id')}) and not exists (${ofOthers('activity_visits', 'session_key')})`;

/** Kinds whose values are looked for in what people have written. */
const telling = "('id', 'email', 'phone', 'full_name', 'address', 'loyalty_id', 'identifier', 'pk')";

/**
 * Gathers what a customer is known by into the temporary tables that treatments go by (see `treatments.ts`). Needs a transaction, with
 * the end of which they are gone. Throws a `UserError` (`CUSTOMER_UNKNOWN`) for what is the id of nobody.
 */
export async function gatherPerson(transaction: Sql, customerId: string): Promise<void> {
  // Rows of visitors who are not known have the empty id: they are many people's.
  if (customerId === '' || customerId.includes('\0'))
    throw new UserError(`"${printable(customerId)}" is the id of nobody; give that of a customer.`, 'CUSTOMER_UNKNOWN');
  await transaction`
    create temporary table forgetting (customer_id text collate "C", pseudonym text, person uuid, texts text[]) on commit drop`;
  await transaction`create temporary table forgetting_values (kind text, value text collate "C") on commit drop`;
  await transaction`
    insert into forgetting values (
      ${customerId}, 'forgotten-' || gen_random_uuid(), facet.person_hash(${idPrefix}::text || ${customerId}::text), '{}')`;
  const all = sources.map(([kind, query]) => `select '${kind}', value from (${query}) as one (value)`);
  await transaction.unsafe(
    `insert into forgetting_values select distinct * from (${all.join(' union all ')}) as found (kind, value) where value <> ''`,
  );
  await transaction.unsafe(ownSessions);
  await transaction.unsafe(`
    update forgetting set texts = array(
      select value from (
        select distinct value from forgetting_values where kind in ${telling} and length(value) >= ${leastTelling}) as told
      order by length(value) desc, value)`);
}
