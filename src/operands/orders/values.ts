import type { ValueKind } from '../../words/dataTypes.js';
import { PiiClass, type DeclaredClass } from '../../words/piiClasses.js';
import { columnsOfLines, columnsOfOrders, productColumns } from './columns.js';

/** What orders, lines or products can be filtered and grouped by, and measured. */
export interface OrderValue {
  readonly column: string;
  /** The coordinate of the field that gives it. */
  readonly field: string;
  readonly kind: ValueKind;
  /** As `@pii` says it of the field in the SDL. */
  readonly pii: DeclaredClass;
  /** Whether it is never null. */
  readonly required?: true;
  /** Whether it is an amount in the currency of its row. */
  readonly isMoney?: true;
}

/** Fields of lines that stand in their orders. */
const ofOrderOfLine: Readonly<Record<string, string>> = { orderId: 'Order.id', customerId: 'Order.customerId' };

/** Values by their GraphQL names. */
export type OrderValues = Readonly<Record<string, OrderValue>>;

type Facts = Omit<OrderValue, 'column' | 'field'>;

const text: Facts = { kind: 'text', pii: 'NONE' };
const key: Facts = { kind: 'text', required: true, pii: 'NONE' };
const flag: Facts = { kind: 'flag', pii: 'NONE' };
const number: Facts = { kind: 'number', pii: 'NONE' };
const units: Facts = { kind: 'number', required: true, pii: 'NONE' };
const money: Facts = { kind: 'number', isMoney: true, pii: 'NONE' };
const total: Facts = { kind: 'number', isMoney: true, required: true, pii: 'NONE' };
const instant: Facts = { kind: 'dateTime', required: true, pii: 'NONE' };

const fieldOf = (type: string, name: string): string =>
  (type === 'OrderLine' ? ofOrderOfLine[name] : undefined) ?? `${type}.${name}`;

const valuesOf = <N extends string>(
  type: string,
  facts: Readonly<Record<N, Facts>>,
  columns: Readonly<Record<N, string>>,
) =>
  Object.fromEntries(
    (Object.keys(facts) as N[]).map((name): [string, OrderValue] => [
      name,
      { ...facts[name], column: columns[name], field: fieldOf(type, name) },
    ]),
  );

const purchase = {
  currency: text,
  purchaseChannel: text,
  digitalChannel: text,
  purchaseBrand: text,
  brand: text,
  paymentMethod: text,
  storeId: text,
};

/** The values of orders. */
export const orderValues: OrderValues = valuesOf<Exclude<keyof typeof columnsOfOrders, 'attributes'>>(
  'Order',
  {
    id: key,
    customerId: key,
    sourceCustomerId: { ...text, pii: PiiClass.IDENTITY },
    orderedAt: instant,
    quantity: units,
    revenue: total,
    returnedQuantity: units,
    returnedRevenue: total,
    cancelledQuantity: units,
    cancelledRevenue: total,
    netRevenue: total,
    listPrice: money,
    discountAmount: money,
    discountPercent: number,
    subtotal: money,
    taxAmount: money,
    cost: money,
    lineRevenue: money,
    lineDiscountAmount: money,
    lineCount: units,
    ...purchase,
  },
  columnsOfOrders,
);

/** The values of lines. */
export const lineValues: OrderValues = valuesOf<Exclude<keyof typeof columnsOfLines, 'attributes'>>(
  'OrderLine',
  {
    orderId: key,
    lineId: key,
    customerId: key,
    orderedAt: instant,
    isReturn: flag,
    isCancellation: flag,
    productId: text,
    quantity: number,
    revenue: money,
    listPrice: money,
    discountAmount: money,
    discountPercent: number,
    subtotal: money,
    cost: money,
    profit: money,
    taxAmount: money,
    orderDiscountAmount: money,
    ...purchase,
  },
  columnsOfLines,
);

/** The values of the product of a line. */
export const productValues: OrderValues = valuesOf<keyof typeof productColumns>(
  'Product',
  {
    id: text,
    name: text,
    description: text,
    sku: text,
    upc: text,
    msrp: number,
    brand: text,
    category: text,
    subcategory: text,
    class: text,
    department: text,
    type: text,
    color: text,
    size: text,
    season: text,
    gender: text,
  },
  productColumns,
);
