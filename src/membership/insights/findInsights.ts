import { sql } from 'drizzle-orm';
import { list } from '../../db/sql.js';
import { UserError } from '../../lib/errors/UserError.js';
import type { CompileContext } from '../../segments/CompileContext.js';
import { compileSegment } from '../../segments/compileSegment.js';
import type { CompiledCondition } from '../../segments/conditions/ConditionKind.js';
import type { SegmentDefinition } from '../../segments/SegmentDefinition.js';
import type { StoredSegment } from '../StoredSegment.js';
import { numbersOf, toNumbers, type InsightNumbers } from './insightNumbers.js';
import { currencyOfYear, knowsYear, memberColumn, memberRows, worthColumns } from './memberRows.js';

/** A segment that insights are asked of, saved or in the making. */
export interface AskedInsights {
  readonly definition: SegmentDefinition;
  /** Null of one in the making. */
  readonly segment: StoredSegment | null;
}

/** What stands behind a `SegmentInsights`. */
export interface SegmentInsightsRow extends AskedInsights {
  readonly context: CompileContext;
  readonly numbers: InsightNumbers;
  /** How many customers there are at all. */
  readonly allCustomers: number;
  /** Whether the snapshot says what customers bought in the year. */
  readonly knowsYear: boolean;
  readonly currency: string | null;
}

/** Definitions compiled together: those that cannot be asked, because something that they name is unknown, as the errors that say so. */
const compiledMembers = (
  context: CompileContext,
  definitions: readonly SegmentDefinition[],
): (CompiledCondition | UserError)[] =>
  definitions.map((definition) => {
    try {
      return compileSegment(context, definition);
    } catch (error) {
      if (error instanceof UserError) return error;
      throw error;
    }
  });

/**
 * What some segments are worth and by which ways their members can be reached, in their order, by one statement; for one that cannot
 * be asked the `UserError` that says so.
 */
export async function findInsights(
  context: CompileContext,
  asked: readonly AskedInsights[],
): Promise<(SegmentInsightsRow | UserError)[]> {
  const compiled = compiledMembers(
    context,
    asked.map(({ definition }) => definition),
  );
  const members = compiled.filter((one): one is CompiledCondition => !(one instanceof UserError));
  const numbers = members.map((_, n) => sql`${numbersOf(memberColumn(n))} as ${memberColumn(n)}`);
  const [row] = await context.scope.db.query<Readonly<Record<string, readonly string[]>>>(sql`
    select ${list([sql`array[count(*)::text] as all_customers`, ...numbers])} from (${memberRows(context, members, worthColumns(context))}) r`);
  const rest = { context, knowsYear: knowsYear(context), currency: currencyOfYear(context) };
  const allCustomers = Number(row?.['all_customers']?.[0] ?? 0);
  let place = -1;
  return asked.map((one, n) => {
    const found = compiled[n];
    if (found instanceof UserError) return found;
    place += 1;
    return { ...one, ...rest, allCustomers, numbers: toNumbers(row?.[`s${place}`] ?? []) };
  });
}
