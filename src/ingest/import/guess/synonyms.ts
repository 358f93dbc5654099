import { campaignSynonyms } from './campaignSynonyms.js';
import { customerNames } from './customerNames.js';
import { foreignSynonyms, foreignUnitPrices } from './foreignSynonyms.js';

/** Names that a column of a target goes by in files, the likeliest first; normalised as `normalName` does. */
type Synonyms = Readonly<Record<string, readonly string[]>>;

/** In English, by target. */
const english: Readonly<Record<string, Synonyms>> = {
  ...campaignSynonyms,
  unified_customers: {
    customer_id: [...customerNames, 'id'],
    email: ['email', 'email_address', 'e_mail', 'mail'],
    title: ['title', 'salutation'],
    given_name: ['given_name', 'first_name', 'firstname', 'forename', 'vorname'],
    surname: ['surname', 'last_name', 'lastname', 'family_name', 'nachname'],
    full_name: ['full_name', 'name', 'customer_name', 'contact_name'],
    generational_suffix: ['generational_suffix', 'suffix'],
    phone: ['phone', 'phone_number', 'mobile', 'mobile_phone', 'telephone', 'tel'],
    address: ['address', 'street', 'street_address', 'address1', 'address_1', 'address_line1', 'address_line_1'],
    address2: ['address2', 'address_2', 'address_line2', 'address_line_2'],
    city: ['city', 'town', 'ort'],
    state: ['state', 'province', 'region'],
    postal: ['postal', 'postal_code', 'postcode', 'zip', 'zip_code', 'zipcode', 'plz'],
    country: ['country', 'country_code', 'land'],
    birthdate: ['birthdate', 'birth_date', 'date_of_birth', 'dob', 'birthday', 'geburtsdatum'],
    gender: ['gender', 'sex'],
    company: ['company', 'company_name', 'organisation', 'organization'],
    loyalty_id: ['loyalty_id', 'loyalty_number', 'loyalty_card'],
    account_id: ['account_id', 'account'],
    create_dt: ['create_dt', 'created_at', 'created', 'create_date', 'created_date', 'signup_date', 'registered_at'],
    update_dt: ['update_dt', 'updated_at', 'updated', 'modified_at', 'last_modified', 'last_updated'],
  },
  unified_itemized_transactions: {
    customer_id: customerNames,
    order_id: [
      'order_id',
      'order_no',
      'order_number',
      'invoice_id',
      'invoice_no',
      'invoice',
      'basket_id',
      'transaction_id',
      'receipt_id',
      'receipt_no',
    ],
    line_id: ['line_id', 'order_line_id', 'order_item_id', 'line_item_id'],
    product_id: [
      'product_id',
      'stock_code',
      'sku',
      'product_code',
      'product_sku',
      'item_code',
      'article_id',
      'primary_product_id',
      'product',
    ],
    order_datetime: [
      'order_datetime',
      'order_date',
      'ordered_at',
      'order_time',
      'invoice_date',
      'transaction_timestamp',
      'transaction_date',
      'transaction_time',
      'purchase_date',
      'purchased_at',
      'created_at',
      'timestamp',
      'datetime',
      'date',
      'time',
    ],
    item_quantity: ['item_quantity', 'quantity', 'qty', 'units', 'items_purchased'],
    item_revenue: [
      'item_revenue',
      'revenue',
      'sales_value',
      'line_total',
      'item_total',
      'amount',
      'sales',
      'total',
      'price_usd',
    ],
    item_discount_amount: ['item_discount_amount', 'discount_amount', 'discount', 'retail_disc'],
    item_cost: ['item_cost', 'cost', 'cogs', 'cogs_usd'],
    item_tax_amount: ['item_tax_amount', 'tax_amount', 'tax', 'vat'],
    currency: ['currency', 'currency_code'],
    store_id: ['store_id', 'store', 'shop_id', 'branch_id'],
    payment_method: ['payment_method', 'payment_type'],
    purchase_channel: ['purchase_channel', 'channel', 'sales_channel'],
    digital_channel: ['digital_channel'],
  },
  activity: {
    customer_id: customerNames,
    event_id: ['event_id', 'hit_id', 'pageview_id', 'website_pageview_id'],
    time: [
      'time',
      'event_time',
      'collector_tstamp',
      'event_timestamp',
      'timestamp',
      'created_at',
      'occurred_at',
      'visit_start_time',
      'datetime',
      'date',
    ],
    event_type: ['event_type', 'event_name', 'event', 'td_event'],
    url: ['url', 'td_url', 'page_url', 'page_location', 'pageview_url', 'request_url', 'request', 'page', 'path'],
    referrer: ['referrer', 'td_referrer', 'page_referrer', 'http_referer', 'referer', 'refr_url'],
    ip: ['ip', 'td_ip', 'ip_address', 'user_ipaddress', 'remote_addr', 'client_ip'],
    user_agent: ['user_agent', 'td_user_agent', 'useragent', 'http_user_agent', 'agent'],
    client_id: [
      'client_id',
      'td_client_id',
      'domain_userid',
      'user_pseudo_id',
      'visitor_id',
      'anonymous_id',
      'full_visitor_id',
      'cookie_id',
      'session_id',
    ],
  },
  products: {
    product_id: ['product_id', 'product_code', 'stock_code', 'item_id', 'article_id', 'product', 'sku', 'id'],
    product_name: ['product_name', 'name', 'product_title', 'title', 'item_name', 'product_type'],
    product_description: ['product_description', 'description'],
    product_sku: ['product_sku', 'sku'],
    product_upc: ['product_upc', 'upc', 'ean', 'gtin'],
    product_msrp: ['product_msrp', 'msrp', 'list_price', 'price'],
    product_brand: ['product_brand', 'brand'],
    product_category: ['product_category', 'category'],
    product_subcategory: ['product_subcategory', 'subcategory', 'sub_category'],
    product_class: ['product_class', 'class'],
    product_department: ['product_department', 'department'],
    product_type: ['product_type', 'type'],
    product_color: ['product_color', 'color', 'colour'],
    product_size: ['product_size', 'size', 'package_size'],
    product_season: ['product_season', 'season'],
    product_gender: ['product_gender'],
  },
};

/** By target, in all languages. */
export const synonyms: Readonly<Record<string, Synonyms>> = Object.fromEntries(
  Object.entries(english).map(([target, columns]) => {
    const foreign = foreignSynonyms[target] ?? {};
    const both = (column: string, names: readonly string[]): readonly string[] => [
      ...new Set([...names, ...(foreign[column]?.split(' ') ?? [])]),
    ];
    return [
      target,
      Object.fromEntries(Object.entries(columns).map(([column, names]) => [column, both(column, names)])),
    ];
  }),
);

/** Names of a price for one unit, which makes revenue by its quantity. */
export const unitPrices: readonly string[] = [
  'unit_price',
  'price',
  'item_price',
  'price_per_unit',
  ...foreignUnitPrices,
];

/** Columns that look like a customer's key. */
export const customerKeys: readonly string[] = [
  ...customerNames,
  'client_id',
  'user_pseudo_id',
  'domain_userid',
  'full_visitor_id',
  'visitor_id',
  'account_id',
  'id',
];

/**
 * A name in the form of the tables above: `CustomerID`, `Customer ID` and `customer-id` are all `customer_id`, `Straße`
 * is `strasse`, `Prénom` is `prenom`, and `Tax (%)` is `tax_percent`.
 */
export const normalName = (name: string): string =>
  name
    .trim()
    .replaceAll('ß', 'ss')
    .replaceAll('ẞ', 'SS')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[%٪]/g, ' percent ')
    .replaceAll(/№/g, 'No')
    .replaceAll(/[°º]/g, 'o')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
