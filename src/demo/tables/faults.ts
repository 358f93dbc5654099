import { NAMED_CUSTOMER, type DemoRun } from '../DemoRun.js';

/**
 * Makes `demo_faults`: bought lines of others than the named customer, `n` from 1 in an order that only the seed decides.
 */
async function chooseLines({ client }: DemoRun): Promise<void> {
  await client`
    create temp table demo_faults on commit drop as
    select customer_id, order_id, line_id, row_number() over (order by pg_temp.draw(chance, 1), order_id, line_id) as n
    from (
      select *, pg_temp.chance('fault/' || order_id || '/' || line_id) as chance
      from facet.unified_itemized_transactions
      where not is_return and not is_cancellation and customer_id <> ${NAMED_CUSTOMER}
    ) as bought`;
}

/** Lines that say something wrong, or say nothing. */
const spoilLines = ({ client }: DemoRun) => client`
  update facet.unified_itemized_transactions as line set
    product_id = case when n <= 6 then null else product_id end,
    item_cost = case when n between 7 and 10 then item_cost + 5 else item_cost end,
    item_discount_amount = case when n between 11 and 13 then item_discount_amount + 1.5 else item_discount_amount end,
    item_discount_percent = case when n between 14 and 15 then 1.5 else item_discount_percent end,
    store_id = case when n between 16 and 60 then null else store_id end,
    item_quantity = case when n between 61 and 62 then 0 else item_quantity end,
    item_revenue = case when n = 63 then null else item_revenue end
  from (select * from demo_faults) as fault
  where line.customer_id = fault.customer_id and line.order_id = fault.order_id and line.line_id = fault.line_id and n <= 63`;

/** Sales at a till without a card, of which nobody knows the customer, and returns whose order is not there. */
const addLines = ({ client, loadId }: DemoRun) => client`
  insert into facet.unified_itemized_transactions (customer_id, order_id, line_id, product_id, order_datetime, is_return,
    is_cancellation, item_quantity, item_list_price, item_discount_amount, item_discount_percent, item_revenue, item_subtotal,
    item_cost, item_profit, item_tax_amount, currency, purchase_channel, purchase_brand, payment_method, store_id, brand, load_id)
  select case when is_orphan then customer_id else '' end, case when is_orphan then 'SX' else 'SN' end || lpad(n::text, 8, '0'), '1',
    product_id, order_datetime, is_orphan, false, sign * item_quantity, sign * item_list_price, sign * item_discount_amount,
    item_discount_percent, sign * item_revenue, sign * item_subtotal, sign * item_cost, sign * item_profit, sign * item_tax_amount,
    currency, 'store', purchase_brand, payment_method, coalesce(store_id, 'DE-01'), brand, ${loadId}::bigint
  from (
    select line.*, n, n <= 68 as is_orphan, case when n <= 68 then -1 else 1 end as sign
    from (select * from demo_faults) as fault
    join facet.unified_itemized_transactions as line using (customer_id, order_id, line_id)
    where n between 64 and 150
  ) as copied`;

/** The consent of two people stands under the address of somebody else too, and says the opposite there. */
const contradictConsent = ({ client, loadId }: DemoRun) => client`
  insert into facet.email_opt_status (customer_id, email, brand, region, email_program, is_email_opted_in, update_dt, load_id)
  select other.customer_id, said.email, said.brand, said.region, said.email_program, not said.is_email_opted_in,
    said.update_dt, ${loadId}::bigint
  from (
    select *, row_number() over (order by customer_id desc, brand) as place from facet.email_opt_status
    where customer_id <> ${NAMED_CUSTOMER}
  ) as said
  join demo_people as other on other.i = said.place and other.customer_id not in (said.customer_id, ${NAMED_CUSTOMER})
  where said.place <= 2`;

/**
 * Plants faults into the source tables, so that a validation of the demo has something to find: some hundred order lines, and two
 * contradictions in consent. The named customer has none. Gives the number of rows changed or added.
 */
export async function plantFaults(run: DemoRun): Promise<number> {
  await chooseLines(run);
  const spoilt = await spoilLines(run);
  const added = await addLines(run);
  const contradicted = await contradictConsent(run);
  return spoilt.count + added.count + contradicted.count;
}
