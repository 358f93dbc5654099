import { customerColumns, type CustomerColumnName } from '../../operands/customerColumns.js';
import type { Connection } from '../../lib/relay/page.js';
import type { ProfileSelection } from '../../catalogue/reading/selection.js';
import type { CompleteDay } from '../../scope.js';

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
  /** A day whose load is told as `_load` of each, in place of a snapshot. */
  readonly loadOf?: string | undefined;
}

/**
 * What stands behind a `Customer`: its key, and the asked columns under their GraphQL names (those of the address too). In a list also
 * the texts of the order's values; beside these the texts of a snapshot that was read with it, or as `_load` the load of a day.
 */
export interface CustomerRow {
  readonly id: string;
  readonly [field: string]: string | number | null;
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
