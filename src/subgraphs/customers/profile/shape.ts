import type { ProfileColumn } from '../../../catalogue/catalogue.js';

/** A value of a snapshot as it comes from the database: numbers with decimals and instants as text. */
export type SlotValue = string | number | boolean | null;

/**
 * What stands behind a `CustomerProfile` and its `fields`: the key, and the asked values under the GraphQL names of their
 * aliases (or lower-case slot names). No GraphQL name begins with an underscore.
 */
export interface CustomerProfileRow {
  readonly _customer: string;
  readonly date: string;
  readonly [key: string]: SlotValue;
}

/** A snapshot's key. */
export interface ProfileKey {
  readonly customerId: string;
  readonly day: string;
}

/** A snapshot's key with what is wanted of it. */
export interface SelectedProfileKey extends ProfileKey {
  readonly selection: ProfileSelection;
}

/** Which columns of a snapshot an operation needs; `key` names the set. */
export interface ProfileSelection {
  readonly key: string;
  readonly columns: readonly ProfileColumn[];
}

/** Columns in a set order without doubles, so that the same question has the same text. */
export function toSelection(columns: readonly ProfileColumn[]): ProfileSelection {
  const unique = [...new Map(columns.map((column) => [column.key, column])).values()];
  const sorted = unique.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return { key: sorted.map(({ key }) => key).join(' '), columns: sorted };
}
