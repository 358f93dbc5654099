import { sql, type SQL } from 'drizzle-orm';
import { allOf, anyOfThem } from '../../../conditions/allOf.js';
import { identifier, list } from '../../../db/sql.js';
import { valueOperand } from '../../../operands/orders/operands.js';
import { lineValues, productValues } from '../../../operands/orders/values.js';
import { visibleRows } from '../../../visibleRows.js';
import { PurchaseBehaviour } from '../../../words/purchaseBehaviours.js';
import type { CompileContext } from '../../CompileContext.js';
import { operatorConditions } from '../../operators/operatorConditions.js';
import { fittingLines, type BoughtLines } from './boughtLines.js';
import type { PurchaseGiven } from './purchaseForm.js';

/** How many orders lines are of. */
export const distinctOrders = sql`count(distinct t.order_id)`;

/** The sum of what was paid; null where it is of several currencies, of which none is known to be one more. */
const totalValue: SQL = sql`case when min(coalesce(t.currency, '') collate "C") filter (where t.item_revenue is not null)
  = max(coalesce(t.currency, '') collate "C") filter (where t.item_revenue is not null) then sum(t.item_revenue) end`;

const numbered = (context: CompileContext, number: SQL, { number: given = {} }: PurchaseGiven, path: string): SQL =>
  allOf(operatorConditions(context, { kind: 'number', sql: number }, given, `${path}.number`));

/** Instants as texts of so many digits, whose order is theirs. */
const digits = 19;
const sortable = sql`((extract(epoch from t.order_datetime) * 1000000)::bigint + 2000000000000000000)::text`;

/** The first order of a customer's lines: that of the earliest one, of equal ones that of the smallest number. */
const firstOrder = sql`substr(min((${sortable} || t.order_id) collate "C"), ${sql.raw(String(digits + 1))})`;

/** Lines whose time is one: of others nobody knows which came first. */
const timed = sql`isfinite(t.order_datetime)`;

const firstOrders = ({ scope }: CompileContext, { bought }: BoughtLines): SQL => sql`
  select t.customer_id, min(t.order_datetime) as placed_at, ${firstOrder} as order_id
  from ${visibleRows(scope, 'unified_itemized_transactions', 't')} where ${bought} and ${timed} group by t.customer_id`;

const withFirst = (context: CompileContext, lines: BoughtLines): SQL =>
  sql`${lines.from} join (${firstOrders(context, lines)}) as f on f.customer_id = t.customer_id`;

/** Whose first order was placed on the days that are asked for and has a line that fits; which order it is tells only with such lines. */
function ofFirst(context: CompileContext, given: PurchaseGiven, lines: BoughtLines): SQL {
  if (given.where === undefined)
    return sql`select t.customer_id from ${lines.from} where ${lines.bought}
      group by t.customer_id having ${lines.onDays(sql`min(t.order_datetime)`)}`;
  return sql`select t.customer_id from ${withFirst(context, lines)}
    where ${lines.ofWhat} and t.order_id = f.order_id and ${lines.onDays(sql`f.placed_at`)}`;
}

/** Who has a line that fits of another order than the first: told by all lines at once, which are then read only once. */
function ofOthers(lines: BoughtLines): SQL {
  const fitting = (which: 'min' | 'max'): SQL =>
    sql`${sql.raw(which)}(t.order_id) filter (where ${fittingLines(lines)}) <> ${firstOrder}`;
  return sql`select t.customer_id from ${lines.from} where ${lines.bought} and ${timed}
    group by t.customer_id having ${anyOfThem([fitting('min'), fitting('max')])}`;
}

/** The lines of orders that are not the first of their person, as what stands behind `from`. */
export const repeated = (context: CompileContext, lines: BoughtLines): SQL => sql`${withFirst(context, lines)}
  where ${fittingLines(lines)} and t.order_id <> f.order_id`;

/** A value of which lines are put together; missing where it is blank. */
const combinedBy = ({ scope }: CompileContext, name: string): SQL => {
  const of = name === 'storeId' ? { values: lineValues, alias: 't' } : { values: productValues, alias: 'i' };
  const { sql: value } = valueOperand(scope, of, name, `values.${name}`);
  return sql`nullif(${value}, '')`;
};

type GivenValues = NonNullable<PurchaseGiven['values']>;

const givenValues = (values: GivenValues): [string, string][] =>
  Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));

const combinedColumn = (n: number): SQL => identifier(`v${n}`);

/** The columns of the values of a combination, in the order in which they are given. */
export const combinedColumns = (values: GivenValues): SQL[] => givenValues(values).map((_, n) => combinedColumn(n));

/**
 * Every combination of the values that are named as a person ordered it, with its place by the number of orders: equal ones share
 * it. What has no value makes none.
 */
export function rankedCombinations(context: CompileContext, lines: BoughtLines, given: GivenValues): SQL {
  const [named, columns] = [
    givenValues(given).map(([name]) => combinedBy(context, name)),
    list(combinedColumns(given)),
  ];
  const read = named.map((value, n) => sql`${value} as ${combinedColumn(n)}`);
  const known = named.map((value) => sql`${value} is not null`);
  return sql`
    select customer_id, ${columns}, rank() over (partition by customer_id order by count(distinct order_id) desc) as place
    from (select t.customer_id, t.order_id, ${list(read)} from ${lines.from} where ${allOf([fittingLines(lines), ...known])}) as l
    group by customer_id, ${columns}`;
}

function ofMostFrequent(context: CompileContext, lines: BoughtLines, values: GivenValues): SQL {
  const equal = givenValues(values).map(([, value], n) => sql`${combinedColumn(n)} = ${value}::text`);
  return sql`select customer_id from (${rankedCombinations(context, lines, values)}) as r where ${allOf([sql`place = 1`, ...equal])}`;
}

/** Who has done it, as a query of `customer_id`; of `HAS_NOT_PURCHASED` who has bought something after all. */
export function behaviourSet(context: CompileContext, given: PurchaseGiven, lines: BoughtLines, path: string): SQL {
  const [from, where] = [lines.from, fittingLines(lines)];
  const grouped = (number: SQL): SQL => sql`select t.customer_id from ${from} where ${where}
    group by t.customer_id having ${numbered(context, number, given, path)}`;
  switch (given.behaviour) {
    case PurchaseBehaviour.FIRST_PURCHASE:
      return ofFirst(context, given, lines);
    case PurchaseBehaviour.REPEAT_PURCHASE:
      return ofOthers(lines);
    case PurchaseBehaviour.HAS_NOT_PURCHASED:
      return sql`select t.customer_id from ${from} where ${where}`;
    case PurchaseBehaviour.HAS_PURCHASED:
      if (given.number === undefined) return sql`select t.customer_id from ${from} where ${where}`;
      return grouped(distinctOrders);
    case PurchaseBehaviour.MOST_FREQUENT_ORDER:
      return ofMostFrequent(context, lines, given.values ?? {});
    case PurchaseBehaviour.TOTAL_VALUE:
      return grouped(totalValue);
  }
}
