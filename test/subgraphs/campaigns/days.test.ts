import { sql } from 'drizzle-orm';
import { describe, expect, it } from '@jest/globals';
import { badCursor, type Page } from '../../../src/lib/relay/page.js';
import { columnKey } from '../../../src/population/lists/columnKey.js';
import { positionedOnDays } from '../../../src/subgraphs/campaigns/days.js';
import { ofCampaign, ofCustomer } from '../../../src/subgraphs/campaigns/targetings/sides.js';

describe('positions in lists by day', () => {
  const order = [
    columnKey('executionDate', 'date', 'NONE', sql`t.execution_date`, { descending: true }),
    columnKey('planId', 'text', 'NONE', sql`t.plan_id`),
  ];
  const page = (after?: readonly (string | null)[], before?: readonly (string | null)[]): Page =>
    ({ size: 20, backwards: false, after, before }) as Page;

  it('are those of the cursors, without the day that attributes are read on', () => {
    expect(positionedOnDays(page([null, '2026-03-01', 'p']), order)).toMatchObject({
      after: ['2026-03-01', 'p'],
      before: undefined,
    });
    // A key may be called so, a day may not.
    expect(positionedOnDays(page(undefined, [null, '2026-03-01', 'infinity']), order)).toMatchObject({
      before: ['2026-03-01', 'infinity'],
    });
  });

  it.each<[what: string, key: (string | null)[]]>([
    ['no day', [null, 'p', 'p']],
    ['a day that there is not', [null, '2026-02-30', 'p']],
    ['a day without end', [null, 'infinity', 'p']],
    ['one without beginning', [null, '-infinity', 'p']],
    ['nothing', [null, null, 'p']],
    ['too little', [null, '2026-03-01']],
    ['too much', [null, '2026-03-01', 'p', 'q']],
  ])('of %s are none', (_, key) => {
    expect(() => positionedOnDays(page(key), order)).toThrow(
      badCursor('after', 'is not a cursor of this server').message,
    );
    expect(() => positionedOnDays(page(undefined, key), order)).toThrow(
      badCursor('before', 'is not a cursor of this server').message,
    );
  });
});

it('targetings of a customer and of a campaign have their owners and places', () => {
  const row = { customerId: 'c', executionDate: '2026-03-01', planId: 'p' } as Parameters<typeof ofCustomer.ownerOf>[0];
  expect([ofCustomer.ownerOf(row), ofCustomer.placeOf(row)]).toEqual(['c', ['2026-03-01', 'p']]);
  expect([ofCampaign.ownerOf(row), ofCampaign.placeOf(row)]).toEqual(['p', ['2026-03-01', 'c']]);
  for (const side of [ofCustomer, ofCampaign]) {
    expect(side.order.map(({ descending }) => descending)).toEqual([true, false]);
    expect(side.placeOf(row)).toHaveLength(side.order.length);
  }
});
