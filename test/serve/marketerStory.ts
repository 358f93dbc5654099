import { expect } from '@jest/globals';
import type { WorthyCustomer } from '../membership/sampleWorth.js';
import { addRows, addTargetingRows } from '../subgraphs/campaigns/sampleCampaigns.js';
import type { TestDatabase } from '../support/database.js';
import { addLines } from '../support/sample.js';

/** The keys of those who fit. */
export const members = Array.from({ length: 40 }, (_, n) => `M${String(n).padStart(2, '0')}`);

/** Forty who fit, worth 300, 310 … 690, the first 24 in Germany; six who miss by one condition each. */
export const customers: readonly WorthyCustomer[] = [
  ...members.map((id, n): WorthyCustomer => ({
    id,
    country: n < 24 ? 'DE' : 'AT',
    known: [true, n >= 24, false],
    bought: [2, String(300 + 10 * n), 4],
    tier: null,
  })),
  { id: 'X-COUNTRY', country: 'CH', known: [true, true, true], bought: [2, '900', 4], tier: null },
  { id: 'X-ORDER', country: 'DE', known: [true, true, true], bought: [2, '600', 4], tier: null },
  { id: 'X-WORTH', country: 'DE', known: [true, true, true], bought: [2, '299.99', 4], tier: null },
  { id: 'X-NOTHING', country: 'AT', known: [true, true, true], bought: null, tier: null },
  { id: 'X-MAIL', country: 'DE', known: [false, true, true], bought: [2, '400', 4], tier: null },
  { id: 'X-WEEK', country: 'AT', known: [true, true, true], bought: [2, '700', 4], tier: null },
];

/** Ninety days before 2 March 2026 is 2 December, which begins in Vienna at 23:00 UTC; seven days before is 23 February. */
export async function addHistory(database: TestDatabase): Promise<void> {
  await database.client`update facet.customers set email = lower(customer_id) || '@example.com' where email_completion = 1`;
  const line = (customer: string, at: string) => ({ customer, order: customer, at, revenue: '300', quantity: '2' });
  await addLines(database, [line('X-ORDER', '2025-12-01T23:00:00Z'), line('M01', '2025-12-01T22:59:59Z')]);
  const action = (number: number, name: string) => ({
    plan_id: 'OLD',
    plan_detail_id: `OLD-${number}`,
    campaign_action_id: number,
    campaign_action_name: name,
  });
  await addRows(database, 'campaign_actions', [action(1, 'DN'), action(2, 'Offer')]);
  await addTargetingRows(database, [
    ['X-WEEK', '2026-02-23', 'OLD', 'OLD-2'],
    ['M02', '2026-02-22', 'OLD', 'OLD-2'],
    ['M03', '2026-03-01', 'OLD', 'OLD-1'],
    ['M04', '2026-03-01', 'OLD', null],
  ]);
}

/** In Germany or Austria, no order for 90 days, worth 300 a year, reached by e-mail, and not contacted this week. */
export const definition = {
  include: {
    groups: [
      {
        conditions: [
          { column: { name: 'country', text: { in: ['DE', 'AT'] } } },
          { purchase: { behaviour: 'HAS_NOT_PURCHASED', date: { gte: '90 days ago' } } },
          { attribute: { name: 'L12M_ORDER_REVENUE', number: { gte: '300' } } },
          { contactable: { by: ['EMAIL'] } },
          { campaign: { has: false, states: ['TARGETED'], executed: { gte: '7 days ago' } } },
        ],
      },
    ],
  },
};

/** To nine in ten of them, and to control nothing. */
export const campaign = {
  name: 'Come back',
  type: 'ONE_TIME',
  audience: { include: ['lapsed'] },
  remaining: {
    treatments: [
      { name: 'Control', percentage: 10, isControl: true },
      {
        name: 'Voucher',
        percentage: 90,
        destinations: [
          {
            destination: 'mail',
            attributes: [
              { as: 'ID', column: 'id' },
              { as: 'EMAIL', column: 'email', required: true },
              { as: 'WORTH', attribute: 'L12M_ORDER_REVENUE' },
            ],
          },
        ],
      },
    ],
  },
};

/** What is read of results. */
export const results = `isComplete currency results { isControl recipients sent purchasers orders items conversionRate averageOrderValue
  conversionUplift { perRecipient total lift isTooSmall interval { lower upper } }
  revenue { total perRecipient uplift { perRecipient total lift isTooSmall interval { lower upper } } } }`;

/** What control did. */
export const control = {
  isControl: true,
  recipients: 4,
  sent: 0,
  purchasers: 1,
  orders: 1,
  items: '2',
  conversionRate: '0.25',
  averageOrderValue: '20',
  conversionUplift: null,
  revenue: { total: '20', perRecipient: '5', uplift: null },
};

/** What the others did, and how much more, by the two formulas, worked out apart from the program: Newcombe's of 12 in 36 and 1 in 4, Welch's with t = 2.22329 at 10.1634 degrees. */
export const voucher = {
  isControl: false,
  recipients: 36,
  sent: 36,
  purchasers: 12,
  orders: 15,
  items: '30',
  conversionRate: '0.3333333333',
  averageOrderValue: '46',
  conversionUplift: {
    perRecipient: '0.0833333333',
    total: '3',
    lift: '0.3333333333',
    isTooSmall: true,
    interval: { lower: expect.closeTo(-0.384783, 6), upper: expect.closeTo(0.344982, 6) },
  },
  revenue: {
    total: '690',
    perRecipient: '19.1666666667',
    uplift: {
      perRecipient: '14.1666666667',
      total: '510',
      lift: '2.8333333333',
      isTooSmall: true,
      interval: { lower: expect.closeTo(-1.17231, 5), upper: expect.closeTo(29.505644, 5) },
    },
  },
};
