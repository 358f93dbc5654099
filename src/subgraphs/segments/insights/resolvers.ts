import { refuseForLeast } from '../../../access/leastGroup.js';
import type { GraphQLResolveInfo } from 'graphql';
import { chargeRows } from '../../../federation/answeredRows.js';
import { loadReference } from '../../../federation/references.js';
import type { RequestContext } from '../../../federation/requestContext.js';
import type { QueryCompareSegmentsArgs, Resolvers } from '../../../generated/resolvers.js';
import { checkKey } from '../../../lib/checks/checkKey.js';
import { checkLength } from '../../../lib/checks/checkLength.js';
import { checkVariables } from '../../../lib/checks/checkVariables.js';
import { divideDecimals } from '../../../lib/numbers/decimals.js';
import { UserError } from '../../../lib/errors/UserError.js';
import type { BreakdownRow } from '../../../membership/insights/findBreakdowns.js';
import type { AskedInsights, SegmentInsightsRow } from '../../../membership/insights/findInsights.js';
import { revenueTree, type InsightNumbers } from '../../../membership/insights/insightNumbers.js';
import { unknownSegment } from '../../../membership/requireSegment.js';
import type { AskedGrouping } from '../../../population/groups/askedGroups.js';
import { checkDefinition } from '../../../segments/definition/checkDefinition.js';
import { listLimits } from '../../../words/limits.js';
import { loadSegment } from '../loaders.js';
import { breakdownsLoader, insightsLoader, loadInsights, loadOverlaps, samplesLoader } from './loaders.js';
import type { BreakdownInRow, SegmentComparisonRow } from './shape.js';

/** How many entries are asked for. Throws a `UserError` that names the argument. */
function checkSize(size: number, most: number): number {
  if (size < 0) throw new UserError(`"size" is ${size}, and a list cannot have fewer than 0 entries.`);
  if (size > most) throw new UserError(`"size" is ${size}, and ${most} is the most.`, 'PAGE_SIZE_EXCEEDED');
  return size;
}

type Compared = QueryCompareSegmentsArgs['segments'][number];

/** A segment to compare: saved, or in the making. */
async function askedSegment(
  context: RequestContext,
  { id, definition }: Compared,
  path: string,
): Promise<AskedInsights> {
  if ((id == null) === (definition == null))
    throw new UserError(`"${path}" names ${id == null ? 'nothing' : '"id" and "definition"'}: give one of the two.`);
  if (id == null) return { definition: checkDefinition(definition, `${path}.definition`), segment: null };
  const key = checkKey(id, `${path}.id`);
  const segment = await loadSegment(context, key);
  if (segment === null) throw await unknownSegment(context, key, `${path}.id`);
  return { definition: segment.definition, segment };
}

/** Segments beside each other, with all their intersections. Throws a `UserError` that names what is wrong. */
async function compare(
  context: RequestContext,
  { segments, asOf = null }: QueryCompareSegmentsArgs,
  info: GraphQLResolveInfo,
): Promise<SegmentComparisonRow> {
  checkVariables(info, ['segments']);
  checkLength(segments, 'segments', listLimits.comparedSegments);
  const asked = await Promise.all(segments.map((one, n) => askedSegment(context, one, `segments[${n}]`)));
  const loader = insightsLoader(context, asOf);
  const insights = await Promise.all(asked.map((one) => loader.load(one)));
  return { insights, asOf };
}

const breakdowns = async (
  row: SegmentInsightsRow,
  { by, size }: { readonly by: readonly AskedGrouping[]; readonly size: number },
  context: RequestContext,
): Promise<BreakdownInRow[]> => {
  refuseForLeast(context.viewer, 'breakdowns');
  checkLength(by, 'by', listLimits.breakdowns);
  const asked = { by, first: checkSize(size, listLimits.page) };
  const found: BreakdownRow[] = await breakdownsLoader(context, asked).load(row);
  chargeRows(
    context,
    found.reduce((sum, { values }) => sum + values.length, 0),
  );
  return found.map((one) => ({ ...one, values: one.values.map((value) => ({ ...value, of: row })) }));
};

const year = <V>({ knowsYear }: SegmentInsightsRow, value: V): V | null => (knowsYear ? value : null);

/** The numbers of parts of a segment, for a viewer who is told of small ones: a part and the rest are of each other. */
function partOf({ viewer }: RequestContext, { numbers }: SegmentInsightsRow, name: string): InsightNumbers {
  refuseForLeast(viewer, name);
  return numbers;
}

const share = (part: number | string, whole: number | string): string | null =>
  divideDecimals(String(part), String(whole));

export const insightResolvers = {
  Query: {
    segmentInsights(_, { definition, asOf }, context, info) {
      checkVariables(info, ['definition']);
      return loadInsights(context, checkDefinition(definition, 'definition'), asOf ?? null, 'definition');
    },
    compareSegments: (_, asked, context, info) => compare(context, asked, info),
  },
  Segment: {
    insights: (segment, { asOf }, context) =>
      insightsLoader(context, asOf ?? null).load({ definition: segment.definition, segment }),
  },
  SegmentInsights: {
    day: ({ context }) => context.moment.day,
    profileDay: ({ context }) => context.moment.profileDay,
    customers: ({ numbers }) => numbers.customers,
    share: ({ numbers, allCustomers }) => share(numbers.customers, allCustomers),
    activeCustomers: (row, _, context) => year(row, partOf(context, row, 'activeCustomers').active),
    revenue: (row, _, context) => year(row, partOf(context, row, 'revenue').revenue),
    otherCurrencies: (row, _, context) => year(row, partOf(context, row, 'otherCurrencies').otherCurrencies),
    reachable: (row, _, context) => partOf(context, row, 'reachable'),
    revenueTree: (row, _, context) => year(row, revenueTree(partOf(context, row, 'revenueTree'))),
    breakdowns: (row, asked, context) => breakdowns(row, asked, context),
    async sample(row, { size }, context, info) {
      const ids = await samplesLoader(context, checkSize(size, listLimits.segmentSample)).load(row);
      chargeRows(context, ids.length);
      const found = await Promise.all(ids.map((id) => loadReference('Customer', id, context, info)));
      return found.filter((customer) => customer != null);
    },
  },
  SegmentReach: {
    customers: ({ reachable }) => reachable,
  },
  SegmentBreakdownValue: {
    share: ({ customers, of }) => share(customers, of.numbers.customers),
    activeCustomers: ({ active, of }) => year(of, active),
    shareOfActive: ({ active, of }) => year(of, share(active, of.numbers.active)),
    revenue: ({ revenue, of }) => year(of, revenue),
    shareOfRevenue: ({ revenue, of }) => year(of, share(revenue, of.numbers.revenue)),
    revenuePerActive: ({ revenue, active, otherCurrencies, of }) => year(of, share(revenue, active - otherCurrencies)),
  },
  SegmentComparison: {
    segments: ({ insights }) => insights,
    overlaps: async ({ insights, asOf }, _, context) => {
      refuseForLeast(context.viewer, 'overlaps');
      const definitions = insights.map(({ definition }) => definition);
      const found = await loadOverlaps(context, definitions, asOf);
      return found.map((one) => ({ ...one, isKnown: insights.every(({ knowsYear }) => knowsYear) }));
    },
  },
  SegmentOverlap: {
    activeCustomers: ({ active, isKnown }) => (isKnown ? active : null),
    revenue: ({ revenue, isKnown }) => (isKnown ? revenue : null),
  },
} satisfies Resolvers;
