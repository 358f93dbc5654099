import type { SQL } from 'drizzle-orm';
import type { OrderKey } from '../keyset.js';

interface KeyOptions {
  readonly descending?: boolean;
  readonly nullable?: boolean;
}

/** A term of an order by a column; missing values come last. */
export const columnKey = (
  name: string,
  kind: OrderKey['operand']['kind'],
  column: SQL,
  { descending = false, nullable = false }: KeyOptions = {},
): OrderKey => ({ operand: { name, kind, sql: column, nullable, ofProfile: false }, descending, nullsFirst: false });
