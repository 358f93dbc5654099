import type { ProfileSelection } from '../../../catalogue/reading/selection.js';

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
