import { sql, type SQL } from 'drizzle-orm';
import { allOf } from '../../conditions/allOf.js';
import type { Page } from '../../lib/relay/page.js';
import type { Scope } from '../../scope.js';
import { readableOperand } from '../../operands/readableOperand.js';
import { visibleRows, type VisibleTable } from '../../visibleRows.js';
import { conditionsAfter, orderTerms, type Order } from '../keyset.js';

/** Rows of which each belongs to a customer or an order. */
export interface OwnedRows {
  /** Their table, `t` in statements. */
  readonly table: VisibleTable;
  /** The table of those whom they belong to, `o`. */
  readonly owners: VisibleTable;
  /** Whether `t` belongs to `o`: by `customer_id`, as everything that is joined by customer, and what else there is. */
  readonly belongs: SQL;
  /** Tells any two rows of one owner apart. */
  readonly order: Order;
}

/** What is read of rows that belong to somebody. */
interface OwnedRead {
  /** Which owners `o`. */
  readonly of: SQL;
  /** The select list of `t`. */
  readonly selected: SQL;
  /** What must hold for `t` beside. */
  readonly conditions?: readonly SQL[];
  /** Its cursors stand in the order of the rows. */
  readonly page: Page;
}

/**
 * The statement that gives each owner a page of its rows and one more, those of one owner in their order. Throws a `UserError`
 * (`VALUE_NOT_READABLE`) where the viewer may not read the values of the order, which cursors would show.
 */
export function ownedPages(
  scope: Scope,
  { table, owners, belongs, order }: OwnedRows,
  { of, selected, conditions = [], page }: OwnedRead,
): SQL {
  for (const { operand } of order) readableOperand(scope, operand, 'after');
  return sql`
  select t.* from ${visibleRows(scope, owners, 'o')}
  cross join lateral (
    select ${selected}, row_number() over (partition by t.customer_id order by ${orderTerms(order)}) as "_place"
    from ${visibleRows(scope, table, 't')}
    where ${allOf([belongs, ...conditions, ...(page.after === undefined ? [] : conditionsAfter(order, page.after))])}
    order by ${orderTerms(order)} limit ${page.size + 1}
  ) t
  where ${of} order by t."_place"`;
}
