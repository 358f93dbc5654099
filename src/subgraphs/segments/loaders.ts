import { readsAllValues } from '../../access/rights.js';
import { UserError } from '../../lib/errors/UserError.js';
import { segmentFaults, tellable } from '../../membership/segmentRights.js';
import DataLoader from 'dataloader';
import { checkRows } from '../../federation/answeredRows.js';
import { loaderOf, type RequestContext } from '../../federation/requestContext.js';
import type { Page } from '../../lib/relay/page.js';
import { countEach } from '../../membership/answers/countMembers.js';
import { explainCustomers, type CustomerExplanation } from '../../membership/answers/explainCustomers.js';
import { findMemberships } from '../../membership/answers/findMemberships.js';
import {
  findCustomerStays,
  findSegmentDays,
  findSegmentStays,
  type AskedStays,
  type SegmentDayRow,
  type StayRow,
} from '../../membership/answers/stays.js';
import { openContext, type Asker } from '../../membership/openContext.js';
import { findLists, type SegmentListRow } from '../../membership/readLists.js';
import {
  findActiveSegments,
  findEverySegment,
  findSegments,
  findUsers,
  findVersions,
} from '../../membership/readSegments.js';
import type { StoredVersion, StoredSegment } from '../../membership/StoredSegment.js';
import { compileSegment } from '../../segments/compileSegment.js';
import type { SegmentDefinition } from '../../segments/SegmentDefinition.js';
import { answerLimits, listLimits } from '../../words/limits.js';
import { dayFinder } from '../dayFinder.js';

/** Who asks about segments in a request: days are looked for together. */
export const askerIn = (context: RequestContext): Asker => ({ scope: context, findDay: dayFinder(context) });

async function readSegments(
  context: RequestContext,
  ids: readonly string[],
): Promise<(StoredSegment | UserError | null)[]> {
  const segments = await findSegments(context, ids);
  const known = segments.filter((segment) => segment !== null);
  const faults = await segmentFaults(
    askerIn(context),
    known.map(({ definition }) => definition),
  );
  const faultOf = new Map(known.map(({ id }, n) => [id, faults[n]]));
  return segments.map((segment) => faultOf.get(segment?.id ?? '') ?? segment);
}

/** A segment by its id; null when unknown. Throws a `UserError` where the viewer may not read what it is made by. */
export const loadSegment = (context: RequestContext, id: string): Promise<StoredSegment | null> =>
  loaderOf<string, StoredSegment | null>(
    context,
    'segments',
    () => new DataLoader<string, StoredSegment | null>((ids) => readSegments(context, ids)),
  ).load(id);

/** An uploaded list by its id; null when unknown. */
export const loadList = (context: RequestContext, id: string): Promise<SegmentListRow | null> =>
  loaderOf<string, SegmentListRow | null>(
    context,
    'segment lists',
    () => new DataLoader((ids) => findLists(context, ids)),
  ).load(id);

/** How many customers are in a segment on a day, or now. */
export const loadSize = (context: RequestContext, segment: StoredSegment, asOf: string | null): Promise<number> =>
  loaderOf<StoredSegment, number>(
    context,
    `segment sizes ${asOf}`,
    () =>
      new DataLoader<StoredSegment, number, string>(
        async (segments) => {
          const definitions = segments.map(({ definition }) => definition);
          return countEach(await openContext(askerIn(context), asOf, definitions, { eachAlone: true }), definitions);
        },
        { cacheKeyFn: ({ id }) => id },
      ),
  ).load(segment);

/** The newest versions of a segment that the viewer may be told of, the newest first. */
export const loadVersions = (context: RequestContext, id: string): Promise<StoredVersion[]> =>
  loaderOf<string, StoredVersion[]>(
    context,
    'segment versions',
    () =>
      new DataLoader(async (ids) => {
        const versions = await findVersions(context, ids, listLimits.segmentVersions);
        const told = new Set(await tellable(askerIn(context), versions.flat()));
        return versions.map((own) => own.filter((version) => told.has(version)));
      }),
  ).load(id);

/** The segments in use that name a segment, and that the viewer may be told of. */
export async function loadUsers(context: RequestContext, id: string): Promise<StoredSegment[]> {
  const users = await loaderOf<string, Awaited<ReturnType<typeof findUsers>>[number]>(
    context,
    'segment users',
    () => new DataLoader((ids) => findUsers(context, ids)),
  ).load(id);
  const found = await Promise.allSettled(users.map((user) => loadSegment(context, user.id)));
  return found.flatMap((one) => {
    if (one.status === 'fulfilled') return one.value ?? [];
    if (one.reason instanceof UserError) return [];
    throw one.reason;
  });
}

/** The written days of a segment within a stretch, the newest first. */
export const loadDays = (
  context: RequestContext,
  id: string,
  stretch: { readonly from: string | null; readonly to: string | null },
): Promise<SegmentDayRow[]> =>
  loaderOf<string, SegmentDayRow[]>(
    context,
    `segment days ${JSON.stringify(stretch)}`,
    () => new DataLoader((ids) => findSegmentDays(context, ids, { ...stretch, most: answerLimits.days })),
  ).load(id);

/** A page of the stays in a segment. */
export const loadSegmentStays = (
  context: RequestContext,
  id: string,
  asked: AskedStays,
  page: Page,
): Promise<StayRow[]> =>
  loaderOf<string, StayRow[]>(
    context,
    `segment stays ${JSON.stringify([asked, page])}`,
    () =>
      new DataLoader(async (ids) => {
        checkRows(ids.length, page, 'stays');
        return findSegmentStays(context, ids, asked, page);
      }),
  ).load(id);

/** The segments that the viewer may be told of; null where it may be told of all. */
export async function tellableIds(context: RequestContext): Promise<readonly string[] | null> {
  if (readsAllValues(context.viewer)) return null;
  const segments = await tellable(askerIn(context), await findEverySegment(context));
  return segments.map(({ id }) => id);
}

/** A page of the stays of a customer. */
export const loadCustomerStays = (context: RequestContext, id: string, page: Page): Promise<StayRow[]> =>
  loaderOf<string, StayRow[]>(
    context,
    `stays of customers ${JSON.stringify(page)}`,
    () =>
      new DataLoader(async (ids) => {
        checkRows(ids.length, page, 'stays');
        return findCustomerStays(context, ids, page, await tellableIds(context));
      }),
  ).load(id);

/** The segments in use that a customer is in on a day, or now. */
export const loadMemberships = (
  context: RequestContext,
  customerId: string,
  asOf: string | null,
): Promise<StoredSegment[]> =>
  loaderOf<string, StoredSegment[]>(
    context,
    `segments of customers ${asOf}`,
    () =>
      new DataLoader(async (ids) => {
        const segments = await findActiveSegments(context);
        const definitions = segments.map(({ definition }) => definition);
        const known = new Map(segments.map(({ id, definition }) => [id, definition]));
        const opened = await openContext(askerIn(context), asOf, definitions, { known, eachAlone: true });
        return findMemberships(opened, segments, ids, { leavesOut: true });
      }),
  ).load(customerId);

/** A definition asked of customers on a day, or now. */
export interface AskedDefinition {
  readonly definition: SegmentDefinition;
  readonly asOf: string | null;
  /** Where it stands in the question; left out of a saved one. */
  readonly path?: string;
}

/** What a definition is compiled for. Throws a `UserError` that names the place in the question where it cannot be asked. */
async function openAsked(context: RequestContext, { definition, asOf, path }: AskedDefinition) {
  const opened = await openContext(askerIn(context), asOf, [definition]);
  if (path !== undefined) compileSegment(opened, definition, path);
  return opened;
}

/** Whether a definition holds for a customer; false for one who is not known. */
export const loadMatch = (context: RequestContext, customerId: string, asked: AskedDefinition): Promise<boolean> =>
  loaderOf<string, boolean>(
    context,
    `matches ${JSON.stringify(asked)}`,
    () =>
      new DataLoader(async (ids) => {
        const found = await findMemberships(await openAsked(context, asked), [asked], ids);
        return found.map((segments) => segments.length > 0);
      }),
  ).load(customerId);

/** Why a definition holds for a customer, or does not; null for one who is not known. */
export const loadExplanation = (
  context: RequestContext,
  customerId: string,
  asked: AskedDefinition,
): Promise<CustomerExplanation | null> =>
  loaderOf<string, CustomerExplanation | null>(
    context,
    `segment explanations ${JSON.stringify(asked)}`,
    () => new DataLoader(async (ids) => explainCustomers(await openAsked(context, asked), asked.definition, ids)),
  ).load(customerId);
