import { identifierClass } from '../../../operands/identifierClass.js';
import { sql } from 'drizzle-orm';
import { columnKey } from '../../../population/lists/columnKey.js';
import type { OwnedRows } from '../../../population/lists/ownedPages.js';

const ofCustomers = { owners: 'customers', belongs: sql`t.customer_id = o.customer_id` } as const;

/** The identifiers of customers. */
export const identifiersOfCustomers: OwnedRows = {
  table: 'customer_identifiers',
  ...ofCustomers,
  order: [
    columnKey('system', 'text', 'NONE', sql`t.system`),
    columnKey('value', 'text', identifierClass, sql`t.value`, { field: 'CustomerIdentifier.value' }),
  ],
};

/** The source records of customers. */
export const recordsOfCustomers: OwnedRows = {
  table: 'unified_customers',
  ...ofCustomers,
  order: [
    columnKey('dataSource', 'text', 'NONE', sql`t.datasource`),
    columnKey('key', 'text', identifierClass, sql`t.pk`, { field: 'SourceRecord.key' }),
  ],
};
