import { cleanText } from './cleanRecords.js';

/**
 * SQL: the foreign keys that source records give, each as `namespace` and `value` with the one customer whose it is; those of
 * several customers are nobody's.
 */
export const keyOwners = `
  select own.key as namespace, ${cleanText('own.value')} as value, min(record.customer_id) as customer_id
  from facet.unified_customers as record cross join lateral jsonb_each_text(record.foreign_keys) as own
  where record.customer_id <> '' and record.foreign_keys <> '{}' and ${cleanText('own.value')} is not null
  group by 1, 2 having min(record.customer_id) = max(record.customer_id)`;
