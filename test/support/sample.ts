import type { TestDatabase } from './database.js';

type Database = Pick<TestDatabase, 'client'>;

interface SampleCustomer {
  readonly id: string;
  readonly givenName?: string;
  readonly city?: string;
  readonly birthdate?: string;
  readonly email?: string;
}

/** Customers as a merge would have left them. */
export async function addCustomers({ client }: Database, customers: readonly SampleCustomer[]): Promise<void> {
  const rows = customers.map(({ id, givenName, city, birthdate, email }) => ({
    customer_id: id,
    given_name: givenName ?? null,
    full_name: givenName ?? null,
    city: city ?? null,
    birthdate: birthdate ?? null,
    email: email ?? null,
    email_completion: email === undefined ? 0 : 1,
    source_records: 1,
    load_id: '0',
  }));
  await client`insert into facet.customers ${client(rows)}`;
}

interface SampleLine {
  readonly customer: string;
  readonly order: string;
  readonly at: string;
  readonly revenue: string;
  readonly quantity: string;
  readonly discount?: string;
  readonly product?: string;
  readonly channel?: string;
  readonly isReturn?: boolean;
  readonly isCancellation?: boolean;
}

/** Order lines, numbered as they stand. */
export async function addLines({ client }: Database, lines: readonly SampleLine[]): Promise<void> {
  const rows = lines.map((line, index) => ({
    customer_id: line.customer,
    order_id: line.order,
    line_id: String(index),
    product_id: line.product ?? null,
    order_datetime: line.at,
    item_revenue: line.revenue,
    item_quantity: line.quantity,
    item_discount_amount: line.discount ?? null,
    purchase_channel: line.channel ?? null,
    is_return: line.isReturn ?? false,
    is_cancellation: line.isCancellation ?? false,
    load_id: '0',
  }));
  await client`insert into facet.unified_itemized_transactions ${client(rows)}`;
}

interface SampleTargeting {
  readonly customer: string;
  readonly day: string;
  readonly plan: string;
  /** 1 is control; null is an exclusion. */
  readonly action: number | null;
}

/** Targetings, with a campaign action of their own each. */
export async function addTargetings({ client }: Database, targetings: readonly SampleTargeting[]): Promise<void> {
  for (const { customer, day, plan, action } of targetings) {
    const detail = action === null ? null : `${plan}-${action}`;
    if (detail !== null)
      await client`
        insert into facet.campaign_actions (plan_id, plan_detail_id, campaign_action_id, campaign_action_name)
        values (${plan}, ${detail}, ${action}, ${action === 1 ? 'DN' : 'Offer'}) on conflict do nothing`;
    await client`
      insert into facet.campaign_targetings (customer_id, execution_date, plan_id, plan_detail_id, last_updated_time, load_id)
      values (${customer}, ${day}, ${plan}, ${detail}, ${`${day}T06:00:00Z`}, 0)`;
  }
}
