import type { Sql } from '../../db/client.js';
import { contactKeys, contactLimits, findBadContacts } from './badContacts.js';
import { cleanEmail, cleanText, MOST_INDEXED_BYTES, uncheckedRecords } from './cleanRecords.js';

/** A value of a source record that no customer and no identifier has. */
export interface Discarded {
  /** `email`, `phone`, `address`, `account_id`, `loyalty_id`, `pk`, or `record` for a whole one. */
  readonly kind: string;
  /** Reads on from the value: `is no e-mail address`. */
  readonly reason: string;
  readonly datasource: string;
  readonly pk: string;
  readonly customer_id: string;
  readonly value: string;
}

const tooLong = `is longer than ${MOST_INDEXED_BYTES} bytes, so nobody can be looked up by it`;

const records = (kind: string, reason: string, value: string, condition: string): string => `
  select '${kind}' as kind, '${reason}' as reason, datasource, pk, customer_id, ${value} as value
  from facet.unified_customers where ${condition}`;

const long = (column: string): string =>
  records(column, tooLong, column, `customer_id <> '' and octet_length(${cleanText(column)}) > ${MOST_INDEXED_BYTES}`);

/** Contacts of too many names to be one person's: see `findBadContacts`. */
const shared = (kind: keyof typeof contactKeys): string => `
  select '${kind}', 'is of ${contactLimits(kind)}, so it is nobody''s own', datasource, pk, customer_id,
    ${contactKeys[kind]}
  from (${uncheckedRecords}) as record
  join bad_contacts on kind = '${kind}' and bad_contacts.value = ${contactKeys[kind]}`;

const discarded = [
  records(
    'email',
    'is no e-mail address',
    'email',
    `customer_id <> '' and ${cleanText('email')} is not null and ${cleanEmail('email')} is null`,
  ),
  ...['phone', 'loyalty_id', 'account_id', 'pk'].map(long),
  records('record', 'names no customer', "''", "customer_id = ''"),
  ...(['email', 'phone', 'address'] as const).map(shared),
].join(' union all ');

/** How many values of one kind were discarded for one reason, with a few of them. */
export interface DiscardedCount extends Pick<Discarded, 'kind' | 'reason'> {
  readonly count: number;
  readonly examples: readonly string[];
}

/** Counts what deriving customers and identifiers discarded, in the transaction in which that was done. */
export const countDiscarded = async (sql: Sql): Promise<readonly DiscardedCount[]> =>
  sql.unsafe<DiscardedCount[]>(`
    select kind, reason, count(*)::int as count, array_remove((array_agg(value order by datasource, pk))[1:3], '') as examples
    from (${discarded}) as discarded group by kind, reason order by kind, reason`);

/** Lists it, in batches, by kind and source record. Needs a transaction. */
export async function* listDiscarded(sql: Sql): AsyncGenerator<readonly Discarded[]> {
  await findBadContacts(sql);
  yield* sql.unsafe<Discarded[]>(`${discarded} order by kind, reason, datasource, pk, customer_id`).cursor(1000);
}
