import { isoInstant } from '../../../../lib/time/isoInstant.js';
import type { NamedColumn } from '../namedColumns.js';

/** What stands behind an `AttributeChange`. */
export interface AttributeChangeRow {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly firstChangedOn: string;
}

/** What stands behind a `CustomerAttributeChange`. */
export interface CustomerAttributeChangeRow extends AttributeChangeRow {
  readonly customerId: string;
  /** The key of the column, by which its place in the order of names is known. */
  readonly key: string;
}

/** Two written days; null is before all. */
export interface ChangeEnds {
  readonly from: string | null;
  readonly to: string;
}

/** One attribute that is different at the end of a stretch of days; values as PostgreSQL prints them. */
export interface ChangeRow {
  readonly customerId: string;
  readonly key: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly firstChangedOn: string;
}

/** Where a page of changes goes on: behind a customer's attribute. */
export interface ChangePosition {
  readonly customerId: string;
  readonly key: string;
}

/** Named columns by their keys, in the order of names. */
export const byColumnKey = (named: readonly NamedColumn[]): ReadonlyMap<string, NamedColumn> =>
  new Map(named.map((one) => [one.column.key, one]));

const toValue = (text: string | null, { isInstant }: NamedColumn): string | null =>
  text !== null && isInstant ? isoInstant(text) : text;

/** A change of a named column, which its viewer may read, as it is shown. */
export const toChange = (named: NamedColumn, { before, after, firstChangedOn }: ChangeRow): AttributeChangeRow => ({
  name: named.name,
  before: toValue(before, named),
  after: toValue(after, named),
  firstChangedOn,
});

/** A page of the changes of all customers. */
export interface ChangePage {
  readonly ends: ChangeEnds;
  readonly keys: readonly string[];
  readonly after: ChangePosition | undefined;
  readonly size: number;
}
