import { customerColumns, type CustomerColumnName } from '../../population/customerColumns.js';
import type { Connection } from '../../lib/relay/page.js';
import type { ProfileSelection } from '../../catalogue/reading/selection.js';
import type { CompleteDay } from '../../scope.js';
import type { CustomerProfileRow } from './profile/shape.js';

/** The snapshot that is read with a customer: of which day and load, and which texts of it. */
export interface ProfileWith extends Pick<CompleteDay, 'day' | 'loadId'> {
  readonly selection: ProfileSelection;
}

/** What is asked of customers. */
export interface AskedCustomer {
  /** The fields that need columns. */
  readonly fields: readonly string[];
  /** Undefined where no snapshot is read with them. */
  readonly profile?: ProfileWith | undefined;
  /** A day whose load is told as `_load` of each. */
  readonly loadOf?: string | undefined;
}

/** Where a customer's row holds the snapshot that was read with it. */
export const readWith: unique symbol = Symbol('snapshot');

/** A snapshot that was read with its customer: of which day, and what of it. */
export interface ReadSnapshot {
  readonly day: string;
  /** The key of the selection. */
  readonly selected: string;
  /** Null where there is none. */
  readonly profile: CustomerProfileRow | null;
}

/**
 * What stands behind a `Customer`: its key, and the asked columns under their GraphQL names (those of the address too); in
 * a list also the texts of the order's values. What is read of a snapshot with it stands there too, its day as `_day`, or the load of a day as `_load`.
 */
export interface CustomerRow {
  readonly id: string;
  readonly [field: string]: string | number | null;
  [readWith]?: ReadSnapshot;
}

/** What stands behind a `CustomerConnection`: a page, and how many customers it is a page of, counted when first asked. */
export interface CustomerConnectionRow extends Connection<CustomerRow> {
  readonly count: () => Promise<number>;
}

type Output = readonly [name: string, column: string];

const outputOf = (name: CustomerColumnName): Output => [name, customerColumns[name].column];

/** The columns of the address, which is a field of its own. */
const addressNames = ['line1', 'line2', 'city', 'state', 'postal', 'country'] as const;

const ownNames = (Object.keys(customerColumns) as CustomerColumnName[]).filter(
  (name) => name !== 'id' && !addressNames.some((other) => other === name),
);

/** The columns behind each field of `Customer`: `[output name, column]`. Fields that are not here need the key alone. */
export const columnsByField: Readonly<Record<string, readonly Output[]>> = {
  ...Object.fromEntries(ownNames.map((name) => [name, [outputOf(name)]])),
  address: addressNames.map(outputOf),
};

/** The row itself stands for the address; null where nothing of it is known. */
export const addressOf = (row: CustomerRow): CustomerRow | null =>
  columnsByField['address']?.some(([name]) => row[name] != null) === true ? row : null;
