import { sql } from 'drizzle-orm';
import { allOf } from '../conditions/allOf.js';
import { anyOf } from '../db/sql.js';
import { byKey } from '../lib/byKey.js';
import type { Page } from '../lib/relay/page.js';
import { conditionsAfter, orderTerms, type Order } from '../population/keyset.js';
import { columnKey } from '../population/lists/columnKey.js';
import type { Scope } from '../scope.js';
import { visibleRows } from '../visibleRows.js';

/** An uploaded list. */
export interface SegmentListRow {
  readonly id: string;
  readonly name: string;
  readonly system: string;
  readonly uploadedBy: string;
  /** ISO 8601 in UTC. */
  readonly uploadedAt: string;
  readonly rows: number;
  readonly matched: number;
  readonly unmatched: number;
  readonly ambiguous: number;
}

/** Lists in the order of their ids. */
export const listOrder: Order = [columnKey('id', 'text', 'NONE', sql`l.list_id`)];

const columns = sql`l.list_id as id, l.name, l.system, l.uploaded_by as "uploadedBy", l.uploaded_at as "uploadedAt",
  l.rows::int as rows, l.matched::int as matched, l.unmatched::int as unmatched, l.ambiguous::int as ambiguous`;

/** Uploaded lists by id, in the order of the ids; null where unknown. */
export async function findLists(scope: Scope, ids: readonly string[]): Promise<(SegmentListRow | null)[]> {
  const rows = await scope.db.query<SegmentListRow>(sql`
    select ${columns} from ${visibleRows(scope, 'segment_lists', 'l')} where ${anyOf(sql`l.list_id`, ids)}`);
  return byKey(ids, rows, ({ id }) => id);
}

/** A page of uploaded lists, and one more; [] beyond the end. */
export function findListPage(scope: Scope, { after, size }: Page): Promise<SegmentListRow[]> {
  const behind = after === undefined ? [] : conditionsAfter(listOrder, after);
  return scope.db.query<SegmentListRow>(sql`
    select ${columns}
    from ${visibleRows(scope, 'segment_lists', 'l')} where ${allOf(behind)}
    order by ${orderTerms(listOrder)} limit ${size + 1}`);
}
