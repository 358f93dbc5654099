import type { CheckRows } from '../definitions/CheckRows.js';

/** The source records of each value of a column by which people are reached, by data source; shown by one of the records. */
const recordsByContact = (column: 'email' | 'phone', value: string): CheckRows => ({
  name: `source records by ${column}`,
  table: 'unified_customers',
  from: `(
    select datasource, min(pk) as pk, count(*) as records, count(*) over (partition by ${value}) as datasources
    from facet.unified_customers where ${value} <> '' group by datasource, ${value}
  )`,
  source: 't.datasource',
  key: ['datasource', 'pk'],
  isTable: false,
});

/** Source records by e-mail address, whatever its case. */
export const recordsByEmail = recordsByContact('email', 'lower(btrim(email))');

/** Source records by the digits of their phone number. */
export const recordsByPhone = recordsByContact('phone', String.raw`regexp_replace(phone, '\D', '', 'g')`);
