import type { Sql } from '../../db/client.js';
import type { Job } from '../../db/job.js';
import { cleanText, nameLimits } from '../derive/index.js';
import { canLink, comparedRecords, linkingValues } from './linkingValues.js';
import { makeTable } from '../derive/makeTable.js';

type Linking = Job['config']['linking'];

/** SQL: the values of more names than a person can have. Only those of so many records are looked at. */
function badValues({ mostNames }: Linking): string {
  const surnames = nameLimits.filter(({ name }) => name === 'surname').map(({ kind }) => `'${kind}'`);
  return `
    with busy as materialized (
      select entry.value, shared.kind, record.customer_id, record.datasource, record.pk
      from link_values as shared
      join link_entries as entry on entry.value = shared.value
      join link_records as record on record.record = entry.record
      where shared.records > ${mostNames})
    select distinct value from (
      select value, which from (
        select distinct busy.value, own.which, own.name
        from facet.unified_customers as record
        join busy on busy.customer_id = record.customer_id and busy.datasource = record.datasource and busy.pk = record.pk
        cross join lateral (values ('given', lower(${cleanText('record.given_name')})),
          ('surname', lower(${cleanText('record.surname')}))) as own (which, name)
        where own.name is not null and (own.which = 'given' or busy.kind in (${surnames.join(', ')}))
      ) as named
      group by value, which having count(*) > ${mostNames}
    ) as crowded`;
}

/**
 * Reads the source records into temporary tables of the transaction: `link_records`, numbered in the order of their keys; what two or
 * more of them have in common, `link_values` with `link_entries` (value, record); and which of that is nobody's own, `link_bad`.
 */
export async function readRecords(client: Sql, linking: Linking): Promise<void> {
  await makeTable(
    client,
    'link_records',
    `select row_number() over (order by datasource, pk, customer_id)::int as record, compared.* from (${comparedRecords}) as compared`,
    ['record', 'customer_id', 'waits'],
  );
  await makeTable(client, 'link_read', linkingValues('link_records', linking.by, 'record.record'));
  await makeTable(
    client,
    'link_values',
    `select row_number() over ()::int as value, kind, text, records from (
      select kind, value as text, count(*)::int as records from link_read group by kind, value having count(*) > 1
    ) as shared where ${canLink('kind', 'text')}`,
  );
  await makeTable(
    client,
    'link_entries',
    `select shared.value, read.record from link_read as read
    join link_values as shared on shared.kind = read.kind and shared.text = read.value`,
  );
  await client`truncate link_read`;
  await makeTable(client, 'link_bad', badValues(linking));
}
