import type { GraphQLResolveInfo } from 'graphql';
import { keptOf } from '../../../execution/keptOf.js';
import { writtenEdges } from '../../../execution/writtenBelow.js';
import { planOf, type RequestContext } from '../../../federation/requestContext.js';
import { checkKey } from '../../../lib/checks/checkKey.js';
import { checkLength } from '../../../lib/checks/checkLength.js';
import { listOf, toPage, type Page, type PageArguments, type PagedList } from '../../../lib/relay/page.js';
import { isPageAsked } from '../../../lib/relay/selection.js';
import type { WrittenJson } from '../../../lib/written/WrittenJson.js';
import { readPage, toCursorKey } from '../../../population/position.js';
import { checkRange } from '../../../lib/checks/checkRange.js';
import { listLimits } from '../../../words/limits.js';
import type { TargetingState } from '../../../words/targetingStates.js';
import { positionedOnDays } from '../days.js';
import { chargedPage, chargeRows } from '../../../federation/answeredRows.js';
import { writableTargeting } from './columns.js';
import { targetingCountLoader, targetingPageLoader, writtenPageLoader } from './loaders.js';
import { askedPage } from './selection.js';
import type { WrittenTargetings } from './queries.js';
import type { TargetingConnectionRow, TargetingQuestion } from './shape.js';
import { ofCampaign, ofCustomer, type Side } from './sides.js';

/** Arguments of a list of targetings, as clients give them. */
interface AskedTargetings extends PageArguments {
  readonly states?: readonly TargetingState[] | null | undefined;
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
  readonly planIds?: readonly string[] | null | undefined;
}

/** A page as it is asked for, and where its cursors stand. */
interface AskedPage {
  readonly question: TargetingQuestion;
  readonly list: PagedList;
  readonly page: Page;
  readonly positioned: Page;
}

/** The asked states; null for all. Throws a `UserError` for too many. */
export function checkStates(states: readonly TargetingState[] | null | undefined): readonly TargetingState[] | null {
  checkLength(states ?? [], 'states', listLimits.targetingStates);
  return states ?? null;
}

/** Throws a `UserError` that names what is wrong. */
function checkQuestion({ states, from = null, to = null, planIds = null }: AskedTargetings): TargetingQuestion {
  checkRange({ from, to });
  checkLength(planIds ?? [], 'planIds', listLimits.keys);
  return {
    states: checkStates(states),
    from,
    to,
    planIds: planIds?.map((planId, n) => checkKey(planId, `planIds[${n}]`)) ?? null,
  };
}

type Load = (id: string) => Promise<TargetingConnectionRow | WrittenJson>;

/** Pages of rows, of which the executor makes the answer. */
function pagesOfRows(
  context: RequestContext,
  side: Side,
  { question, list, page, positioned }: AskedPage,
  info: GraphQLResolveInfo,
): Load {
  const isAsked = isPageAsked(info, 'CampaignTargetingConnection');
  const loader = targetingPageLoader(context, side, { question, page: positioned, asked: askedPage(info) });
  return async (id) => {
    const rows = isAsked ? await readPage(page, () => loader.load(id)) : [];
    return {
      ...chargedPage(context, list, page, rows, (row) => toCursorKey(null, side.placeOf(row))),
      count: () => targetingCountLoader(context, side, question).load(id),
      isOfMany: side === ofCampaign,
    };
  };
}

/** Targetings of a page that is written in one piece: of larger ones, row by row is counted as it comes. */
const longestWritten = 100;

/** Pages that the statement writes; undefined where it cannot. */
function writtenPages(
  context: RequestContext,
  side: Side,
  { question, page, positioned }: AskedPage,
  info: GraphQLResolveInfo,
): Load | undefined {
  if (side !== ofCustomer || page.size > longestWritten) return undefined;
  const edges = keptOf(info, 'written targetings', () =>
    writtenEdges(info, 'CampaignTargetingConnection', writableTargeting),
  );
  if (edges === undefined) return undefined;
  const { edge, toConnection } = edges;
  const loader = writtenPageLoader(context, { question, page: positioned, shape: edge });
  const written = (found: WrittenTargetings | null): WrittenJson => {
    chargeRows(context, found?.count ?? 0);
    return toConnection(String(found?.[edge.property] ?? ''));
  };
  return (id) => readPage(page, () => loader.load(id)).then(written);
}

/** What is the same for all parents of a field. */
function planPages(context: RequestContext, side: Side, asked: AskedTargetings, info: GraphQLResolveInfo): Load {
  const question = checkQuestion(asked);
  const list = listOf(side.name, question);
  const page = toPage(list, asked);
  const given = { question, list, page, positioned: positionedOnDays(page, side.order) };
  return writtenPages(context, side, given, info) ?? pagesOfRows(context, side, given, info);
}

/** A page of the targetings of a customer or a campaign: rows, or what the statement has written of them. */
export function targetingPage(
  context: RequestContext,
  side: Side,
  id: string,
  asked: AskedTargetings,
  info: GraphQLResolveInfo,
): Promise<TargetingConnectionRow> {
  const load = planOf(context, side.name, info.fieldNodes, () => planPages(context, side, asked, info));
  // The generated types of resolvers know of rows alone.
  return load(id) as Promise<TargetingConnectionRow>;
}
