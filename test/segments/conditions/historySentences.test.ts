import { expect, it } from '@jest/globals';
import { checkDefinition } from '../../../src/segments/definition/checkDefinition.js';
import { definitionSentence } from '../../../src/segments/definition/definitionSentence.js';

const dairy = { product: { category: { is: 'Dairy' } } };

it.each<[Readonly<Record<string, unknown>>, string]>([
  [{ purchase: { behaviour: 'HAS_PURCHASED' } }, 'who ordered'],
  [
    { purchase: { behaviour: 'HAS_PURCHASED', number: { gte: 2 }, date: { gt: '90 days ago' } } },
    'whose number of orders on a day that is later than 90 days ago is at least 2',
  ],
  [
    { purchase: { behaviour: 'HAS_NOT_PURCHASED', date: { gt: '90 days ago' }, where: dairy } },
    'who did not order on a day that is later than 90 days ago where the category of the product is Dairy',
  ],
  [
    { purchase: { behaviour: 'FIRST_PURCHASE', date: { is: '2026-03-01' } } },
    'who first ordered on a day that is 2026-03-01',
  ],
  [
    {
      purchase: {
        behaviour: 'REPEAT_PURCHASE',
        where: {
          order: { revenue: { gt: 100 } },
          orderAttributes: [{ name: 'gift', text: { is: 'yes' } }],
          line: { storeId: { in: ['S1', 'S2'] } },
        },
      },
    },
    'who ordered again where the revenue of the order is more than 100 and gift of the order is yes and the storeId of the line is S1 or S2',
  ],
  [
    { purchase: { behaviour: 'MOST_FREQUENT_ORDER', values: { category: 'Dairy', storeId: 'S 1' } } },
    'whose most frequent orders are of category Dairy and storeId "S 1"',
  ],
  [
    { purchase: { behaviour: 'TOTAL_VALUE', number: { gt: '300' }, where: dairy } },
    'whose value of orders where the category of the product is Dairy is more than 300',
  ],
  [{ campaign: { has: true } }, 'who were part of a campaign'],
  [
    { campaign: { has: false, states: ['TARGETED'], executed: { gt: '7 days ago' } } },
    'who were not part of a campaign as TARGETED on a day that is later than 7 days ago',
  ],
  [
    {
      campaign: {
        planIds: ['30', '31'],
        actionIds: ['30-2'],
        channelIds: [10],
        targetGroupIds: ['VIP'],
        redeemed: true,
        times: { gte: 2 },
        last: { lt: 'today' },
      },
    },
    'who were part of a campaign with the key 30 or 31 with the action 30-2 by the channel 10 for the target group VIP and redeemed its coupon, of which the number is at least 2 and the last day is earlier than today',
  ],
  [
    { activation: { campaignIds: ['c1'], destinationIds: ['mail'], control: false, delivered: { is: 'yesterday' } } },
    'who were on a list that was delivered of the campaign c1 to the destination mail and not as control on a day that is yesterday',
  ],
])('%j is said in words', (condition, clause) => {
  const definition = checkDefinition({ include: { groups: [{ conditions: [condition] }] } });
  expect(definitionSentence(definition)).toBe(`Customers ${clause}.`);
});
