import type { Job } from '../../db/job.js';
import { textLimits } from '../../words/limits.js';
import { cleanEmail, cleanText } from './cleanRecords.js';
import { inTransaction } from './inTransaction.js';
import { countRows, upsert, type Derived, type DerivedTable } from './upsert.js';

const table: DerivedTable = {
  name: 'customer_identifiers',
  key: ['customer_id', 'system', 'value'],
  columns: ['app'],
};

const contacts = `
  select customer_id, app, priority, update_dt, pk, datasource,
    unnest(array['email', 'phone', 'loyalty_id', datasource]) as system,
    unnest(array[${cleanEmail('email')}, ${cleanText('phone')}, ${cleanText('loyalty_id')}, ${cleanText('pk')}]) as value
  from facet.unified_customers
  where customer_id <> ''`;

const foreignKeys = `
  select customer_id, app, priority, update_dt, pk, datasource, 'fk_' || own.key, ${cleanText('own.value')}
  from facet.unified_customers cross join lateral jsonb_each_text(foreign_keys) as own
  where customer_id <> '' and foreign_keys <> '{}'`;

const identified = `
  select * from (${contacts} union all ${foreignKeys}) as contact
  where greatest(octet_length(value), octet_length(system)) <= ${textLimits.keyBytes} and value is not null
    and octet_length(customer_id) + octet_length(system) + octet_length(value) <= ${textLimits.wholeKeyBytes}`;

// The application is that of the record that wins by the merge rule.
const identifiers = `
  select distinct on (customer_id, system, value) customer_id, system, value, app
  from (${identified}) as identified
  order by customer_id, system, value, priority, update_dt desc nulls last, pk, datasource`;

/** Deletes the identifiers that no source record has any more, and records them in `identifiers_gone`. */
const removeVanished = `
  with gone as (
    delete from facet.customer_identifiers as derived
    where not exists (select 1 from (${identified}) as identified where identified.customer_id = derived.customer_id
      and identified.system = derived.system and identified.value = derived.value)
    returning customer_id, system, value)
  insert into identifiers_gone select * from gone`;

/**
 * Derives `customer_identifiers` from all source records, in one transaction: systems `email` (addresses only),
 * `phone` and `loyalty_id` as given but trimmed, foreign keys as `fk_<namespace>`, and each datasource with its own keys. Values of more than
 * 1,000 bytes are skipped, and those that have more than 2,600 with their system and customer. Unchanged rows keep their load id; those that no source record has any more are deleted, and
 * are in the temporary table `identifiers_gone` (customer_id, system, value) until the transaction ends.
 */
export async function deriveIdentifiers(job: Job, loadId: string): Promise<Derived> {
  return inTransaction(job, async ({ client }) => {
    await client`drop table if exists pg_temp.identifiers_gone`;
    await client`create temp table identifiers_gone (customer_id text collate "C", system text, value text) on commit drop`;
    const { count: removed } = await client.unsafe(removeVanished);
    const written = await upsert(client, table, identifiers, loadId);
    return { rows: await countRows(client, table), changed: removed + written };
  });
}
