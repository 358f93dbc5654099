const words = (text: string): string[] => text.split(' ');

const context = words('currency digital_channel purchase_channel purchase_brand payment_method store_id brand');

/** The columns of `unified_transactions` between its key and its load id, in the order of `orderRows`. */
export const orderRowColumns: readonly string[] = [
  ...words('source_customer_id app order_datetime order_quantity order_revenue'),
  ...words('order_returned_quantity order_returned_revenue order_canceled_quantity order_canceled_revenue'),
  ...words('order_list_price order_discount_amount order_discount_percent order_subtotal order_tax_amount order_cost'),
  ...words('sum_item_revenue sum_item_discount_amount net_order_revenue lines'),
  ...context,
  'attributes',
];

type Kind = 'purchase' | 'return' | 'cancellation';

const sum = (value: string, kind: Kind): string => `sum(${value}) filter (where kind = '${kind}')`;

/** SQL: the sum of what was returned or cancelled, at or below zero whatever its sign in the source. */
const takenBack = (column: string, kind: Kind): string => `coalesce(${sum(`-abs(${column})`, kind)}, 0)`;

const first = (column: string, place: string): string => `max(${column}) filter (where ${place} = 1)`;

/** SQL: the attributes of the owner's own lines together; of those of one name that of the first line. */
const attributes = `facet.joined_objects(attributes order by own_place desc)
      filter (where attributes is not null and customer_id = owner)`;

/** What the order's first line says; of the currency, what all lines that name one say, because money of several is in none of them. */
const told = (column: string): string =>
  column === 'currency' ? `case when min(currency) = max(currency) then min(currency) end` : first(column, 'place');

/**
 * The order's lines in a fixed order: purchases first, then by time and key. `own_place` puts the owner's own lines
 * before: who an order belongs to (source key, application) must not come from another person's line.
 */
const placed = (lines: string): string => `
  select *,
    row_number() over (partition by owner, order_id order by kind <> 'purchase', order_datetime, line_id, customer_id)
      as place,
    row_number() over (
      partition by owner, order_id
      order by customer_id <> owner, kind <> 'purchase', order_datetime, line_id, customer_id
    ) as own_place
  from (
    select *, case when is_return then 'return' when is_cancellation then 'cancellation' else 'purchase' end as kind
    from (${lines}) as line
  ) as classified`;

const summed = (lines: string, orderDiscount: 'max' | 'sum'): string => `
  select owner, order_id, ${first('source_customer_id', 'own_place')} as source_customer_id,
    ${first('app', 'own_place')} as app,
    coalesce(min(order_datetime) filter (where kind = 'purchase'), min(order_datetime)) as order_datetime,
    coalesce(${sum('item_quantity', 'purchase')}, 0) as order_quantity,
    coalesce(${sum('item_revenue', 'purchase')}, 0) as order_revenue,
    ${takenBack('item_quantity', 'return')} as order_returned_quantity,
    ${takenBack('item_revenue', 'return')} as order_returned_revenue,
    ${takenBack('item_quantity', 'cancellation')} as order_canceled_quantity,
    ${takenBack('item_revenue', 'cancellation')} as order_canceled_revenue,
    ${sum('item_list_price', 'purchase')} as order_list_price,
    ${orderDiscount}(order_discount_amount) filter (where kind = 'purchase') as order_discount_amount,
    ${sum('item_subtotal', 'purchase')} as order_subtotal,
    ${sum('item_tax_amount', 'purchase')} as order_tax_amount,
    ${sum('item_cost', 'purchase')} as order_cost,
    sum(item_revenue) as sum_item_revenue, sum(item_discount_amount) as sum_item_discount_amount,
    count(*)::int as lines,
    ${context.map((column) => `${told(column)} as ${column}`).join(', ')}, ${attributes} as attributes
  from (${placed(lines)}) as placed
  group by owner, order_id`;

/**
 * SQL: one row per order of `lines` with `orderRowColumns` (spec A6). A line flagged as both counts as a return. What
 * an order's own discount takes off is not in its lines' revenue yet (a line's revenue is its list price less the
 * line's discount), so it is taken from the net revenue, but never more than what is left of the purchase: a cancelled
 * order nets to 0.
 */
export const orderRows = (lines: string, orderDiscount: 'max' | 'sum'): string => `
  select owner, order_id, ${orderRowColumns.join(', ')}
  from (
    select *, order_discount_amount / nullif(order_list_price, 0) as order_discount_percent,
      kept - least(coalesce(order_discount_amount, 0), greatest(kept, 0)) as net_order_revenue
    from (
      select *, order_revenue + order_returned_revenue + order_canceled_revenue as kept
      from (${summed(lines, orderDiscount)}) as summed
    ) as kept
  ) as netted`;
