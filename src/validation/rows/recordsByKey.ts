import type { CheckRows } from '../definitions/CheckRows.js';

/** The customers of each source record. */
export const recordsByKey: CheckRows = {
  name: 'source records by key',
  table: 'unified_customers',
  from: `(
    select datasource, pk, min(customer_id) as first_customer, max(customer_id) as last_customer
    from facet.unified_customers group by datasource, pk
  )`,
  source: 't.datasource',
  key: ['datasource', 'pk'],
  isTable: false,
};
