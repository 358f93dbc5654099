/** A row of a table by its columns. */
export type Row = Readonly<Record<string, string | number | boolean | null>>;

/** The rows of some tables. */
export type Rows = Readonly<Record<string, readonly Row[]>>;

const instant = '2026-05-01T10:00:00Z';

/** An order line that passes every check. */
export const line = (id: string, row: Row = {}): Row => ({
  customer_id: 'c1',
  order_id: `o-${id}`,
  line_id: id,
  product_id: 'p1',
  order_datetime: instant,
  is_return: false,
  is_cancellation: false,
  item_quantity: '1',
  item_revenue: '10',
  currency: 'EUR',
  purchase_channel: 'web',
  load_id: '0',
  ...row,
});

/** A returned order line that passes every check but that of its order. */
export const returned = (id: string, row: Row = {}): Row =>
  line(id, { is_return: true, item_quantity: '-1', item_revenue: '-10', ...row });

/** An order that passes every check. */
export const order = (id: string, row: Row = {}): Row => ({
  customer_id: 'c1',
  order_id: id,
  order_datetime: instant,
  order_quantity: '1',
  order_revenue: '10',
  order_returned_quantity: '0',
  order_returned_revenue: '0',
  order_canceled_quantity: '0',
  order_canceled_revenue: '0',
  net_order_revenue: '10',
  lines: 1,
  purchase_channel: 'web',
  currency: 'EUR',
  load_id: '0',
  ...row,
});

/** A source record that passes every check, and counts in no figure. */
export const record = (pk: string, row: Row = {}): Row => ({
  customer_id: `c-${pk}`,
  datasource: 'shop',
  pk,
  email: `${pk}@example.org`,
  phone: `+49 30 ${Buffer.from(pk).readUIntBE(0, Math.min(pk.length, 6))}`,
  load_id: '0',
  ...row,
});

/** A customer that passes every check, and counts in no figure. */
export const customer = (id: string, row: Row = {}): Row => ({
  customer_id: id,
  address_completion: 4,
  email_completion: 1,
  phone_completion: 1,
  source_records: 1,
  load_id: '0',
  ...row,
});

/** A product that passes every check. */
export const product = (id: string, row: Row = {}): Row => ({
  product_id: id,
  product_name: 'Chair',
  product_category: 'Furniture',
  product_subcategory: 'Seats',
  product_description: 'A chair to sit on',
  load_id: '0',
  ...row,
});
