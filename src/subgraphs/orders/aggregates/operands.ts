import { sql } from 'drizzle-orm';
import { columnEnum } from '../../../operands/customerColumns.js';
import type { Operands } from '../../../operands/filterConditions.js';
import type { GroupNames } from '../../../population/groups/compileGroups.js';
import type { Operand } from '../../../operands/operand.js';
import { ownAttribute, valueOperand } from '../../../operands/orders/operands.js';
import { readableOperand } from '../../../operands/readableOperand.js';
import { productValues, type OrderValues } from '../../../operands/orders/values.js';
import { customerValue, ofOwner } from '../../../population/owned/customerValue.js';
import type { Scope } from '../../../scope.js';
import type { Operators } from '../../../words/conditionOperators.js';
import type { GroupedOrders } from './grouped.js';

/** The day of an order or a line in the zone. */
const orderedOn = ({ timeZone }: Scope, { rowType }: GroupedOrders): Operand => ({
  name: 'orderedOn',
  kind: 'date',
  pii: 'NONE',
  fields: [`${rowType}.orderedAt`],
  sql: sql`(t.order_datetime at time zone ${timeZone}::text)::date`,
  nullable: false,
  ofProfile: false,
});

const ownOperand = (scope: Scope, grouped: GroupedOrders, name: string, path: string): Operand =>
  name === 'orderedOn'
    ? readableOperand(scope, orderedOn(scope, grouped), path)
    : valueOperand(scope, { values: grouped.values, alias: 't' }, name, path);

const ownValue = (scope: Scope, { rowType }: GroupedOrders, name: string, path: string): Operand =>
  ownAttribute(scope, { type: rowType, alias: 't' }, name, path);

const products = { values: productValues, alias: 'i' };

const named = (values: OrderValues): ReadonlyMap<string, string> =>
  new Map([...Object.keys(values), 'orderedOn'].map((name) => [columnEnum(name), name]));

const productNames = named(productValues);

/** The GraphQL name of a column of orders or lines by its value of their enum. */
export const orderColumnOf = ({ values }: GroupedOrders, value: string): string => named(values).get(value) ?? value;

/** What names stand for in groups of orders or lines on a day: in keys of products and customers with the name of these before it. */
export const groupOperands =
  (scope: Scope, grouped: GroupedOrders, day: string | null): GroupNames['operand'] =>
  (value, path) => {
    const { column, attribute, productColumn } = value;
    if (attribute != null) return ownValue(scope, grouped, attribute, path);
    if (productColumn != null)
      return ofOwner('product', valueOperand(scope, products, productNames.get(productColumn) ?? productColumn, path));
    return (
      customerValue(scope, value, day, path) ?? ownOperand(scope, grouped, orderColumnOf(grouped, column ?? ''), path)
    );
  };

const noAttributes = (): never => {
  throw new TypeError('Products have no attributes');
};

/** What names stand for in filters of orders or lines, but for those of customers. */
export const filterOperands = (scope: Scope, grouped: GroupedOrders): Operands => ({
  column: (name, path) => ownOperand(scope, grouped, name, path),
  attribute: (name, path) => ownValue(scope, grouped, name, path),
  branch: (_, { text }) => text as Operators,
  trees: {
    product: {
      column: (name, path) => valueOperand(scope, products, name, path),
      attribute: noAttributes,
      branch: noAttributes,
    },
  },
});
