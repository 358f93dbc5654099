import { sql, type SQL } from 'drizzle-orm';
import { allOf } from '../../conditions/allOf.js';
import { anyOf } from '../../db/sql.js';
import { groupByKey } from '../../lib/byKey.js';
import type { Page } from '../../lib/relay/page.js';
import { conditionsAfter, orderTerms, type Order } from '../../population/keyset.js';
import { columnKey } from '../../population/lists/columnKey.js';
import type { Scope } from '../../scope.js';
import { visibleRows } from '../../visibleRows.js';

/** A stretch of written days on which a customer was in a segment. */
export interface StayRow {
  readonly customerId: string;
  readonly segmentId: string;
  readonly enteredOn: string;
  readonly leftOn: string | null;
}

/** Which stays of a segment. */
export interface AskedStays {
  readonly on?: string | null | undefined;
  readonly enteredOn?: string | null | undefined;
  readonly leftOn?: string | null | undefined;
}

const columns = sql`m.customer_id as "customerId", m.segment_id as "segmentId", m.entered_on as "enteredOn",
  m.left_on as "leftOn"`;

/** The stays of a segment, by the keys of the customers. */
export const segmentStayOrder: Order = [
  columnKey('customerId', 'text', 'NONE', sql`m.customer_id`),
  columnKey('enteredOn', 'date', 'NONE', sql`m.entered_on`),
];

/** The stays of a customer, the newest first. */
export const customerStayOrder: Order = [
  columnKey('enteredOn', 'date', 'NONE', sql`m.entered_on`, { descending: true }),
  columnKey('segmentId', 'text', 'NONE', sql`m.segment_id`),
];

function conditionsOf({ on, enteredOn, leftOn }: AskedStays): SQL[] {
  return [
    ...(on == null ? [] : [sql`m.entered_on <= ${on}::date`, sql`(m.left_on is null or m.left_on > ${on}::date)`]),
    ...(enteredOn == null ? [] : [sql`m.entered_on = ${enteredOn}::date`]),
    ...(leftOn == null ? [] : [sql`m.left_on = ${leftOn}::date`]),
  ];
}

async function findStays(
  scope: Scope,
  {
    owner,
    ids,
    order,
    conditions,
    page,
  }: {
    readonly owner: 'customer_id' | 'segment_id';
    readonly ids: readonly string[];
    readonly order: Order;
    readonly conditions: readonly SQL[];
    readonly page: Page;
  },
): Promise<StayRow[][]> {
  const { after, size } = page;
  const of = sql`m.${sql.raw(owner)}`;
  const behind = after === undefined ? [] : conditionsAfter(order, after);
  const rows = await scope.db.query<StayRow>(sql`
    select "customerId", "segmentId", "enteredOn", "leftOn" from (
      select ${columns}, row_number() over (partition by ${of} order by ${orderTerms(order)}) as place
      from ${visibleRows(scope, 'segment_members', 'm')} where ${allOf([anyOf(of, ids), ...conditions, ...behind])}) as placed
    where place <= ${size + 1} order by place`);
  return groupByKey(ids, rows, ({ customerId, segmentId }) => (owner === 'customer_id' ? customerId : segmentId));
}

/** For each segment a page of its stays and one more; [] without any. */
export const findSegmentStays = (
  scope: Scope,
  ids: readonly string[],
  asked: AskedStays,
  page: Page,
): Promise<StayRow[][]> =>
  findStays(scope, { owner: 'segment_id', ids, order: segmentStayOrder, conditions: conditionsOf(asked), page });

/** For each customer a page of the stays, in some segments or in all of them (null), and one more; [] without any. */
export const findCustomerStays = (
  scope: Scope,
  ids: readonly string[],
  page: Page,
  segments: readonly string[] | null = null,
): Promise<StayRow[][]> => {
  const conditions = segments === null ? [] : [anyOf(sql`m.segment_id`, segments)];
  return findStays(scope, { owner: 'customer_id', ids, order: customerStayOrder, conditions, page });
};

/** A day that the members of a segment were written for. */
export interface SegmentDayRow {
  readonly segmentId: string;
  readonly day: string;
  readonly version: number;
  readonly size: number;
  readonly entered: number;
  readonly left: number;
}

/** For each segment its newest `most` written days within a stretch, the newest first; [] without any. */
export async function findSegmentDays(
  scope: Scope,
  ids: readonly string[],
  { from, to, most }: { readonly from: string | null; readonly to: string | null; readonly most: number },
): Promise<SegmentDayRow[][]> {
  const conditions = [
    anyOf(sql`d.segment_id`, ids),
    ...(from === null ? [] : [sql`d.day >= ${from}::date`]),
    ...(to === null ? [] : [sql`d.day <= ${to}::date`]),
  ];
  const rows = await scope.db.query<SegmentDayRow>(sql`
    select "segmentId", day, version, size, entered, "left" from (
      select d.segment_id as "segmentId", d.day, d.version, d.size::int as size, d.entered::int as entered,
        d.left_customers::int as "left", row_number() over (partition by d.segment_id order by d.day desc) as place
      from ${visibleRows(scope, 'segment_days', 'd')} where ${allOf(conditions)}) as placed
    where place <= ${most} order by place`);
  return groupByKey(ids, rows, ({ segmentId }) => segmentId);
}
