import { sql, type SQL } from 'drizzle-orm';
import { allOf } from '../../../conditions/allOf.js';
import { ownAttribute, valueOperand } from '../../../operands/orders/operands.js';
import { lineValues, orderValues, productValues, type OrderValues } from '../../../operands/orders/values.js';
import { visibleRows } from '../../../visibleRows.js';
import type { CompileContext } from '../../CompileContext.js';
import { operatorConditions } from '../../operators/operatorConditions.js';
import { checkSegmentable } from '../../segmentable.js';
import { amongAsked } from '../../sets/amongAsked.js';
import { dayConditions, endOfDay } from '../../operators/dayConditions.js';
import type { GivenColumns, OwnAttributeGiven, PurchaseGiven } from './purchaseForm.js';

/** Order lines that were bought: the line `t`, its order `o` and its product `i`. */
export interface BoughtLines {
  /** What stands behind `from`. */
  readonly from: SQL;
  /** Which lines were bought by somebody. */
  readonly bought: SQL;
  /** Which of them are of the orders and products that the condition is about, whenever. */
  readonly ofWhat: SQL;
  /** Whether an instant lies on the days that the condition is about. */
  readonly onDays: (instant: SQL) => SQL;
}

/** Which lines a condition is about, by all that it says of them. */
export const fittingLines = ({ ofWhat, onDays }: BoughtLines): SQL => allOf([ofWhat, onDays(sql`t.order_datetime`)]);

/** What must hold for a line that counts: that somebody bought it, up to the end of the day. What is not flagged was bought. */
const bought = (context: CompileContext): SQL[] => [
  sql`t.customer_id <> ''`,
  sql`t.is_return is not true`,
  sql`t.is_cancellation is not true`,
  sql`t.order_datetime < ${endOfDay(context)}`,
  amongAsked(context, sql`t.customer_id`),
];

const ofColumns = (
  context: CompileContext,
  given: GivenColumns | undefined,
  { values, alias, path }: { readonly values: OrderValues; readonly alias: string; readonly path: string },
): SQL[] =>
  Object.entries(given ?? {}).flatMap(([name, operators]) =>
    operators === undefined
      ? []
      : operatorConditions(
          context,
          valueOperand(context.scope, { values, alias }, name, `${path}.${name}`),
          operators,
          `${path}.${name}`,
        ),
  );

const ofAttributes = (
  context: CompileContext,
  given: readonly OwnAttributeGiven[] | undefined,
  { path, ...row }: Parameters<typeof ownAttribute>[1] & { readonly path: string },
): SQL[] =>
  (given ?? []).flatMap(({ name, text }, n) =>
    operatorConditions(context, ownAttribute(context.scope, row, name, `${path}[${n}]`), text, `${path}[${n}].text`),
  );

/** What a condition says of order lines. Throws a `UserError` for a table that no segment may be made by. */
export function boughtLines(
  context: CompileContext,
  { date, where = {}, values }: PurchaseGiven,
  path: string,
): BoughtLines {
  const { scope } = context;
  const usesOrders = where.order !== undefined || where.orderAttributes !== undefined;
  const usesProducts = where.product !== undefined || values !== undefined;
  checkSegmentable(scope, path, { table: 'unified_itemized_transactions' });
  if (usesOrders) checkSegmentable(scope, path, { table: 'unified_transactions' });
  if (usesProducts) checkSegmentable(scope, path, { table: 'products' });
  const orders = sql` left join ${visibleRows(scope, 'unified_transactions', 'o')}
    on o.customer_id = t.customer_id and o.order_id = t.order_id`;
  const products = sql` left join ${visibleRows(scope, 'products', 'i')} on i.product_id = t.product_id`;
  const at = (member: string): string => `${path}.where.${member}`;
  return {
    from: sql`${visibleRows(scope, 'unified_itemized_transactions', 't')}${usesOrders ? orders : sql``}${usesProducts ? products : sql``}`,
    bought: allOf(bought(context)),
    ofWhat: allOf([
      ...bought(context),
      ...ofColumns(context, where.order, { values: orderValues, alias: 'o', path: at('order') }),
      ...ofAttributes(context, where.orderAttributes, { type: 'Order', alias: 'o', path: at('orderAttributes') }),
      ...ofColumns(context, where.line, { values: lineValues, alias: 't', path: at('line') }),
      ...ofAttributes(context, where.lineAttributes, { type: 'OrderLine', alias: 't', path: at('lineAttributes') }),
      ...ofColumns(context, where.product, { values: productValues, alias: 'i', path: at('product') }),
    ]),
    onDays: (instant) => allOf(dayConditions(context, instant, date, `${path}.date`)),
  };
}
