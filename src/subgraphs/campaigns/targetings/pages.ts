import type { GraphQLResolveInfo } from 'graphql';
import { planOf, type RequestContext } from '../../../context.js';
import { checkId } from '../../../levels/checkId.js';
import { hashOf, toPage, type PageArguments } from '../../../lib/page.js';
import { isPageAsked } from '../../../lib/selection.js';
import { UserError } from '../../../lib/UserError.js';
import { readPage, toCursorKey } from '../../../population/position.js';
import { checkRange } from '../../../lib/checkRange.js';
import { positionedOnDays } from '../days.js';
import { chargedPage } from '../limits.js';
import type { TargetingState } from '../shape.js';
import { targetingCountLoader, targetingPageLoader } from './loaders.js';
import type { TargetingConnectionRow, TargetingQuestion } from './shape.js';
import type { Side } from './sides.js';

const mostStates = 3;
const mostPlans = 1000;

/** Arguments of a list of targetings, as clients give them. */
interface AskedTargetings extends PageArguments {
  readonly states?: readonly TargetingState[] | null | undefined;
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
  readonly planIds?: readonly string[] | null | undefined;
}

function checkLength(list: readonly unknown[], name: string, most: number): void {
  if (list.length > most)
    throw new UserError(`"${name}" has ${list.length} entries, and ${most} are the most.`, 'TOO_MANY_IDS');
}

/** The asked states; null for all. Throws a `UserError` for too many. */
export function checkStates(states: readonly TargetingState[] | null | undefined): readonly TargetingState[] | null {
  checkLength(states ?? [], 'states', mostStates);
  return states ?? null;
}

/** Throws a `UserError` that names what is wrong. */
function checkQuestion({ states, from = null, to = null, planIds = null }: AskedTargetings): TargetingQuestion {
  checkRange({ from, to });
  checkLength(planIds ?? [], 'planIds', mostPlans);
  return {
    states: checkStates(states),
    from,
    to,
    planIds: planIds?.map((planId, n) => checkId(planId, `planIds[${n}]`)) ?? null,
  };
}

/** What is the same for all parents of a field. */
function planPage(context: RequestContext, side: Side, asked: AskedTargetings, info: GraphQLResolveInfo) {
  const question = checkQuestion(asked);
  const list = { name: side.name, question: hashOf(question) };
  const page = toPage(list, asked);
  return {
    question,
    list,
    page,
    isAsked: isPageAsked(info, 'CampaignTargetingConnection'),
    loader: targetingPageLoader(context, side, question, positionedOnDays(page, side.order)),
  };
}

/** A page of the targetings of a customer or a campaign. */
export async function targetingPage(
  context: RequestContext,
  side: Side,
  id: string,
  asked: AskedTargetings,
  info: GraphQLResolveInfo,
): Promise<TargetingConnectionRow> {
  const { question, list, page, isAsked, loader } = planOf(context, side.name, info.fieldNodes, () =>
    planPage(context, side, asked, info),
  );
  const rows = isAsked ? await readPage(page, () => loader.load(id)) : [];
  return {
    ...chargedPage(context, list, page, rows, (row) => toCursorKey(null, side.placeOf(row))),
    count: () => targetingCountLoader(context, side, question).load(id),
  };
}
