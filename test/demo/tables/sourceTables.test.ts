import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Sql } from '../../../src/db/client.js';
import { NAMED_CUSTOMER, type DemoRun } from '../../../src/demo/DemoRun.js';
import { createRandom } from '../../../src/demo/random.js';
import { sourceSteps } from '../../../src/demo/sourceSteps.js';
import { productKinds } from '../../../src/demo/words/products.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';

const zone = 'America/Los_Angeles';
const lastDay = '2026-02-28';
const customers = 250;

let database: TestDatabase;
/** A connection in a transaction that nobody ends: the tables `demo_…` go with it. */
let held: Awaited<ReturnType<Sql['reserve']>>;
const made: Record<string, number> = {};
beforeAll(async () => {
  database = await cloneDatabase();
  held = await database.client.reserve();
  await held`begin`;
  const client = held as unknown as Sql;
  await createRandom(client, 11);
  const run: DemoRun = {
    client,
    loadId: '1',
    customers,
    lastDay,
    firstOrderDay: '2025-01-29',
    firstVisitDay: '2025-11-30',
    timeZone: zone,
    currency: 'EUR',
    app: 'default',
    orderDiscount: 'max',
  };
  for (const { name, run: make } of sourceSteps(run)) made[name] = await make();
});
afterAll(async () => {
  held.release();
  await database.drop();
});

const query = async (text: string): Promise<Record<string, unknown>[]> => [...(await held.unsafe(text))];
/** An instant as the clocks of the company show it. */
const local = (instant: string): string => `(${instant} at time zone '${zone}')`;

describe('each step', () => {
  it.each([
    ['companies', 'companies'],
    ['source records of customers', 'unified_customers'],
    ['products', 'products'],
    ['order lines', 'unified_itemized_transactions'],
    ['page views', 'activity'],
    ['campaigns', 'campaigns'],
    ['campaign targetings', 'campaign_targetings'],
    ['campaign recipients', 'campaign_recipients'],
    ['coupon redemptions', 'coupon_redemptions'],
  ])('of %s tells the rows that it wrote', async (step, table) => {
    const [{ n } = { n: 0 }] = await query(`select count(*)::int as n from facet.${table}`);
    expect(n).toBe(made[step]);
    expect(n).toBeGreaterThan(0);
  });
});

/** Each query finds what breaks a rule. */
const rules: Readonly<Record<string, readonly (readonly [rule: string, query: string])[]>> = {
  people: [
    ['have ids of 16 digits', `select customer_id from demo_people where customer_id !~ '^[0-9]{16}$'`],
    ['have ids of their own', 'select customer_id from demo_people group by 1 having count(*) > 1'],
    ['are led by the named one', `select i from demo_people where (i = 0) <> (customer_id = '${NAMED_CUSTOMER}')`],
    ['have an e-mail address of their own', 'select email from demo_people group by 1 having count(*) > 1'],
    [
      'have addresses that reach nobody, without accents',
      String.raw`select email from demo_people where email !~ '^[a-z.]+[0-9]*@example\.(com|org|net)$'`,
    ],
    ['have a telephone number of their own', 'select phone from demo_people group by 1 having count(*) > 1'],
    [
      'are 18 to 75 years old',
      `select birthdate from demo_people where date '${lastDay}' - birthdate not between 18 * 365 and 75 * 365`,
    ],
    [
      'live in a town of their country',
      `
      select p.city from demo_people p join demo_countries c on c.code = p.country
      where array_position(c.cities, p.city) is distinct from array_position(c.states, p.state)
        and not exists (select from generate_subscripts(c.cities, 1) n where c.cities[n] = p.city and c.states[n] = p.state)`,
    ],
    ['have a house number in place of the sign', `select address from demo_people where address like '%#%'`],
    [
      'work where there is an account',
      `
      select account_id from demo_people where account_id not in (select account_id from facet.accounts)`,
    ],
  ],
  'source records': [
    [
      'are one to three of each person',
      `
      select p.i from demo_people p left join facet.unified_customers u using (customer_id)
      group by p.i having count(u.pk) not between 1 and 3 or count(distinct u.datasource) <> count(u.pk)`,
    ],
    [
      'are all three of the named one',
      `
      select 1 from facet.unified_customers where customer_id = '${NAMED_CUSTOMER}' having count(*) <> 3`,
    ],
    [
      'have the numbers and the rank of their source',
      `
      select datasource, pk, priority from facet.unified_customers
      where (datasource, left(pk, 2), priority) not in (('webshop', 'W-', 1), ('pos', 'P-', 2), ('newsletter', 'N-', 3))`,
    ],
    [
      'know by the newsletter no more than a first name and an address',
      `
      select pk from facet.unified_customers where datasource = 'newsletter'
        and num_nonnulls(surname, phone, address, city, postal, birthdate, gender, company, account_id, loyalty_id) > 0`,
    ],
    [
      'are of today at the latest, and never changed before they were made',
      `
      select pk from facet.unified_customers
      where update_dt < create_dt or ${local('update_dt')}::date > date '${lastDay}'`,
    ],
    [
      'have a card for members alone',
      `
      select u.pk from facet.unified_customers u join demo_people using (customer_id) where u.loyalty_id is not null and not member`,
    ],
  ],
  products: [
    [
      'cost what their kind may cost',
      `
      select p.product_id from facet.products p join demo_products using (product_id)
      where product_msrp - 0.95 not between low and high - 1`,
    ],
    ['cost less to buy than to sell', 'select product_id from demo_products where cost_percent not between 1 and 99'],
    [
      'are as popular as their number, from 0 on',
      `
      select n from (select n, row_number() over (order by n) - 1 as place from demo_products) x where n <> place`,
    ],
    [
      'have a size for a sex only where they are worn',
      `
      select product_id from facet.products
      where (product_gender is not null) <> (product_department in ('Wear', 'Footwear'))`,
    ],
  ],
  orders: [
    [
      'are of people who are customers on that day',
      `
      select order_id from demo_orders o join demo_people p using (i) where o.ordered_on not between p.since and p.until`,
    ],
    [
      'are placed on their day, in the web from 7 on, in shops from 9 to 20',
      `
      select order_id from demo_orders where ${local('ordered_at')}::date <> ordered_on
        or ${local('ordered_at')}::time not between case when web then time '07:00' else time '09:00' end
          and case when web then time '23:00' else time '20:00' end`,
    ],
    [
      'are placed in no shop on Sundays',
      `select order_id from demo_orders where not web and extract(isodow from ordered_on) = 7`,
    ],
    [
      'come by a channel or from a shop, and not by both',
      `
      select order_id from demo_orders where (digital_channel is null) = (store_id is null) or web <> (digital_channel is not null)`,
    ],
    [
      'have numbers that rise with time',
      `
      select order_id from (select order_id, lag(order_id) over (order by ordered_at, i, k) as before from demo_orders) x
      where order_id <= before`,
    ],
    [
      'of the named one are six in the last 54 days, nine days apart',
      `
      select 1 from demo_orders where i = 0 and ordered_on > date '${lastDay}' - 54 having count(*) filter
        (where ordered_on in (date '${lastDay}' - 3, date '${lastDay}' - 12, date '${lastDay}' - 21, date '${lastDay}' - 30,
          date '${lastDay}' - 39, date '${lastDay}' - 48)) < 6`,
    ],
  ],
  'order lines': [
    [
      'have a product once in an order',
      `
      select order_id from facet.unified_itemized_transactions where item_quantity > 0
      group by order_id, product_id having count(*) > 1`,
    ],
    [
      'are of several pieces only where one is cheap',
      `
      select order_id from facet.unified_itemized_transactions where item_quantity > 0
        and (item_quantity > 3 or item_quantity > 1 and item_list_price / item_quantity >= 40)`,
    ],
    [
      'cost the price of their product',
      `
      select order_id from facet.unified_itemized_transactions t join facet.products p using (product_id)
      where item_list_price <> item_quantity * product_msrp`,
    ],
    [
      'are discounted by a usual share, to the cent',
      `
      select order_id from facet.unified_itemized_transactions
      where item_discount_percent not in (0, 0.10, 0.15, 0.20, 0.30)
        or abs(item_list_price * item_discount_percent - item_discount_amount) > 0.005`,
    ],
    [
      'hold the tax of their country',
      `
      select t.order_id from facet.unified_itemized_transactions t
      join demo_people using (customer_id) join demo_countries c on c.code = country
      where abs(item_revenue - item_revenue / (1 + c.vat / 100) - item_tax_amount) > 0.005001`,
    ],
    [
      'come back, where they do, whole or in part, 3 to 20 days later, in shop hours',
      `
      select b.order_id from facet.unified_itemized_transactions b join facet.unified_itemized_transactions t
        on t.order_id = b.order_id and t.line_id = split_part(b.line_id, '-', 1)
      where b.is_return and (-b.item_quantity not between 1 and t.item_quantity
        or ${local('b.order_datetime')}::date - ${local('t.order_datetime')}::date not between 3 and 20
        or ${local('b.order_datetime')}::time not between time '09:00' and time '19:00')`,
    ],
    [
      'are cancelled whole, within 40 minutes',
      `
      select b.order_id from facet.unified_itemized_transactions b join facet.unified_itemized_transactions t
        on t.order_id = b.order_id and t.line_id = split_part(b.line_id, '-', 1)
      where b.is_cancellation and (b.item_quantity <> -t.item_quantity
        or b.order_datetime - t.order_datetime not between interval '1 minute' and interval '40 minutes')`,
    ],
    [
      'are of the last day at the latest',
      `
      select order_id from facet.unified_itemized_transactions where ${local('order_datetime')}::date > date '${lastDay}'`,
    ],
  ],
  'page views': [
    [
      'are of people, or of nobody',
      `
      select customer_id from facet.activity where customer_id <> '' and customer_id not in (select customer_id from demo_people)`,
    ],
    [
      'come from networks of documentation',
      String.raw`
      select ip from facet.activity where ip !~ '^(192\.0\.2|198\.51\.100|203\.0\.113)\.[0-9]+$'`,
    ],
    [
      'have their channel on the first page alone',
      String.raw`
      select event_id from facet.activity where url like '%utm_source=%' and event_id !~ '/1$'`,
    ],
    [
      'follow each other by their referrers',
      `
      select event_id from (
        select event_id, referrer, time, lag(url) over pages as page_before, lag(time) over pages as time_before
        from facet.activity
        window pages as (partition by regexp_replace(event_id, '/[0-9]+$', '') order by substring(event_id from '[0-9]+$')::int)
      ) x where page_before is not null and (referrer is distinct from page_before or time <= time_before)`,
    ],
    [
      'of an order end with thanks for it, when it was placed',
      `
      select order_id from demo_orders o
      where web and ordered_on >= '2025-11-30' and not exists (
        select from facet.activity a where a.url like '%/checkout/thank-you?order=' || o.order_id
          and abs(extract(epoch from a.time - o.ordered_at)) < 120)`,
    ],
  ],
  campaigns: [
    [
      'have a control group, a test, and a second test where two are compared',
      `
      select plan_id from facet.campaigns c left join facet.campaign_actions a using (plan_id)
      group by plan_id, campaign_type having array_agg(campaign_action_id order by campaign_action_id)
        <> case campaign_type when 2 then array[1, 2, 3] else array[1, 2] end`,
    ],
    [
      'send the control group nothing',
      `
      select plan_id from facet.campaign_action_channels join facet.campaign_actions using (plan_id, plan_detail_id)
      where campaign_action_id = 1`,
    ],
    [
      'are delivered once they have begun, and scheduled before',
      `
      select plan_id from facet.campaigns
      where status <> case when execution_start_date > date '${lastDay}' or execution_end_date is null then 'Scheduled' else 'Delivered' end`,
    ],
  ],
  targetings: [
    [
      'give a person to one campaign a day',
      `
      select customer_id from facet.campaign_targetings where plan_detail_id is not null
      group by customer_id, execution_date having count(*) > 1`,
    ],
    [
      'give it to the one of the highest priority',
      `
      select t.customer_id from facet.campaign_targetings t join facet.campaigns c using (plan_id)
      join facet.campaign_targetings o using (customer_id, execution_date) join facet.campaigns w on w.plan_id = o.plan_id
      where t.plan_detail_id is not null and w.target_group_priority < c.target_group_priority`,
    ],
    [
      'name who took a person away',
      `
      select customer_id from facet.campaign_targetings t where plan_detail_id is null and (exclusion_reason is null
        or not exists (select from facet.campaign_targetings w where w.customer_id = t.customer_id
          and w.execution_date = t.execution_date and w.plan_id = t.taken_from_plan_id and w.plan_detail_id is not null))`,
    ],
    [
      'are of people who are in the group',
      `
      select t.customer_id from facet.campaign_targetings t join facet.campaigns c using (plan_id) join demo_people p using (customer_id)
      where t.execution_date < p.since or case split_part(target_group_name, ' for ', 1) when 'Members' then not member
        when 'Business' then p.account_id is null when 'Germany and Austria' then p.country not in ('DE', 'AT') else false end`,
    ],
  ],
  redemptions: [
    [
      'are of coupons that their campaign has',
      `
      select redemption_id from facet.coupon_redemptions r
      where not exists (select from facet.campaign_coupons c where c.plan_id = r.plan_id and c.coupon_id = r.coupon_id)`,
    ],
    [
      'are one for each time that a campaign was sent',
      `
      select customer_id from facet.coupon_redemptions group by customer_id, redemption_id having count(*) > 1`,
    ],
  ],
};

describe.each(Object.entries(rules))('%s', (_, given) => {
  it.each(given)('%s', async (_rule, text) => {
    expect(await query(`${text} limit 5`)).toEqual([]);
  });
});

it('there is something that each of the rules is about', async () => {
  const [counts] = await query(`
    select (select count(*) from demo_people where account_id is not null)::int as accounts,
      (select count(*) from facet.unified_itemized_transactions where is_return)::int as returns,
      (select count(*) from facet.unified_itemized_transactions where is_cancellation)::int as cancellations,
      (select count(*) from demo_orders where not web)::int as "inShops",
      (select count(*) from facet.campaign_targetings where plan_detail_id is null)::int as excluded,
      (select count(distinct product_department) from facet.products)::int as departments`);
  expect(Object.entries(counts ?? {}).filter(([, n]) => Number(n) === 0)).toEqual([]);
  expect(counts?.['departments']).toBe(new Set(productKinds.map(({ department }) => department)).size);
});
