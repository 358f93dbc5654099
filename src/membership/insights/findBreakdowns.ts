import { sql, type SQL } from 'drizzle-orm';
import { anyOfThem } from '../../conditions/allOf.js';
import { withoutZeros } from '../../lib/numbers/decimals.js';
import type { Operand } from '../../operands/operand.js';
import { customerGroupNames } from '../../population/customerGroups.js';
import type { AskedGrouping } from '../../population/groups/askedGroups.js';
import { checkOneOf } from '../../population/groups/checkOneOf.js';
import { toText } from '../../population/groups/groupKey.js';
import { periodOf, type TimeGrain } from '../../population/groups/timeGrain.js';
import type { CompileContext } from '../../segments/CompileContext.js';
import { compileSegment } from '../../segments/compileSegment.js';
import type { SegmentDefinition } from '../../segments/SegmentDefinition.js';
import { memberColumn, memberRows } from './memberRows.js';

/** What stands behind a `SegmentBreakdownValue`. */
export interface BreakdownValueRow {
  readonly value: string | null;
  readonly customers: number;
  readonly active: number;
  /** Who of these bought in a currency that is not added up. */
  readonly otherCurrencies: number;
  readonly revenue: string;
}

/** What stands behind a `SegmentBreakdown`: the members of a segment by their values of one column or attribute. */
export interface BreakdownRow {
  readonly name: string;
  readonly grain: TimeGrain | null;
  readonly valueCount: number;
  /** The most frequent ones first. */
  readonly values: readonly BreakdownValueRow[];
}

/** What members are broken down by. */
export interface AskedBreakdowns {
  readonly by: readonly AskedGrouping[];
  /** How many values of each. */
  readonly first: number;
}

interface Key {
  readonly operand: Operand;
  readonly grain: TimeGrain | null;
  readonly column: SQL;
}

function keyOf({ scope, moment }: CompileContext, asked: AskedGrouping, n: number): Key {
  const path = `by[${n}]`;
  checkOneOf(['column', 'attribute'], asked, path);
  const value = customerGroupNames(scope, moment.profileDay).operand(asked, path);
  const { grain = null } = asked;
  const operand = grain === null ? value : periodOf(value, grain, scope.timeZone, `${path}.grain`);
  return { operand, grain, column: sql.raw(`k${n}`) };
}

interface FoundValue extends BreakdownValueRow {
  readonly segment: number;
  readonly key: number;
  readonly valueCount: number;
}

/** The most frequent values of a key among the members of a segment, one of them at least, which says how many there are. */
function valuesOf(segment: number, key: number, { operand, column }: Key, first: number): SQL {
  const text = operand.kind === 'number' ? sql`trim_scale(${column})::text` : sql`${column}::text`;
  return sql`(select ${sql.raw(String(segment))} as segment, ${sql.raw(String(key))} as key, ${text} as value,
      count(*)::int as customers, (count(*) filter (where is_active))::int as active,
      (count(*) filter (where is_active and revenue is null))::int as "otherCurrencies",
      coalesce(sum(revenue) filter (where is_active), 0)::text as revenue, (count(*) over ())::int as "valueCount",
      row_number() over (order by count(*) desc, ${column} nulls last) as place
    from r where ${memberColumn(segment)} group by ${column} order by place limit ${Math.max(first, 1)})`;
}

/**
 * The members of some segments by what is asked, in the order of the segments and of what is asked, by one statement. Throws a
 * `UserError` for an unknown name, or for a segment that cannot be asked.
 */
export async function findBreakdowns(
  context: CompileContext,
  definitions: readonly SegmentDefinition[],
  { by, first }: AskedBreakdowns,
): Promise<BreakdownRow[][]> {
  const keys = by.map((asked, n) => keyOf(context, asked, n));
  const members = definitions.map((one) => compileSegment(context, one));
  if (keys.length === 0) return definitions.map(() => []);
  const more = keys.map(({ operand, column }) => ({ sql: operand.sql, ofProfile: operand.ofProfile, column }));
  const parts = definitions.flatMap((_, segment) => keys.map((key, n) => valuesOf(segment, n, key, first)));
  const rows = await context.scope.db.query<FoundValue>(sql`
    with r as materialized (
      select * from (${memberRows(context, members, more)}) m where ${anyOfThem(members.map((_, n) => memberColumn(n)))})
    select * from (${sql.join(parts, sql` union all `)}) as found order by segment, key, place`);
  return definitions.map((_, segment) =>
    keys.map(({ operand, grain }, key) => {
      const own = rows.filter((row) => row.segment === segment && row.key === key);
      return {
        name: operand.name,
        grain,
        valueCount: own[0]?.valueCount ?? 0,
        values: own.slice(0, first).map(({ value, customers, active, otherCurrencies, revenue }) => ({
          value: toText(operand, value),
          customers,
          active,
          otherCurrencies,
          revenue: withoutZeros(revenue),
        })),
      };
    }),
  );
}
