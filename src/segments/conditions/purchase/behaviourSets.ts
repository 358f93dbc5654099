import { sql, type SQL } from 'drizzle-orm';
import { allOf } from '../../../conditions/allOf.js';
import { identifier, list } from '../../../db/sql.js';
import { valueOperand } from '../../../operands/orders/operands.js';
import { lineValues, productValues } from '../../../operands/orders/values.js';
import { visibleRows } from '../../../visibleRows.js';
import { PurchaseBehaviour } from '../../../words/purchaseBehaviours.js';
import type { CompileContext } from '../../CompileContext.js';
import { operatorConditions } from '../../operators/operatorConditions.js';
import { whereOf, type BoughtLines } from './boughtLines.js';
import type { PurchaseGiven } from './purchaseForm.js';

/** How many orders lines are of. */
export const distinctOrders = sql`count(distinct t.order_id)`;

/** The sum of what was paid; null where it is of several currencies, of which none is known to be one more. */
const totalValue: SQL = sql`case when min(coalesce(t.currency, '') collate "C") filter (where t.item_revenue is not null)
  = max(coalesce(t.currency, '') collate "C") filter (where t.item_revenue is not null) then sum(t.item_revenue) end`;

const numbered = (context: CompileContext, number: SQL, { number: given = {} }: PurchaseGiven, path: string): SQL =>
  allOf(operatorConditions(context, { kind: 'number', sql: number }, given, `${path}.number`));

/** Instants as texts of one length, whose order is theirs. */
const sortable = sql`((extract(epoch from t.order_datetime) * 1000000)::bigint + 2000000000000000000)::text`;

/** The first order of everybody who bought something: that of the earliest line, of equal ones that of the smallest number. */
const firstOrders = ({ scope }: CompileContext, { bought }: BoughtLines): SQL => sql`
  select t.customer_id, min(t.order_datetime) as placed_at, (min(array[${sortable}, t.order_id] collate "C"))[2] as order_id
  from ${visibleRows(scope, 'unified_itemized_transactions', 't')}
  where ${bought} and isfinite(t.order_datetime) group by t.customer_id`;

const withFirst = (context: CompileContext, lines: BoughtLines): SQL =>
  sql`${lines.from} join (${firstOrders(context, lines)}) as f on f.customer_id = t.customer_id`;

/** The lines of first orders that were placed on the days that are asked for, as what stands behind `from`. */
const ofFirst = (context: CompileContext, lines: BoughtLines): SQL => sql`${withFirst(context, lines)}
  where ${lines.ofWhat} and t.order_id = f.order_id and ${lines.onDays(sql`f.placed_at`)}`;

/** The lines of orders that are not the first of their person, as what stands behind `from`. */
export const repeated = (context: CompileContext, lines: BoughtLines): SQL => sql`${withFirst(context, lines)}
  where ${whereOf(lines)} and t.order_id <> f.order_id`;

/** A value of which lines are put together; missing where it is blank. */
const combinedBy = (name: string): SQL => {
  const { sql: value } =
    name === 'storeId' ? valueOperand(lineValues, name, 't') : valueOperand(productValues, name, 'i');
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
export function rankedCombinations(lines: BoughtLines, given: GivenValues): SQL {
  const [named, columns] = [givenValues(given).map(([name]) => combinedBy(name)), list(combinedColumns(given))];
  const read = named.map((value, n) => sql`${value} as ${combinedColumn(n)}`);
  const known = named.map((value) => sql`${value} is not null`);
  return sql`
    select customer_id, ${columns}, rank() over (partition by customer_id order by count(distinct order_id) desc) as place
    from (select t.customer_id, t.order_id, ${list(read)} from ${lines.from} where ${allOf([whereOf(lines), ...known])}) as l
    group by customer_id, ${columns}`;
}

function ofMostFrequent(lines: BoughtLines, values: GivenValues): SQL {
  const equal = givenValues(values).map(([, value], n) => sql`${combinedColumn(n)} = ${value}::text`);
  return sql`select customer_id from (${rankedCombinations(lines, values)}) as r where ${allOf([sql`place = 1`, ...equal])}`;
}

/** Who has done it, as a query of `customer_id`; of `HAS_NOT_PURCHASED` who has bought something after all. */
export function behaviourSet(context: CompileContext, given: PurchaseGiven, lines: BoughtLines, path: string): SQL {
  const [from, where] = [lines.from, whereOf(lines)];
  const grouped = (number: SQL): SQL => sql`select t.customer_id from ${from} where ${where}
    group by t.customer_id having ${numbered(context, number, given, path)}`;
  switch (given.behaviour) {
    case PurchaseBehaviour.FIRST_PURCHASE:
      return sql`select t.customer_id from ${ofFirst(context, lines)}`;
    case PurchaseBehaviour.REPEAT_PURCHASE:
      return sql`select t.customer_id from ${repeated(context, lines)}`;
    case PurchaseBehaviour.HAS_NOT_PURCHASED:
      return sql`select t.customer_id from ${from} where ${where}`;
    case PurchaseBehaviour.HAS_PURCHASED:
      if (given.number === undefined) return sql`select t.customer_id from ${from} where ${where}`;
      return grouped(distinctOrders);
    case PurchaseBehaviour.MOST_FREQUENT_ORDER:
      return ofMostFrequent(lines, given.values ?? {});
    case PurchaseBehaviour.TOTAL_VALUE:
      return grouped(totalValue);
  }
}
