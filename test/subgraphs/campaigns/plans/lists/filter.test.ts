import { describe, expect, it } from '@jest/globals';
import type { FacetCampaignFilter } from '../../../../../src/generated/resolvers.js';
import { checkCampaignFilter } from '../../../../../src/subgraphs/campaigns/plans/lists/filter.js';
import {
  campaignOrder,
  campaignValues,
  scheduledOrder,
  scheduledValues,
} from '../../../../../src/subgraphs/campaigns/plans/lists/orders.js';
import type { ScheduledCampaignRow } from '../../../../../src/subgraphs/campaigns/plans/shape.js';
import { refusal } from '../../../../support/refusal.js';

describe('a filter of campaigns', () => {
  it.each<[filter: FacetCampaignFilter, conditions: object]>([
    [{}, {}],
    [{ planIds: [' p1 ', 'p2'] }, { planIds: ['p1', 'p2'] }],
    [{ planIds: [] }, { planIds: [] }],
    [{ targetGroupIds: ['\tg'] }, { targetGroupIds: ['g'] }],
    [{ search: '  summer sale ' }, { search: 'summer sale' }],
    [{ search: ' ' }, { search: '' }],
    [{ statuses: [' Done '] }, { statuses: [' Done '] }],
    [{ search: 'x'.repeat(200) }, { search: 'x'.repeat(200) }],
  ])('%j', (filter, conditions) => {
    expect(checkCampaignFilter(filter)).toEqual(conditions);
  });

  const nothing = (path: string): string =>
    `"${path}" is null, which would ask for nothing in particular: give it a value, or leave it out.`;

  it.each<[filter: object, sentence: string, code: string]>([
    [{ planIds: null }, nothing('filter.planIds'), 'BAD_USER_INPUT'],
    [{ search: null }, nothing('filter.search'), 'BAD_USER_INPUT'],
    [{ statuses: undefined }, nothing('filter.statuses'), 'BAD_USER_INPUT'],
    [{ search: 'x'.repeat(201) }, '"filter.search" has 201 characters, and 200 are the most.', 'SEARCH_TOO_LARGE'],
    [
      { planIds: Array.from({ length: 1001 }, () => 'p') },
      '"filter.planIds" has 1001 entries, and 1000 are the most.',
      'TOO_MANY_ENTRIES',
    ],
    [
      { targetGroupIds: Array.from({ length: 101 }, () => 'g') },
      '"filter.targetGroupIds" has 101 entries, and 100 are the most.',
      'TOO_MANY_ENTRIES',
    ],
    [
      { planIds: ['p', 'x'.repeat(1001)] },
      '"filter.planIds[1]" is a key of 1001 bytes, and 1000 are the most.',
      'SEARCH_TOO_LARGE',
    ],
    [
      { statuses: ['a\0'] },
      '"filter.statuses[0]" holds a NUL or half a character, which no text in the database can hold.',
      'BAD_USER_INPUT',
    ],
    [
      { search: '\uD800' },
      '"filter.search" holds a NUL or half a character, which no text in the database can hold.',
      'BAD_USER_INPUT',
    ],
  ])('%#: is refused with its place', (filter, sentence, code) => {
    expect(() => checkCampaignFilter(filter)).toThrow(refusal(sentence, code));
  });

  it('takes 1,000 plans, and 100 of what is no key of a campaign', () => {
    expect(checkCampaignFilter({ planIds: Array.from({ length: 1000 }, () => 'p') }).planIds).toHaveLength(1000);
    expect(checkCampaignFilter({ statuses: Array.from({ length: 100 }, () => 's') }).statuses).toHaveLength(100);
  });
});

describe('the order of campaigns', () => {
  const campaign = { executionStartDate: '2026-03-01', planId: 'p' } as ScheduledCampaignRow['campaign'];
  const action = { planDetailId: 'd' } as ScheduledCampaignRow['action'];
  const channel = { planDetailChannelId: 'c' } as ScheduledCampaignRow['channel'];

  it.each<[row: ScheduledCampaignRow, values: (string | null)[]]>([
    [{ campaign, action, channel }, ['2026-03-01', 'p', 'd', 'c']],
    [{ campaign, action, channel: null }, ['2026-03-01', 'p', 'd', null]],
    [{ campaign, action: null, channel: null }, ['2026-03-01', 'p', null, null]],
  ])('%# has a value for each of its keys', (row, values) => {
    expect(scheduledValues(row)).toEqual(values);
    expect(campaignValues(row.campaign)).toEqual(values.slice(0, 2));
    expect([campaignOrder.length, scheduledOrder.length]).toEqual([2, 4]);
  });

  it('begins with the newest, and lets nothing be missing that tells campaigns apart', () => {
    expect(scheduledOrder.map(({ operand, descending }) => [operand.name, descending, operand.nullable])).toEqual([
      ['executionStartDate', true, false],
      ['planId', false, false],
      ['planDetailId', false, true],
      ['planDetailChannelId', false, true],
    ]);
  });
});
