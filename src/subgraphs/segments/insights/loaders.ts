import { toldCount } from '../../../access/leastGroup.js';
import { errorOr } from '../../../lib/errors/errorOr.js';
import { UserError } from '../../../lib/errors/UserError.js';
import DataLoader from 'dataloader';
import { loaderOf, type RequestContext } from '../../../federation/requestContext.js';
import {
  findBreakdowns,
  type AskedBreakdowns,
  type BreakdownRow,
} from '../../../membership/insights/findBreakdowns.js';
import {
  findInsights,
  type AskedInsights,
  type SegmentInsightsRow,
} from '../../../membership/insights/findInsights.js';
import { findOverlaps, type SegmentOverlapRow } from '../../../membership/insights/findOverlaps.js';
import { findSamples } from '../../../membership/insights/findSamples.js';
import { openContext } from '../../../membership/openContext.js';
import type { CompileContext } from '../../../segments/CompileContext.js';
import { compileSegment } from '../../../segments/compileSegment.js';
import type { SegmentDefinition } from '../../../segments/SegmentDefinition.js';
import { askerIn } from '../loaders.js';

const keyOf = ({ segment, definition }: AskedInsights): string => JSON.stringify([segment?.id, definition]);

/** What a segment is worth, for a viewer who is told of its members; else the `UserError` that says so. */
const toldInsights = ({ viewer }: RequestContext, row: SegmentInsightsRow): SegmentInsightsRow | UserError =>
  errorOr(() => {
    toldCount(viewer, row.numbers.customers, 'insights');
    return row;
  });

/** What segments are worth on a day, or now. */
export const insightsLoader = (context: RequestContext, asOf: string | null) =>
  loaderOf<AskedInsights, SegmentInsightsRow>(
    context,
    `segment insights ${asOf}`,
    () =>
      new DataLoader<AskedInsights, SegmentInsightsRow, string>(
        async (asked) => {
          const definitions = asked.map(({ definition }) => definition);
          const found = await findInsights(
            await openContext(askerIn(context), asOf, definitions, { eachAlone: true }),
            asked,
          );
          return found.map((one) => (one instanceof UserError ? one : toldInsights(context, one)));
        },
        { cacheKeyFn: keyOf, maxBatchSize: 100 },
      ),
  );

/** What a segment in the making is worth. Throws a `UserError` that names the place in the question where it cannot be asked. */
export async function loadInsights(
  context: RequestContext,
  definition: SegmentDefinition,
  asOf: string | null,
  path: string,
): Promise<SegmentInsightsRow> {
  compileSegment(await openContext(askerIn(context), asOf, [definition]), definition, path);
  return insightsLoader(context, asOf).load({ definition, segment: null });
}

const rowKey = (row: SegmentInsightsRow): string => JSON.stringify([keyOf(row), row.context.moment]);

/** Answers of some rows: those that were found together share a statement. */
async function byContext<V>(
  rows: readonly SegmentInsightsRow[],
  find: (context: CompileContext, definitions: readonly SegmentDefinition[]) => Promise<V[]>,
): Promise<V[]> {
  const contexts = [...new Set(rows.map(({ context }) => context))];
  const found = await Promise.all(
    contexts.map(async (one) => {
      const own = rows.filter(({ context }) => context === one);
      const definitions = own.map(({ definition }) => definition);
      const values = await find(one, definitions);
      return own.map((row, n) => [row, values[n] as V] as const);
    }),
  );
  const byRow = new Map(found.flat());
  return rows.map((row) => byRow.get(row) as V);
}

/** The members of segments by what is asked. */
export const breakdownsLoader = (context: RequestContext, asked: AskedBreakdowns) =>
  loaderOf<SegmentInsightsRow, BreakdownRow[]>(
    context,
    `segment breakdowns ${JSON.stringify(asked)}`,
    () =>
      new DataLoader<SegmentInsightsRow, BreakdownRow[], string>(
        (rows) => byContext(rows, (...of) => findBreakdowns(...of, asked)),
        { cacheKeyFn: rowKey },
      ),
  );

/** Some members of segments. */
export const samplesLoader = (context: RequestContext, first: number) =>
  loaderOf<SegmentInsightsRow, string[]>(
    context,
    `segment samples ${first}`,
    () =>
      new DataLoader<SegmentInsightsRow, string[], string>(
        (rows) => byContext(rows, (...of) => findSamples(...of, first)),
        { cacheKeyFn: rowKey },
      ),
  );

/** All intersections of segments on a day, or now. */
export const loadOverlaps = (
  context: RequestContext,
  definitions: readonly SegmentDefinition[],
  asOf: string | null,
): Promise<SegmentOverlapRow[]> =>
  loaderOf<readonly SegmentDefinition[], SegmentOverlapRow[]>(
    context,
    `segment overlaps ${asOf}`,
    () =>
      new DataLoader<readonly SegmentDefinition[], SegmentOverlapRow[], string>(
        async ([first = []]) => [await findOverlaps(await openContext(askerIn(context), asOf, first), first)],
        { maxBatchSize: 1, cacheKeyFn: (of) => JSON.stringify(of) },
      ),
  ).load(definitions);
