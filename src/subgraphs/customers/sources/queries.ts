import { sql } from 'drizzle-orm';
import { selectColumns } from '../../../db/selectColumns.js';
import { anyOf } from '../../../db/sql.js';
import { groupByKey } from '../../../lib/byKey.js';
import type { Page } from '../../../lib/relay/page.js';
import { ownedPages } from '../../../population/lists/ownedPages.js';
import type { Scope } from '../../../scope.js';
import { identifiersOfCustomers, recordsOfCustomers } from './lists.js';
import { sourceRecordColumns, type CustomerIdentifierRow, type SourceRecordRow } from './shape.js';

/** For each customer one page of identifiers and one more, by system and value; [] without any. */
export async function findIdentifierPages(
  scope: Scope,
  customerIds: readonly string[],
  page: Page,
): Promise<CustomerIdentifierRow[][]> {
  const statement = ownedPages(scope, identifiersOfCustomers, {
    of: anyOf(sql`o.customer_id`, customerIds),
    selected: sql`t.customer_id as "customerId", t.system, t.value`,
    page,
  });
  return groupByKey(customerIds, await scope.db.query<CustomerIdentifierRow>(statement), (row) => row.customerId);
}

/** For each customer one page of source records with some columns and one more, by data source and key; [] without any. */
export async function findRecordPages(
  scope: Scope,
  customerIds: readonly string[],
  page: Page,
  columns: readonly string[],
): Promise<SourceRecordRow[][]> {
  const statement = ownedPages(scope, recordsOfCustomers, {
    of: anyOf(sql`o.customer_id`, customerIds),
    selected: selectColumns('t', sourceRecordColumns, ['customerId', 'dataSource', 'key', ...columns]),
    page,
  });
  return groupByKey(customerIds, await scope.db.query<SourceRecordRow>(statement), (row) => row.customerId);
}
