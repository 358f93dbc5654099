import { customerColumns as columns, type CustomerColumnName } from '../../population/customerColumns.js';
import type { Connection } from '../../lib/page.js';
import type { CustomerProfileRow } from './profile/shape.js';

/**
 * What stands behind a `Customer`: its key, and the asked columns under their GraphQL names (those of the address too); in
 * a list also the texts of the order's values.
 */
export interface CustomerRow {
  readonly id: string;
  readonly [field: string]: string | number | null;
}

/** What stands behind a `CustomerConnection`: a page, and how many customers it is a page of, counted when first asked. */
export interface CustomerConnectionRow extends Connection<CustomerRow> {
  readonly count: () => Promise<number>;
}

/** A node of another subgraph, with the name of its type. */
interface ForeignNode {
  readonly __typename: string;
  readonly id: string;
}

/** What stands behind a `Node`. */
export type NodeRow = CustomerRow | CustomerProfileRow | ForeignNode;

/** The GraphQL type of a node. */
export function nodeTypeOf(row: NodeRow): string {
  if ('__typename' in row) return String(row.__typename);
  return '_customer' in row ? 'CustomerProfile' : 'Customer';
}

type Output = readonly [name: string, column: string];

const outputOf = (name: CustomerColumnName): Output => [name, columns[name].column];

/** The columns of the address, which is a field of its own. */
const addressNames = ['line1', 'line2', 'city', 'state', 'postal', 'country'] as const;

const ownNames = (Object.keys(columns) as CustomerColumnName[]).filter(
  (name) => name !== 'id' && !addressNames.some((other) => other === name),
);

/** The columns behind each field of `Customer`: `[output name, column]`. Fields that are not here need the key alone. */
export const customerColumns: Readonly<Record<string, readonly Output[]>> = {
  ...Object.fromEntries(ownNames.map((name) => [name, [outputOf(name)]])),
  address: addressNames.map(outputOf),
};

/** The row itself stands for the address; null where nothing of it is known. */
export const addressOf = (row: CustomerRow): CustomerRow | null =>
  customerColumns['address']?.some(([name]) => row[name] != null) === true ? row : null;
