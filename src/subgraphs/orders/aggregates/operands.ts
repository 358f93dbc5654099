import { sql } from 'drizzle-orm';
import { columnEnum, columnOfEnum } from '../../../operands/customerColumns.js';
import type { Operands } from '../../../operands/filterConditions.js';
import type { AskedValue } from '../../../population/groups/askedGroups.js';
import type { Operand } from '../../../operands/operand.js';
import { ownAttribute, valueOperand } from '../../../operands/orders/operands.js';
import { productValues, type OrderValues } from '../../../operands/orders/values.js';
import { attributeOperand, columnOperand, customerOperands } from '../../../operands/operands.js';
import type { Scope } from '../../../scope.js';
import type { Operators } from '../../../words/conditionOperators.js';
import type { GroupedOrders } from './grouped.js';

/** The day of an order or a line in the zone. */
const orderedOn = ({ timeZone }: Scope): Operand => ({
  name: 'orderedOn',
  kind: 'date',
  sql: sql`(t.order_datetime at time zone ${timeZone}::text)::date`,
  nullable: false,
  ofProfile: false,
});

const ownOperand = (scope: Scope, { values }: GroupedOrders, name: string): Operand =>
  name === 'orderedOn' ? orderedOn(scope) : valueOperand(values, name, 't');

const named = (values: OrderValues): ReadonlyMap<string, string> =>
  new Map([...Object.keys(values), 'orderedOn'].map((name) => [columnEnum(name), name]));

const productNames = named(productValues);

/** The GraphQL name of a column of orders or lines by its value of their enum. */
export const orderColumnOf = ({ values }: GroupedOrders, value: string): string => named(values).get(value) ?? value;

/** What names stand for in groups of orders or lines on a day: in keys of products and customers with the name of these before it. */
export function groupOperand(scope: Scope, grouped: GroupedOrders, value: AskedValue, day: string | null): Operand {
  const { column, attribute, productColumn, customerColumn, customerAttribute } = value;
  const of = (owner: string, operand: Operand): Operand => ({ ...operand, name: `${owner}.${operand.name}` });
  if (attribute != null) return ownAttribute(attribute, 't');
  if (productColumn != null)
    return of('product', valueOperand(productValues, productNames.get(productColumn) ?? productColumn, 'i'));
  if (customerColumn != null) return of('customer', { ...columnOperand(columnOfEnum(customerColumn)), nullable: true });
  if (customerAttribute != null) return of('customer', attributeOperand(scope, customerAttribute, day));
  return ownOperand(scope, grouped, orderColumnOf(grouped, column ?? ''));
}

const noAttributes = (): never => {
  throw new TypeError('Products have no attributes');
};

type Others = NonNullable<Operands['others']>;

/** Conditions on a customer who is known: of one who is not, what was never done is not known either. */
const ofKnown = (others: Others): Others =>
  Object.fromEntries(
    Object.entries(others).map(([name, conditionOf]) => [
      name,
      (given, path) => sql`(c.customer_id is not null and ${conditionOf(given, path)})`,
    ]),
  );

/** What names stand for in filters of orders or lines; those of customers on a day, with what is said of them in the words of segments. */
export const filterOperands = (scope: Scope, grouped: GroupedOrders, day: string | null, others: Others): Operands => ({
  column: (name) => ownOperand(scope, grouped, name),
  attribute: (name) => ownAttribute(name, 't'),
  branch: (_, { text }) => text as Operators,
  trees: {
    customer: customerOperands(scope, day, ofKnown(others)),
    product: {
      column: (name) => valueOperand(productValues, name, 'i'),
      attribute: noAttributes,
      branch: noAttributes,
    },
  },
});
