import type { RequestContext } from '../../../federation/requestContext.js';
import { rowCost } from '../../../lib/budget/costs.js';
import type { HeldSnapshots } from '../../../snapshotCache.js';
import { visibilityOf } from '../../../visibleRows.js';
import type { ProfileWith } from '../shape.js';
import { fits } from '../../../catalogue/reading/textColumns.js';
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

/** The text of a snapshot in the row that it was read with; null without a snapshot, undefined where no text says what it holds. */
export function snapshotText(row: Row | null, { selection }: ProfileWith): string | null | undefined {
  if (row === null) return null;
  const text = row[selection.key];
  return fits(row) && (typeof text === 'string' || text === null) ? text : undefined;
}

/** The row of a snapshot of which a text is held, counted as one that is read. */
export function heldRow(
  { budget }: RequestContext,
  customerId: string,
  { day, selection }: ProfileWith,
  text: string,
): CustomerProfileRow {
  const row = { _customer: customerId, date: day, [selection.key]: text };
  budget?.take(rowCost(row));
  return row;
}
