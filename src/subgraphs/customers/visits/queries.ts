import { sql } from 'drizzle-orm';
import { selectColumns } from '../../../db/selectColumns.js';
import { anyOf } from '../../../db/sql.js';
import { groupByKey } from '../../../lib/byKey.js';
import type { DayRange } from '../../../lib/checks/checkRange.js';
import type { Page } from '../../../lib/relay/page.js';
import { ownedPages } from '../../../population/lists/ownedPages.js';
import type { Scope } from '../../../scope.js';
import { visitKey, visitsOfCustomers } from './lists.js';
import { columnsOfVisits, type PlacedVisit, type VisitColumn } from './shape.js';

/** Which page of visits, of which days, and what of them. */
export interface VisitPage {
  /** Days, both included; null is open. */
  readonly range: DayRange;
  /** Its cursors stand in the order of visits. */
  readonly page: Page;
  readonly columns: readonly VisitColumn[];
}

/** For each customer who is known one page of visits that name the customer and one more, the newest first; [] without any. */
export async function findVisitPages(
  scope: Scope,
  customerIds: readonly string[],
  { range: { from, to }, page, columns }: VisitPage,
): Promise<PlacedVisit[][]> {
  const selected = selectColumns('t', columnsOfVisits, ['customerId', 'day', ...columns]);
  const statement = ownedPages(scope, visitsOfCustomers, {
    of: anyOf(sql`o.customer_id`, customerIds),
    selected: sql`${selected}, t.started_at::text as "_at", ${visitKey} as "_key"`,
    conditions: [
      ...(from === null ? [] : [sql`t.day >= ${from}::date`]),
      ...(to === null ? [] : [sql`t.day <= ${to}::date`]),
    ],
    page,
  });
  return groupByKey(customerIds, await scope.db.query<PlacedVisit>(statement), ({ customerId }) => customerId);
}
