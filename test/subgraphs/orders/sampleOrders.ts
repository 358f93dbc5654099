import type { TestDatabase } from '../../support/database.js';
import { addCustomers } from '../../support/sample.js';
import { addRows } from '../campaigns/sampleCampaigns.js';

const order = (customer_id: string, order_id: string, order_datetime: string, lines = 0) => ({
  customer_id,
  order_id,
  order_datetime,
  order_quantity: '0',
  order_revenue: '0',
  order_returned_quantity: '0',
  order_returned_revenue: '0',
  order_canceled_quantity: '0',
  order_canceled_revenue: '0',
  net_order_revenue: '0',
  lines,
  load_id: 0,
});

const line = (customer_id: string, order_id: string, line_id: string, order_datetime: string) => ({
  customer_id,
  order_id,
  line_id,
  order_datetime,
  load_id: 0,
});

const purchase = {
  currency: 'EUR',
  digital_channel: 'email',
  purchase_channel: 'web',
  purchase_brand: 'Nordhang Outlet',
  brand: 'Nordhang',
  payment_method: 'card',
  store_id: 'DE-01',
};

const products = [
  {
    product_id: 'P1',
    product_name: 'Blue Shoe',
    product_description: 'A shoe that is blue.',
    product_sku: 'SKU-1',
    product_upc: '0001',
    product_msrp: '59.90',
    product_brand: 'Nordhang',
    product_category: 'Shoes',
    product_subcategory: 'Sneakers',
    product_class: 'Canvas',
    product_department: 'Footwear',
    product_type: 'Low',
    product_color: 'blue',
    product_size: '42',
    product_season: 'Spring',
    product_gender: 'unisex',
  },
  { product_id: 'P2', product_name: 'Red Hat', product_brand: 'Other', product_category: 'Hats' },
  {
    product_id: 'P3',
    product_name: 'Lace for SHOÉS, 100%',
    product_brand: 'Other',
    product_category: 'Shoes',
    product_subcategory: 'Laces',
  },
].map((product) => ({ ...product, load_id: 0 }));

/**
 * Customers A and B, who both have an order of number 1; X, who is not known and has one; and an order of nobody. Order 1 of A has
 * two lines bought, one of them returned, one cancelled, and one that names B.
 */
export async function addOrders(database: Pick<TestDatabase, 'client'>): Promise<void> {
  await addCustomers(database, [{ id: 'A', givenName: 'Ann' }, { id: 'B', givenName: 'Bob' }, { id: 'C' }]);
  await addRows(database, 'products', products);
  await addRows(database, 'unified_transactions', [
    {
      ...order('A', '1', '2026-03-01T09:00:00.000001Z', 5),
      ...purchase,
      source_customer_id: 'W-1',
      order_quantity: '4',
      order_revenue: '150.50',
      order_returned_quantity: '-1',
      order_returned_revenue: '-55.00',
      order_canceled_quantity: '-1',
      order_canceled_revenue: '-20.50',
      order_list_price: '160.30',
      order_discount_amount: '5',
      order_discount_percent: '0.0312',
      order_subtotal: '150.5',
      order_tax_amount: '24.03',
      order_cost: '80',
      sum_item_revenue: '75.00',
      sum_item_discount_amount: '9.80',
      net_order_revenue: '70.00',
      attributes: { mode: 'air', 'Gift wrap': 'yes' },
    },
    order('A', '2', '2026-03-01T09:00:00.000002Z', 1),
    order('A', '3', '2026-03-01T09:00:00.000002Z'),
    order('A', '4', '2026-02-28T23:30:00Z'),
    order('B', '1', '2026-03-05T12:00:00Z', 1),
    order('B', '5', '2026-03-04T12:00:00Z', 1),
    order('X', '6', '2026-03-04T12:00:00Z', 1),
    order('', '7', '2026-03-04T12:00:00Z', 1),
    order('', '5', '2026-03-04T12:00:00Z', 1),
  ]);
  await addRows(database, 'unified_itemized_transactions', [
    {
      ...line('A', '1', 'b', '2026-03-01T09:00:00.000001Z'),
      ...purchase,
      product_id: 'P1',
      is_return: false,
      is_cancellation: false,
      item_quantity: '2',
      item_revenue: '110.00',
      item_list_price: '119.80',
      item_discount_amount: '9.80',
      item_discount_percent: '0.0818',
      item_subtotal: '110',
      item_cost: '60.5',
      item_profit: '49.50',
      item_tax_amount: '17.56',
      order_discount_amount: '5',
      attributes: { mode: 'air' },
    },
    {
      ...line('A', '1', 'a', '2026-03-01T09:00:00.000001Z'),
      product_id: 'P2',
      item_quantity: '2',
      item_revenue: '40.5',
    },
    {
      ...line('A', '1', '0', '2026-03-10T10:00:00Z'),
      product_id: 'P1',
      is_return: true,
      is_cancellation: false,
      item_quantity: '-1',
      item_revenue: '-55.00',
    },
    {
      ...line('A', '1', '00', '2026-03-01T11:00:00Z'),
      product_id: 'gone',
      is_return: false,
      is_cancellation: true,
      item_quantity: '-1',
      item_revenue: '-20.50',
    },
    { ...line('B', '1', 'c', '2026-03-05T12:00:00Z'), product_id: 'P2', item_quantity: '1', item_revenue: '20.25' },
    line('A', '2', 'a', '2026-03-01T09:00:00.000002Z'),
    { ...line('B', '5', 'a', '2026-03-04T12:00:00Z'), product_id: 'P3' },
    line('X', '6', 'a', '2026-03-04T12:00:00Z'),
    line('', '7', 'a', '2026-03-04T12:00:00Z'),
  ]);
}
