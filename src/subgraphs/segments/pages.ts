import { chargedPage } from '../../federation/answeredRows.js';
import type { RequestContext } from '../../federation/requestContext.js';
import { once } from '../../lib/async/once.js';
import { listOf, toConnection, toPage, type Connection, type PageArguments } from '../../lib/relay/page.js';
import { customerStayOrder, segmentStayOrder, type AskedStays, type StayRow } from '../../membership/answers/stays.js';
import { findListPage, listOrder, type SegmentListRow } from '../../membership/readLists.js';
import { countSegments, findSegmentPage, segmentOrder } from '../../membership/readSegments.js';
import { positioned, readPage, toCursorKey } from '../../population/position.js';
import { listLimits } from '../../words/limits.js';
import { SegmentStatus } from '../../words/segmentWords.js';
import { loadCustomerStays, loadSegmentStays, tellableIds } from './loaders.js';
import type { SegmentConnectionRow } from './shape.js';
import { checkListSearch } from '../../lib/checks/checkListFilter.js';

interface AskedList extends PageArguments {
  readonly status?: SegmentStatus | null | undefined;
  readonly search?: string | null | undefined;
}

/** A page of segments, without those that the viewer may not be told of. Throws a `UserError` that names what is wrong. */
export async function segmentPage(
  context: RequestContext,
  { status, search: given, ...paging }: AskedList,
): Promise<SegmentConnectionRow> {
  const asked = {
    statuses: [status ?? SegmentStatus.ACTIVE] as const,
    search: given == null ? undefined : checkListSearch(given, 'search'),
  };
  const { name, question } = listOf('segments', [asked.statuses, asked.search ?? null]);
  const list = { name, question, most: listLimits.segmentPage };
  const page = toPage(list, paging);
  const read = positioned(page, segmentOrder);
  const told = { ...asked, among: await tellableIds(context) };
  const rows = await readPage(page, () => findSegmentPage(context, told, read));
  const connection = toConnection(list, page, rows, ({ id }) => toCursorKey(null, [id]));
  return { ...connection, count: once(() => countSegments(context, told)) };
}

const uploaded = { name: 'segmentLists', question: '', most: listLimits.segmentPage };

/** A page of uploaded lists. */
export async function uploadedPage(context: RequestContext, asked: PageArguments): Promise<Connection<SegmentListRow>> {
  const page = toPage(uploaded, asked);
  const read = positioned(page, listOrder);
  const rows = await readPage(page, () => findListPage(context, read));
  return toConnection(uploaded, page, rows, ({ id }) => toCursorKey(null, [id]));
}

/** A page of the stays of customers in a segment. */
export async function segmentStayPage(
  context: RequestContext,
  segmentId: string,
  { on, enteredOn, leftOn, ...paging }: AskedStays & PageArguments,
): Promise<Connection<StayRow>> {
  const asked = { on: on ?? null, enteredOn: enteredOn ?? null, leftOn: leftOn ?? null };
  const list = listOf('stays of a segment', asked);
  const page = toPage(list, paging);
  const read = positioned(page, segmentStayOrder);
  const rows = await readPage(page, () => loadSegmentStays(context, segmentId, asked, read));
  return chargedPage(context, list, page, rows, (row) => toCursorKey(null, [row.customerId, row.enteredOn]));
}

const ofCustomer = { name: 'segmentHistory', question: '' };

/** A page of the stays of a customer in segments. */
export async function customerStays(
  context: RequestContext,
  customerId: string,
  asked: PageArguments,
): Promise<Connection<StayRow>> {
  const page = toPage(ofCustomer, asked);
  const read = positioned(page, customerStayOrder);
  const rows = await readPage(page, () => loadCustomerStays(context, customerId, read));
  return chargedPage(context, ofCustomer, page, rows, (row) => toCursorKey(null, [row.enteredOn, row.segmentId]));
}
