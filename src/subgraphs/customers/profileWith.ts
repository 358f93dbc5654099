import { getArgumentValues } from 'graphql/execution/values.js';
import type { FieldNode, GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import type { ProfileSelection } from '../../catalogue/reading/selection.js';
import type { Way } from '../../execution/askedBelow.js';
import { keptOf } from '../../execution/keptOf.js';
import { cachedTable } from '../../federation/cachedRows.js';
import { planOf, type RequestContext } from '../../federation/requestContext.js';
import { selectedFields } from '../../lib/relay/selection.js';
import { completeDays, newestOn } from '../../population/completeDays.js';
import { endOfTime } from '../../population/profileDays.js';
import type { HeldSnapshots } from '../../snapshotCache.js';
import { heldProfiles, heldRow, snapshotText } from './profile/heldProfiles.js';
import { fitsStatement } from './profile/loaders.js';
import { selectionOfText } from './profile/profileSelection.js';
import { readWith, type AskedCustomer, type CustomerRow, type ProfileWith } from './shape.js';

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

/** Keeps with customers the snapshots that were read with them, for their field to find. */
function keepProfiles(rows: readonly (CustomerRow | null)[], profile: ProfileWith): void {
  const { day, selection } = profile;
  for (const row of rows) {
    const text = snapshotText(row, profile);
    // One that does not fit is read by the field itself.
    if (row === null || text === undefined) continue;
    const found = text === null ? null : { _customer: row.id, date: day, [selection.key]: text };
    row[readWith] = { day, selected: selection.key, profile: found };
  }
}

/** Keeps with customers the snapshots that are held, where the statement says that their day is still as it was. */
async function keepHeld(
  context: RequestContext,
  rows: readonly (CustomerRow | null)[],
  profile: ProfileWith,
  held: HeldSnapshots,
): Promise<void> {
  const { day, loadId, selection } = profile;
  for (const row of rows) {
    if (row === null || row['_load'] !== loadId) continue;
    const text = held.get(row.id);
    const found = text instanceof Promise ? await text : text;
    if (found === undefined) continue;
    const snapshot = found === null ? null : heldRow(context, row.id, profile, found);
    row[readWith] = { day, selected: selection.key, profile: snapshot };
  }
}

const idsOf = (rows: readonly (CustomerRow | null)[]): string[] => rows.flatMap((row) => row?.id ?? []);

/** What a statement found of the snapshots that it read with customers. */
const snapshotTexts = (rows: readonly (CustomerRow | null)[], profile: ProfileWith) =>
  new Map(rows.flatMap((row) => (row === null ? [] : [[row.id, snapshotText(row, profile)] as const])));

/**
 * Reads customers, and with them the snapshots that are asked, so that their field finds them: by the same statement, or in memory
 * where they are held. That they are still as they were, the statement says itself. Not where that would be too much for one statement.
 * @param ids the customers' keys; undefined for a page, whose customers the statement finds
 * @param most customers at the most
 */
export async function readWithProfiles<R extends readonly (CustomerRow | null)[]>(
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
    await keepHeld(context, rows, profile, held);
    return rows;
  }
  const reading = read({ fields, profile });
  if (ids !== undefined) held?.share(ids, reading, (found) => snapshotTexts(found, profile));
  const rows = await reading;
  if (ids === undefined) {
    held?.notePage(idsOf(rows));
    held?.setAll(snapshotTexts(rows, profile));
  }
  keepProfiles(rows, profile);
  return rows;
}
