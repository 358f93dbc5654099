import type { SQL } from 'drizzle-orm';
import type { KnownClass } from '../../access/rights.js';
import type { OrderKey } from '../keyset.js';

interface KeyOptions {
  readonly descending?: boolean;
  readonly nullable?: boolean;
  /** The coordinate of the field that gives its values, where cursors may not hold what its lists take away. */
  readonly field?: string;
}

/** A term of an order by a column; missing values come last. Cursors hold the values: `pii` says of whom they tell. */
export const columnKey = (
  name: string,
  kind: OrderKey['operand']['kind'],
  pii: KnownClass,
  column: SQL,
  { descending = false, nullable = false, field }: KeyOptions = {},
): OrderKey => ({
  operand: {
    name,
    kind,
    pii,
    ...(field !== undefined && { fields: [field] }),
    sql: column,
    nullable,
    ofProfile: false,
  },
  descending,
  nullsFirst: false,
});
