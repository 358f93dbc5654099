import { getArgumentValues } from 'graphql/execution/values.js';
import type { FieldNode, GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import type { ProfileSelection } from '../../catalogue/reading/selection.js';
import type { Way } from '../../execution/askedBelow.js';
import { keptOf } from '../../execution/keptOf.js';
import { cachedTable } from '../../federation/cachedRows.js';
import { planOf, type RequestContext } from '../../federation/requestContext.js';
import { rowCost } from '../../lib/budget/costs.js';
import { selectedFields } from '../../lib/relay/selection.js';
import { completeDays, newestOn } from '../../population/completeDays.js';
import { endOfTime } from '../../population/profileDays.js';
import type { HeldSnapshots } from '../../snapshotCache.js';
import { heldProfiles, keepProfiles, snapshotText, type SnapshotTexts } from './profile/heldProfiles.js';
import { fitsStatement } from './profile/loaders.js';
import { selectionOfText } from './profile/profileSelection.js';
import type { AskedCustomer, CustomerRow, ProfileWith } from './shape.js';

interface Asked {
  readonly date: string;
  readonly selection: ProfileSelection;
}

function askedWith(
  info: GraphQLResolveInfo,
  context: RequestContext,
  nodes: readonly FieldNode[],
  way: Way,
): Asked | null {
  const field = (info.schema.getType('Customer') as GraphQLObjectType).getFields()['profile'];
  const asked = keptOf(
    info,
    `profile of ${way.join('.')}`,
    () => selectedFields(info, 'Customer', nodes).get('profile') ?? [],
  );
  if (field === undefined || asked.length === 0) return null;
  const selection = selectionOfText(context, info, asked, [...way, 'profile', 'fields']);
  if (selection === undefined) return null;
  try {
    const dates = asked.map(
      (node) => (getArgumentValues(field, node, info.variableValues) as { date?: string | null }).date,
    );
    const [date, ...others] = new Set(dates.map((one) => one ?? endOfTime));
    return date === undefined || others.length > 0 ? null : { date, selection };
  } catch {
    // The field itself refuses it.
    return null;
  }
}

/**
 * The snapshot that one statement may read with the customers behind the resolved field: where one day is asked, which is known
 * without a statement, and one text of typed fields alone, which no column of a customer can be mistaken for. Undefined for any
 * other, which its field reads.
 * @param nodes the field nodes of the customers, at the end of the way
 */
export function profileWith(
  context: RequestContext,
  info: GraphQLResolveInfo,
  nodes: readonly FieldNode[],
  way: Way,
): ProfileWith | undefined {
  const { asked } = planOf(context, 'profile with', info.fieldNodes, () => ({
    asked: askedWith(info, context, nodes, way),
  }));
  const days = asked === null ? undefined : cachedTable(context, completeDays);
  if (asked === null || days === undefined) return undefined;
  const day = newestOn(days, asked.date);
  return day === null ? undefined : { day: day.day, loadId: day.loadId, selection: asked.selection };
}

type Customers = readonly (CustomerRow | null)[];

const idsOf = (rows: Customers): string[] => rows.flatMap((row) => row?.id ?? []);

/** What a statement found of the snapshots that it read with customers. */
function textsRead(rows: Customers, { selection }: ProfileWith): SnapshotTexts {
  const texts = new Map<string, string | null | undefined>();
  for (const row of rows) if (row !== null) texts.set(row.id, snapshotText(row, selection));
  return texts;
}

/** What is held of the snapshots of customers for whom a statement says that their day is still as it was; counted as it is read. */
async function textsHeld(
  { budget }: RequestContext,
  rows: Customers,
  { loadId }: ProfileWith,
  held: HeldSnapshots,
): Promise<SnapshotTexts> {
  const texts = new Map<string, string | null | undefined>();
  for (const row of rows) {
    if (row === null) continue;
    if (row['_load'] !== loadId) {
      held.outdate();
      continue;
    }
    const found = held.get(row.id);
    const text = found instanceof Promise ? await found : found;
    if (typeof text === 'string') budget?.take(rowCost({ text }));
    texts.set(row.id, text);
  }
  return texts;
}

/**
 * Reads customers, and with them the snapshots that are asked, so that their field finds them: by the same statement, or in memory
 * where they are held. That they are still as they were, the statement says itself. Not where that would be too much for one statement.
 * @param ids the customers' keys; undefined for a page, whose customers the statement finds
 * @param most customers at the most
 */
export async function readWithProfiles<R extends Customers>(
  context: RequestContext,
  { fields, profile }: AskedCustomer,
  { ids, most }: { readonly ids?: readonly string[]; readonly most: number },
  read: (asked: AskedCustomer) => Promise<R>,
): Promise<R> {
  if (profile === undefined || !fitsStatement(most, profile.selection)) return read({ fields });
  const held = heldProfiles(context, profile);
  if (held !== undefined && (ids === undefined ? held.isPageLikely : held.hasAll(ids))) {
    const rows = await read({ fields, loadOf: profile.day });
    if (ids === undefined) held.notePage(idsOf(rows));
    keepProfiles(context, profile, await textsHeld(context, rows, profile, held));
    return rows;
  }
  const reading = read({ fields, profile });
  const shared = ids === undefined ? undefined : held?.share(ids, reading, (found) => textsRead(found, profile));
  const rows = await reading;
  const texts = (await shared) ?? textsRead(rows, profile);
  if (ids === undefined) {
    held?.notePage(idsOf(rows));
    held?.setAll(texts);
  }
  keepProfiles(context, profile, texts);
  return rows;
}
