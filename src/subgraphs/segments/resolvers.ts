import { isTold, refuseForLeast, toldCount } from '../../access/leastGroup.js';
import { loadReference } from '../../federation/references.js';
import type { Resolvers } from '../../generated/resolvers.js';
import { checkKey } from '../../lib/checks/checkKey.js';
import { checkRange } from '../../lib/checks/checkRange.js';
import { charged } from '../../federation/answeredRows.js';
import { addSegment, changeSegment, removeSegment } from './changes.js';
import { movedPage, segmentDiff, toldMoves } from './diff.js';
import { insightResolvers } from './insights/resolvers.js';
import { loadDays, loadList, loadMemberships, loadSegment, loadSize, loadUsers, loadVersions } from './loaders.js';
import { explain, isMatch } from './ofCustomer.js';
import { customerStays, segmentPage, segmentStayPage, uploadedPage } from './pages.js';

const stretchOf = ({ from = null, to = null }: { from?: string | null; to?: string | null }) => ({ from, to });

export const segmentResolvers = {
  ...insightResolvers,
  Query: {
    ...insightResolvers.Query,
    segments: (_, asked, context) => segmentPage(context, asked),
    segment: (_, { id }, context) => loadSegment(context, checkKey(id, 'id')),
    segmentList: (_, { id }, context) => loadList(context, checkKey(id, 'id')),
    segmentLists: (_, asked, context) => uploadedPage(context, asked),
  },
  Mutation: {
    createSegment: (_, given, context) => addSegment(context, given),
    updateSegment: (_, given, context) => changeSegment(context, given),
    archiveSegment: (_, given, context) => removeSegment(context, given),
  },
  SegmentConnection: {
    totalCount: ({ count }) => count(),
  },
  Segment: {
    ...insightResolvers.Segment,
    size: async (segment, { asOf }, context) =>
      toldCount(context.viewer, await loadSize(context, segment, asOf ?? null), 'size'),
    versions: async ({ id }, _, context) => charged(context, await loadVersions(context, id)),
    diff: (segment, days, context) => segmentDiff(context, segment, days),
    async days({ id }, asked, context) {
      const stretch = stretchOf(asked);
      refuseForLeast(context.viewer, 'days');
      checkRange(stretch);
      return charged(context, await loadDays(context, id, stretch));
    },
    stays: ({ id }, asked, context) => segmentStayPage(context, id, asked),
    usedBy: async ({ id }, _, context) => charged(context, await loadUsers(context, id)),
  },
  SegmentVersion: {
    size: ({ size }, _, { viewer }) => (size === null || !isTold(viewer, Number(size)) ? null : Number(size)),
  },
  SegmentDiff: {
    enteredCount: async (diff, _, context) => (await toldMoves(context, diff)).entered,
    leftCount: async (diff, _, context) => (await toldMoves(context, diff)).left,
    stayedCount: async (diff, _, context) => (await toldMoves(context, diff)).stayed,
    entered: (diff, asked, context) => movedPage(context, diff, 'entered', asked),
    left: (diff, asked, context) => movedPage(context, diff, 'left', asked),
    stayed: (diff, asked, context) => movedPage(context, diff, 'stayed', asked),
  },
  SegmentMove: {
    customer: ({ customerId }, _, context, info) => loadReference('Customer', customerId, context, info),
  },
  SegmentStay: {
    customer: ({ customerId }, _, context, info) => loadReference('Customer', customerId, context, info),
    segment: ({ segmentId }, _, context) => loadSegment(context, segmentId),
  },
  Customer: {
    segments: async ({ id }, { asOf }, context) => charged(context, await loadMemberships(context, id, asOf ?? null)),
    currentSegments: async ({ id }, _, context) => charged(context, await loadMemberships(context, id, null)),
    matches: ({ id }, asked, context, info) => isMatch(context, id, asked, info),
    explain: ({ id }, asked, context, info) => explain(context, id, asked, info),
    segmentHistory: ({ id }, asked, context) => customerStays(context, id, asked),
  },
} satisfies Resolvers;
