import { sql } from 'drizzle-orm';
import { sumDecimals, withoutZeros } from '../../lib/numbers/decimals.js';
import type { CompileContext } from '../../segments/CompileContext.js';
import { compileSegment } from '../../segments/compileSegment.js';
import type { SegmentDefinition } from '../../segments/SegmentDefinition.js';
import { memberColumn, memberRows } from './memberRows.js';

/** What stands behind a `SegmentOverlap`: who is in all of some of the segments that are compared. */
export interface SegmentOverlapRow {
  /** The places of the segments, from 0. */
  readonly places: readonly number[];
  readonly customers: number;
  /** Who of them is in none of the others. */
  readonly onlyCustomers: number;
  readonly active: number;
  readonly revenue: string;
}

/** The customers who are in exactly the segments of a mask, in which bit n stands for the n-th. */
interface MaskRow {
  readonly mask: number;
  readonly customers: number;
  readonly active: number;
  readonly revenue: string;
}

const sizeOf = (places: readonly number[]): number => places.length;

function overlap(mask: number, count: number, rows: readonly MaskRow[]): SegmentOverlapRow {
  // A bit is a power of two, so that its share of a mask is told by division.
  const has = (of: number, place: number): boolean => Math.floor(of / 2 ** place) % 2 === 1;
  const places = Array.from({ length: count }, (_, place) => place).filter((place) => has(mask, place));
  const own = rows.filter((row) => places.every((place) => has(row.mask, place)));
  const total = (of: (row: MaskRow) => number): number => own.reduce((sum, row) => sum + of(row), 0);
  return {
    places,
    customers: total(({ customers }) => customers),
    onlyCustomers: own.find((row) => row.mask === mask)?.customers ?? 0,
    active: total(({ active }) => active),
    revenue: withoutZeros(sumDecimals(own.map(({ revenue }) => revenue))),
  };
}

/**
 * All intersections of some segments, the single segments first, by one statement; also those that nobody is in. Throws a `UserError` for a
 * segment that cannot be asked.
 */
export async function findOverlaps(
  context: CompileContext,
  definitions: readonly SegmentDefinition[],
): Promise<SegmentOverlapRow[]> {
  const members = definitions.map((one) => compileSegment(context, one));
  const bits = members.map((_, n) => sql`case when ${memberColumn(n)} then ${sql.raw(String(2 ** n))} else 0 end`);
  const rows = await context.scope.db.query<MaskRow>(sql`
    select ${sql.join(bits, sql` + `)} as mask, count(*)::int as customers, (count(*) filter (where is_active))::int as active,
      coalesce(sum(revenue) filter (where is_active), 0)::text as revenue
    from (${memberRows(context, members)}) r group by 1`);
  const masks = Array.from({ length: 2 ** members.length - 1 }, (_, n) => n + 1);
  return masks
    .map((mask) => overlap(mask, members.length, rows))
    .toSorted((one, other) => sizeOf(one.places) - sizeOf(other.places));
}
