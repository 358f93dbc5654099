import { toldCount } from '../../access/leastGroup.js';
import type { RequestContext } from '../../federation/requestContext.js';
import { chargedPage } from '../../federation/answeredRows.js';
import { once } from '../../lib/async/once.js';
import { checkRange } from '../../lib/checks/checkRange.js';
import { badCursor, listOf, toPage, type Connection, type PageArguments } from '../../lib/relay/page.js';
import {
  countMoves,
  findConditionChanges,
  findMovedKeys,
  type DiffCounts,
  type DiffQuestion,
  type Move,
  type MovedCustomer,
} from '../../membership/answers/diffSegment.js';
import { openContext } from '../../membership/openContext.js';
import type { StoredSegment } from '../../membership/StoredSegment.js';
import { listLimits } from '../../words/limits.js';
import { askerIn } from './loaders.js';
import type { SegmentDiffRow } from './shape.js';

/** Who came to a segment and left it between two days: read where it is asked. Throws a `UserError` for days in the wrong order. */
export function segmentDiff(
  context: RequestContext,
  segment: StoredSegment,
  { from, to }: { readonly from: string; readonly to: string },
): SegmentDiffRow {
  checkRange({ from, to });
  const { definition } = segment;
  const question = once(async (): Promise<DiffQuestion> => {
    const asker = askerIn(context);
    const [before, after] = await Promise.all([from, to].map((day) => openContext(asker, day, [definition])));
    if (before === undefined || after === undefined) throw new TypeError('A difference needs two days');
    return { definition, before, after };
  });
  return { segment, from, to, question, counts: once(async () => countMoves(await question())) };
}

/**
 * How many came, left and stayed, for a viewer who is told of all three: with the sizes on the two days each would follow from
 * another. Throws a `UserError` (`GROUP_TOO_SMALL`) where one is too small.
 */
export async function toldMoves({ viewer }: RequestContext, { counts }: SegmentDiffRow): Promise<DiffCounts> {
  const found = await counts();
  for (const customers of [found.entered, found.left, found.stayed]) toldCount(viewer, customers, 'diff');
  return found;
}

/** A page of those who moved so, with what changed for each. */
export async function movedPage(
  context: RequestContext,
  { segment, from, to, question }: SegmentDiffRow,
  move: Move,
  asked: PageArguments,
): Promise<Connection<MovedCustomer>> {
  const { name, question: hash } = listOf('customers that moved', [segment.id, segment.version, from, to, move]);
  const list = { name, question: hash, most: listLimits.segmentMoves };
  const page = toPage(list, asked);
  const [after = null] = page.after ?? [];
  if (page.after !== undefined && after === null) throw badCursor('after', 'holds no key');
  const opened = await question();
  const keys = await findMovedKeys(opened, move, { after: after ?? undefined, size: page.size + 1 });
  const moved = await findConditionChanges(opened, keys);
  return chargedPage(context, list, page, moved, ({ customerId }) => [customerId]);
}
