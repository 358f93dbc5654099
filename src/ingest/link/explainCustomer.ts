import type { Sql } from '../../db/client.js';
import { UserError } from '../../lib/errors/UserError.js';
import { plural } from '../../lib/text/plural.js';
import { trimmed } from '../../lib/text/whiteSpace.js';
import { comparedRecords } from './linkingValues.js';
import { linkedType } from './writePairs.js';

/** Records and pairs that are told of. */
const most = 100;

interface RecordRow {
  readonly datasource: string;
  readonly pk: string;
  readonly waits: boolean;
  readonly email: string | null;
  readonly phone: string | null;
  readonly loyalty_id: string | null;
  readonly foreign_keys: Readonly<Record<string, unknown>>;
}

interface PairRow {
  readonly source1: string;
  readonly pk1: string;
  readonly source2: string;
  readonly pk2: string;
  readonly match_type: string;
}

interface FollowingRow {
  readonly source_namespace: string | null;
  readonly source_customer_id: string | null;
  readonly rows: number;
  readonly orders: number;
}

const keyOf = (value: unknown): string | undefined =>
  value === undefined || value === null
    ? undefined
    : trimmed(typeof value === 'string' ? value : JSON.stringify(value));

/** A record's value of a kind, as it is compared. */
function valueOf(record: RecordRow | undefined, kind: string): string {
  const value = kind.startsWith('fk_')
    ? keyOf(record?.foreign_keys[kind.slice(3)])
    : record?.[kind as 'email' | 'phone' | 'loyalty_id'];
  return `${kind} ${value ?? '(not any more)'}`;
}

function pairLines(pairs: readonly PairRow[], records: readonly RecordRow[]): string[] {
  const byKey = new Map(records.map((record) => [JSON.stringify([record.datasource, record.pk]), record]));
  return pairs.map(({ source1, pk1, source2, pk2, match_type }) => {
    const kinds = match_type.slice(linkedType.length).split(', ');
    const record = byKey.get(JSON.stringify([source2, pk2]));
    return `  ${source1} ${pk1} = ${source2} ${pk2} by ${kinds.map((kind) => valueOf(record, kind)).join(', ')}`;
  });
}

/** What rows of a table follow, or that their source named the customer. */
const following = (rows: readonly FollowingRow[], noun: string): string[] =>
  rows.map(({ source_namespace, source_customer_id, rows: count, orders }) => {
    const by =
      source_namespace === null
        ? 'whose source named the customer'
        : `by the foreign key fk_${source_namespace} ${source_customer_id}`;
    const of = orders === 0 ? '' : ` of ${plural(orders, 'order')}`;
    return `  ${plural(count, noun)}${of} ${by}`;
  });

const readFollowing = (client: Sql, table: string, orders: string, id: string): Promise<FollowingRow[]> =>
  client.unsafe<FollowingRow[]>(
    `select source_namespace, case when source_namespace is not null then source_customer_id end as source_customer_id,
      count(*)::int as rows, ${orders} as orders
    from facet.${table} where customer_id = $1 group by 1, 2 order by 3 desc, 1, 2 limit ${most}`,
    [id],
  );

/**
 * Explains a customer in lines of text: the source records, what made them one, and the order lines and events that
 * belong to them, by which keys. Throws a `UserError` for a customer of whom there is no record.
 */
export async function explainCustomer(client: Sql, id: string): Promise<readonly string[]> {
  const records = await client.unsafe<RecordRow[]>(
    `select * from (${comparedRecords}) as record where customer_id = $1 order by datasource, pk`,
    [id],
  );
  if (records.length === 0 || id === '') throw new UserError(`No source record is of a customer "${id}".`);
  const pairs = await client.unsafe<PairRow[]>(
    `select source1, pk1, source2, pk2, match_type from facet.unified_scores
    where customer_id = $1 and starts_with(match_type, $2) order by 1, 2, 3, 4`,
    [id, linkedType],
  );
  const lines = following(
    await readFollowing(client, 'unified_itemized_transactions', 'count(distinct order_id)::int', id),
    'order line',
  );
  const events = following(await readFollowing(client, 'activity', '0', id), 'event');
  const more = (count: number): string[] => (count > most ? [`  … and ${count - most} more`] : []);
  return [
    `${id}: ${plural(records.length, 'source record')}`,
    ...records
      .slice(0, most)
      .map(
        ({ datasource, pk, waits }) => `  ${datasource} ${pk}, ${waits ? 'linked' : 'whose source gave the customer'}`,
      ),
    ...more(records.length),
    ...(pairs.length === 0 ? [] : ['Linked by:']),
    ...pairLines(pairs.slice(0, most), records),
    ...more(pairs.length),
    ...(lines.length === 0 ? [] : ['Order lines:', ...lines]),
    ...(events.length === 0 ? [] : ['Events:', ...events]),
  ];
}
