import { customer, line, order, product, record, returned, type Row, type Rows } from './sampleRows.js';

/** Rows of which some fail a check, by hand. */
export interface Case {
  readonly check: string;
  readonly table: string;
  /** Rows that pass. */
  readonly good: Rows;
  /** Rows that are added, and fail. */
  readonly bad: Rows;
  /** The keys of what fails. */
  readonly keys: readonly string[];
  /** Rows that the check is about, with the bad ones. */
  readonly evaluated: number;
  /** Rows that fail; as many as the keys unless told. */
  readonly failing?: number;
}

const uit = 'unified_itemized_transactions';
const ut = 'unified_transactions';

/** A case of order lines, whose keys are `customer / order / line`. */
const ofLines = (
  check: string,
  good: readonly Row[],
  bad: readonly Row[],
  evaluated = good.length + bad.length,
): Case => ({
  check,
  table: uit,
  good: { [uit]: good },
  bad: { [uit]: bad },
  keys: bad.map((row) => `${row['customer_id']} / ${row['order_id']} / ${row['line_id']}`),
  evaluated,
});

const ofOrders = (
  check: string,
  good: readonly Row[],
  bad: readonly Row[],
  evaluated = good.length + bad.length,
): Case => ({
  check,
  table: ut,
  good: { [ut]: good },
  bad: { [ut]: bad },
  keys: bad.map((row) => `${row['customer_id']} / ${row['order_id']}`),
  evaluated,
});

const ofRecords = (
  check: string,
  good: readonly Row[],
  bad: readonly Row[],
  evaluated = good.length + bad.length,
): Case => ({
  check,
  table: 'unified_customers',
  good: { unified_customers: good },
  bad: { unified_customers: bad },
  keys: bad.map((row) => `${row['datasource']} / ${row['pk']} / ${row['customer_id']}`),
  evaluated,
});

const ofRows = (check: string, table: string, key: string, good: readonly Row[], bad: readonly Row[]): Case => ({
  check,
  table,
  good: { [table]: good },
  bad: { [table]: bad },
  keys: bad.map((row) => String(row[key])),
  evaluated: good.length + bad.length,
});

const money = (id: string, list: string | null, revenue: string | null, discount: string | null): Row =>
  line(id, { item_list_price: list, item_revenue: revenue, item_discount_amount: discount });

const profit = (id: string, revenue: string | null, cost: string | null, gain: string | null): Row =>
  line(id, { item_revenue: revenue, item_cost: cost, item_profit: gain });

const percent = (id: string, share: string | null, list: string | null, discount: string | null): Row =>
  line(id, { item_discount_percent: share, item_list_price: list, item_discount_amount: discount });

const ofCatalogue = (check: string, bad: Row): Case => ({
  check,
  table: uit,
  good: { products: [product('p1')], [uit]: [line('a'), line('b', { product_id: null })] },
  bad: { products: [bad], [uit]: [line('c', { product_id: 'p2' }), line('d', { product_id: 'p2' })] },
  keys: ['p2'],
  evaluated: 3,
  failing: 2,
});

const consent = (kind: 'email' | 'sms', id: string, address: string, isIn: boolean, brand = 'A'): Row => ({
  customer_id: id,
  [kind === 'email' ? 'email' : 'phone']: address,
  brand,
  region: 'EU',
  [`${kind}_program`]: 'news',
  [`is_${kind}_opted_in`]: isIn,
  load_id: '0',
});

const ofConsent = (kind: 'email' | 'sms', [one, same]: readonly [string, string]): Case => ({
  check: 'OPT_CONFLICT',
  table: `${kind}_opt_status`,
  // Two who say the same, one who answers differently for another brand, and two without an address.
  good: {
    [`${kind}_opt_status`]: [
      consent(kind, 'c1', '1', true),
      consent(kind, 'c2', '1', true),
      consent(kind, 'c1', '1', false, 'B'),
      consent(kind, 'c5', '', true),
      consent(kind, 'c6', '', false),
    ],
  },
  bad: { [`${kind}_opt_status`]: [consent(kind, 'c3', one, true), consent(kind, 'c4', same, false)] },
  keys: ['c3 / A / EU / news'],
  evaluated: 3,
});

const attributes = (id: string, isPurchaser: boolean | null, isProspect: boolean | null): Row => ({
  customer_id: id,
  is_purchaser: isPurchaser,
  is_prospect: isProspect,
  load_id: '0',
});

const orders = (id: string, frequency: number | null): Row => ({
  customer_id: id,
  as_of: '2026-05-01',
  lifetime_order_frequency: frequency,
  load_id: '0',
});

/** Of each check and table some rows that fail and some that do not. */
export const cases: readonly Case[] = [
  ofLines('TXN_NO_PERSON', [line('a')], [line('b', { customer_id: '' })]),
  ofOrders('TXN_NO_PERSON', [order('a')], [order('b', { customer_id: '' })]),
  ofLines('TXN_NO_ORDER_ID', [line('a')], [line('b', { order_id: '' })]),
  ofOrders('TXN_NO_ORDER_ID', [order('a')], [order('')]),
  {
    check: 'TXN_ORDER_MANY_PERSONS',
    table: uit,
    // Lines of nobody known are nobody's, and lines without a number are of no order.
    good: {
      [uit]: [
        line('a'),
        line('b', { order_id: 'o-a' }),
        line('c', { order_id: 'o-a', customer_id: '' }),
        line('f', { order_id: '' }),
        line('g', { order_id: '', customer_id: 'c2' }),
      ],
    },
    bad: { [uit]: [line('d'), line('e', { order_id: 'o-d', customer_id: 'c2' })] },
    keys: ['o-d'],
    evaluated: 2,
  },
  {
    check: 'TXN_RETURN_ORPHAN',
    table: uit,
    good: { [uit]: [line('a'), returned('b', { order_id: 'o-a' })] },
    bad: {
      [uit]: [
        returned('c', { order_id: 'lost' }),
        line('d', { order_id: 'lost', is_cancellation: true, item_quantity: '-1', item_revenue: '-10' }),
      ],
    },
    keys: ['lost'],
    evaluated: 3,
    failing: 2,
  },
  {
    check: 'TXN_LINE_DUPLICATE',
    table: uit,
    good: {
      [uit]: [
        line('a'),
        line('b', { order_id: 'o-a', item_quantity: '2' }),
        line('c', { order_id: 'o-a', product_id: null }),
        line('f', { order_id: '' }),
        line('g', { order_id: '' }),
      ],
    },
    // One of them came before its customer was known.
    bad: {
      [uit]: [
        line('d', { order_id: 'o-a' }),
        line('e', { order_id: 'o-a', product_id: null }),
        line('h', { order_id: 'o-a', customer_id: '' }),
      ],
    },
    keys: ['o-a'],
    evaluated: 6,
    failing: 3,
  },
  ofLines('TXN_DATE', [line('a')], [line('b', { order_datetime: '2026-06-01T12:00:01Z' })]),
  ofOrders('TXN_DATE', [order('a')], [order('b', { order_datetime: '2026-06-01T12:00:01Z' })]),
  ofLines(
    'TXN_NO_STORE',
    [line('a'), line('b', { purchase_channel: 'Store', store_id: 's1' }), line('c', { purchase_channel: null })],
    [line('d', { purchase_channel: 'Store' }), line('e', { purchase_channel: 'pos' })],
    3,
  ),
  ofOrders(
    'TXN_NO_STORE',
    [order('a'), order('b', { purchase_channel: 'Store', store_id: 's1' })],
    [order('c', { purchase_channel: 'retail' })],
    2,
  ),
  ofLines('IN_QUANTITY_MISSING', [line('a')], [line('b', { item_quantity: null })]),
  ofLines('IN_CHANNEL_MISSING', [line('a')], [line('b', { purchase_channel: null })]),
  ofLines(
    'IN_FLAGS_EXCLUSIVE',
    [line('a'), returned('b'), line('c', { is_return: true, is_cancellation: null })],
    [line('d', { is_return: true, is_cancellation: true })],
  ),
  ofLines(
    'IN_FLAGS_UNKNOWN',
    [line('a'), returned('b')],
    [line('c', { is_return: null }), line('d', { is_cancellation: null })],
  ),
  ofLines('TXN_RETURNS', [line('a'), line('b', { is_return: null })], [returned('c')]),
  ofLines(
    'TXN_CANCELLATIONS',
    [line('a'), line('b', { is_cancellation: null })],
    [line('c', { is_cancellation: true })],
  ),
  ofLines('TXN_NO_PRODUCT', [line('a')], [line('b', { product_id: null })]),
  ofLines(
    'TXN_RETURN_SIGN',
    [line('a'), returned('b'), returned('c', { item_quantity: '0', item_revenue: '0', item_cost: '-4' })],
    [
      returned('d', { item_revenue: '0.01' }),
      returned('e', { item_quantity: '1' }),
      returned('f', { item_cost: '4' }),
      line('g', { is_cancellation: true }),
    ],
    6,
  ),
  ofLines(
    'TXN_PURCHASE_SIGN',
    [returned('a'), line('b', { item_revenue: '0', item_cost: null }), line('c', { is_return: null })],
    [
      line('d', { item_revenue: '-0.01' }),
      line('e', { item_cost: '-1' }),
      line('f', { item_list_price: '-1' }),
      line('g', { item_discount_amount: '-1' }),
      line('h', { item_discount_percent: '-0.1' }),
      line('i', { item_subtotal: '-1' }),
    ],
    8,
  ),
  ofLines(
    'TXN_LIST_MINUS_REVENUE',
    [
      money('a', '12', '10', '2'),
      money('b', '12', '10', '1.99'),
      money('c', null, '10', '2'),
      money('d', '12', '10', null),
    ],
    [money('e', '12', '10', '1.98'), money('f', '10', '12', '2')],
    4,
  ),
  ofLines(
    'TXN_COST_PLUS_PROFIT',
    [profit('a', '10', '6', '4'), profit('b', '10', '6', '3.99'), profit('c', '10', '6', null)],
    [profit('d', '10', '6', '3'), profit('e', '10', '-6', '4')],
    4,
  ),
  ofLines(
    'TXN_DISCOUNT_PCT',
    [
      percent('a', '0.25', '40', '10'),
      percent('b', '0.255', '40', '10'),
      percent('c', '0', '0', '0'),
      percent('d', null, '40', '10'),
      percent('e', '0.5', null, '10'),
    ],
    [percent('f', '25', '40', '10'), percent('g', '0.26', '40', '10'), percent('h', '-0.1', null, null)],
    7,
  ),
  ofLines('TXN_REVENUE_MISSING', [line('a', { item_revenue: '0' })], [line('b', { item_revenue: null })]),
  ofLines(
    'TXN_REVENUE_ZERO',
    [line('a'), returned('b', { item_revenue: '0' }), line('c', { item_revenue: null })],
    [line('d', { item_revenue: '0.00' })],
    3,
  ),
  ofLines(
    'TXN_QTY_POSITIVE',
    [line('a', { item_quantity: '0.5' }), returned('b')],
    [
      line('c', { item_quantity: '0' }),
      line('d', { item_quantity: null }),
      line('e', { item_quantity: '-1', is_return: null }),
    ],
    4,
  ),
  ofLines(
    'IN_CURRENCY',
    [line('a')],
    [line('b', { currency: null }), line('c', { currency: '€' }), line('d', { currency: 'eur' })],
  ),
  ofCatalogue('TXN_NO_CATEGORY', product('p2', { product_category: null })),
  ofCatalogue('TXN_NO_SUBCATEGORY', product('p2', { product_subcategory: null })),
  ofCatalogue('TXN_NO_DESCRIPTION', product('p2', { product_description: null })),
  ofCatalogue('TXN_UNKNOWN_PRODUCT', product('p3')),
  {
    check: 'IN_PRODUCT_UNIQUE',
    table: uit,
    good: { [uit]: [line('a', { product_id: null })] },
    bad: { [uit]: [line('b'), line('c'), line('d', { product_id: 'p2' })] },
    keys: ['p1', 'p2'],
    evaluated: 3,
    failing: 2,
  },
  {
    check: 'TXN_ORDER_ID_DUP',
    table: ut,
    good: { [ut]: [order('a'), order('b'), order(''), order('', { customer_id: 'c2' })] },
    bad: { [ut]: [order('c'), order('c', { customer_id: '' })] },
    keys: ['c'],
    evaluated: 3,
  },
  ofOrders(
    'TXN_RETURN_EXCEEDS',
    [order('a'), order('b', { order_returned_revenue: '-4', order_canceled_revenue: '-6' })],
    [
      order('c', { order_returned_revenue: '-10.01' }),
      order('d', { order_revenue: '0', order_canceled_revenue: '-1' }),
      order('e', { order_returned_revenue: '10.01' }),
      order('f', { order_returned_revenue: '-6', order_canceled_revenue: '5' }),
    ],
    5,
  ),
  ofRecords('IN_EMAIL_MISSING', [record('a')], [record('b', { email: null })]),
  ofRecords(
    'IN_EMAIL_FORMAT',
    [record('a'), record('b', { email: 'a.b+c@x-y.co.uk' }), record('c', { email: null })],
    ['a', 'a@b', '@b.c', 'a@b@c.d', 'a b@c.d', 'a@b.', ''].map((email, n) => record(`bad${n}`, { email })),
    9,
  ),
  {
    check: 'IN_EMAIL_DUP',
    table: 'unified_customers',
    good: { unified_customers: [record('a'), record('b'), record('c', { email: null }), record('d', { email: null })] },
    bad: { unified_customers: [record('e', { email: 'x@y.z' }), record('f', { email: ' X@y.Z ' })] },
    keys: ['shop / e'],
    evaluated: 4,
    failing: 2,
  },
  {
    check: 'IN_EMAIL_SHARED',
    table: 'unified_customers',
    good: { unified_customers: [record('a'), record('b')] },
    bad: { unified_customers: [record('e', { email: 'x@y.z' }), record('f', { email: 'X@y.z', datasource: 'crm' })] },
    keys: ['crm / f', 'shop / e'],
    evaluated: 4,
  },
  ofRecords('IN_PHONE_MISSING', [record('a')], [record('b', { phone: null })]),
  ofRecords(
    'IN_PHONE_FORMAT',
    [
      record('a', { phone: '+44 (0)20 7946-0999' }),
      record('b', { phone: '030/1234567' }),
      record('c', { phone: null }),
    ],
    ['n/a', '030 123 x4', '0+30', ''].map((phone, n) => record(`bad${n}`, { phone })),
    6,
  ),
  ofRecords(
    'IN_PHONE_LENGTH',
    [record('a', { phone: '1234567' }), record('b', { phone: '+12 345 678 901 2345' }), record('c', { phone: null })],
    [record('d', { phone: '123 456' }), record('e', { phone: '1234567890123456' }), record('f', { phone: 'n/a' })],
    5,
  ),
  {
    check: 'IN_PHONE_DUP',
    table: 'unified_customers',
    good: {
      unified_customers: [
        record('a', { phone: '1234567' }),
        record('b', { phone: 'n/a' }),
        record('c', { phone: 'none' }),
      ],
    },
    bad: { unified_customers: [record('d', { phone: '030 1234' }), record('e', { phone: '(030) 12-34' })] },
    keys: ['shop / d'],
    evaluated: 3,
    failing: 2,
  },
  {
    check: 'IN_PHONE_SHARED',
    table: 'unified_customers',
    good: { unified_customers: [record('a', { phone: '1234567' })] },
    bad: {
      unified_customers: [record('d', { phone: '030 1234' }), record('e', { phone: '0301234', datasource: 'crm' })],
    },
    keys: ['crm / e', 'shop / d'],
    evaluated: 3,
  },
  {
    check: 'CUST_RECORD_MANY_IDS',
    table: 'unified_customers',
    good: { unified_customers: [record('a'), record('a', { datasource: 'crm' })] },
    bad: { unified_customers: [record('b'), record('b', { customer_id: 'other' })] },
    keys: ['shop / b'],
    evaluated: 3,
  },
  ofRows(
    'CUST_ADDRESS_INCOMPLETE',
    'customers',
    'customer_id',
    [customer('a')],
    [customer('b', { address_completion: 3 })],
  ),
  ofRows('CUST_EMAIL', 'customers', 'customer_id', [customer('a')], [customer('b', { email_completion: 0 })]),
  ofRows('CUST_PHONE', 'customers', 'customer_id', [customer('a')], [customer('b', { phone_completion: 0 })]),
  ofRows(
    'CUST_PURCHASER_AND_PROSPECT',
    'customer_attributes',
    'customer_id',
    [attributes('a', true, false), attributes('b', false, true), attributes('c', null, true)],
    [attributes('d', true, true)],
  ),
  {
    check: 'CUST_PROSPECT_WITH_ORDERS',
    table: 'customer_attributes',
    good: {
      customer_attributes: [attributes('a', true, false), attributes('b', false, true), attributes('c', false, true)],
      transaction_attributes_extended: [orders('a', 3), orders('c', 0)],
    },
    bad: {
      customer_attributes: [attributes('d', false, true)],
      transaction_attributes_extended: [orders('d', 1)],
    },
    keys: ['d'],
    evaluated: 4,
  },
  ofConsent('email', ['Ann@example.org', 'ann@example.org']),
  ofConsent('sms', ['+49 30 2', '49302']),
  ofRows('PROD_NO_CATEGORY', 'products', 'product_id', [product('a')], [product('b', { product_category: null })]),
  ofRows(
    'PROD_NO_SUBCATEGORY',
    'products',
    'product_id',
    [product('a')],
    [product('b', { product_subcategory: null })],
  ),
  ofRows(
    'PROD_NO_DESCRIPTION',
    'products',
    'product_id',
    [product('a')],
    [product('b', { product_description: null })],
  ),
  ofRows('PROD_NO_NAME', 'products', 'product_id', [product('a')], [product('b', { product_name: null })]),
];
