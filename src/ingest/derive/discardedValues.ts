import type { Sql } from '../../db/client.js';
import { textLimits } from '../../words/limits.js';
import { contactKeys, contactLimits, findBadContacts } from './findBadContacts.js';
import { cleanEmail, cleanText, uncheckedRecords } from './cleanRecords.js';

/** A value of a source record that became no value of a customer and no identifier. */
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

const tooLong = `is longer than ${textLimits.keyBytes} bytes, so nobody can be looked up by it`;

const records = (kind: string, reason: string, value: string, condition: string): string => `
  select '${kind}' as kind, '${reason}' as reason, datasource, pk, customer_id, ${value} as value
  from facet.unified_customers where ${condition}`;

const long = (column: string): string =>
  records(column, tooLong, column, `customer_id <> '' and octet_length(${cleanText(column)}) > ${textLimits.keyBytes}`);

const tooLongTogether = `has more than ${textLimits.wholeKeyBytes} bytes with its system and the key of the customer, so nobody can be looked up by it`;

/** Identifiers that are short enough, but not together with what they stand beside. */
const longTogether = (column: string, value: string, system: string): string =>
  records(
    column,
    tooLongTogether,
    column,
    `customer_id <> '' and octet_length(${value}) <= ${textLimits.keyBytes}
      and octet_length(customer_id) + octet_length(${system}) + octet_length(${value}) > ${textLimits.wholeKeyBytes}`,
  );

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
  longTogether('email', cleanEmail('email'), "'email'"),
  longTogether('phone', cleanText('phone'), "'phone'"),
  longTogether('loyalty_id', cleanText('loyalty_id'), "'loyalty_id'"),
  longTogether('pk', cleanText('pk'), 'datasource'),
  records('record', 'waits for "facet build" to find its customer', "''", "customer_id = ''"),
  ...(['email', 'phone', 'address'] as const).map(shared),
].join(' union all ');

/** How many values of one kind were discarded for one reason, with a few of them. */
export interface DiscardedCount extends Pick<Discarded, 'kind' | 'reason'> {
  readonly count: number;
  readonly examples: readonly string[];
}

/** Counts the values that deriving customers and identifiers discarded, in the transaction that derived them. */
export const countDiscarded = async (client: Sql): Promise<readonly DiscardedCount[]> =>
  client.unsafe<DiscardedCount[]>(`
    select kind, reason, count(*)::int as count, array_remove((array_agg(value order by datasource, pk))[1:3], '') as examples
    from (${discarded}) as discarded group by kind, reason order by kind, reason`);

/**
 * Lists the values that deriving customers and identifiers discards, in batches, by kind and source record. Needs a
 * transaction.
 */
export async function* listDiscarded(client: Sql): AsyncGenerator<readonly Discarded[]> {
  await findBadContacts(client);
  yield* client.unsafe<Discarded[]>(`${discarded} order by kind, reason, datasource, pk, customer_id`).cursor(1000);
}
