import type { ProfileSelection } from '../../../catalogue/reading/selection.js';
import { fits } from '../../../catalogue/reading/textColumns.js';
import { rowsBeside, type RequestContext } from '../../../federation/requestContext.js';
import type { HeldSnapshots } from '../../../snapshotCache.js';
import { visibilityOf } from '../../../visibleRows.js';
import type { ProfileWith } from '../shape.js';
import type { CustomerProfileRow } from './shape.js';

type Row = Readonly<Record<string, unknown>>;

/** What the server holds of the snapshots that a statement would read: those whose selection is one text. Undefined where it holds none. */
export function heldProfiles(
  { snapshots, viewer, catalogue }: RequestContext,
  { day, loadId, selection }: ProfileWith,
): HeldSnapshots | undefined {
  if (selection.texts.length !== 1 || selection.columns.length > 0) return undefined;
  return snapshots?.of({
    visibility: visibilityOf({ viewer }),
    day,
    loadId,
    form: `${catalogue.version} ${selection.key}`,
  });
}

/** Texts of snapshots by customer: null where there is none, undefined where no text says what it holds. */
export type SnapshotTexts = ReadonlyMap<string, string | null | undefined>;

/** The text of a snapshot in the row that it was read with. */
export function snapshotText(row: Row, { key }: ProfileSelection): string | null | undefined {
  const text = row[key];
  return fits(row) && (typeof text === 'string' || text === null) ? text : undefined;
}

const kindOf = (day: string, { key }: ProfileSelection): string => `snapshots ${day} ${key}`;

/** The snapshot of a customer that was read with it; null where it has none, undefined where it was not read. */
export const profileBeside = (
  context: RequestContext,
  customerId: string,
  day: string,
  selection: ProfileSelection,
): CustomerProfileRow | null | undefined =>
  rowsBeside<CustomerProfileRow>(context, kindOf(day, selection)).get(customerId);

/** Keeps snapshots that were read with their customers, or are held, for their field to find. */
export function keepProfiles(
  context: RequestContext,
  { day, selection }: Pick<ProfileWith, 'day' | 'selection'>,
  texts: SnapshotTexts,
): void {
  const rows = rowsBeside<CustomerProfileRow>(context, kindOf(day, selection));
  for (const [id, text] of texts)
    if (text !== undefined) rows.set(id, text === null ? null : { _customer: id, date: day, [selection.key]: text });
}
