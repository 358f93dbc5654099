import { sql } from 'drizzle-orm';
import { columnKey } from '../../../population/lists/columnKey.js';
import type { OwnedRows } from '../../../population/lists/ownedPages.js';

/**
 * Tells visits of one instant apart, and neither session key nor address to whom a cursor is given: so few digits of the hash that each
 * of them is that of 65,536 addresses.
 */
export const visitKey = sql`(left(md5(t.session_key || E'\\x1f' || t.session_ip), 4) collate "C")`;

/** The visits of customers, the newest first. The primary key gives the order of their days. */
export const visitsOfCustomers: OwnedRows = {
  table: 'activity_visits',
  owners: 'customers',
  belongs: sql`t.customer_id = o.customer_id`,
  order: [
    columnKey('day', 'date', 'NONE', sql`t.day`, { descending: true }),
    columnKey('startedAt', 'dateTime', 'NONE', sql`t.started_at`, { descending: true }),
    columnKey('key', 'text', 'NONE', visitKey, { descending: true }),
  ],
};
