import { sql } from 'drizzle-orm';
import { describe, expect, it } from '@jest/globals';
import type { RequestContext } from '../../../src/federation/requestContext.js';
import { badCursor, toPage, type Page } from '../../../src/lib/relay/page.js';
import { columnKey } from '../../../src/subgraphs/campaigns/columnKey.js';
import { positionedOnDays } from '../../../src/subgraphs/campaigns/days.js';
import { charged, chargedPage, checkRows } from '../../../src/subgraphs/campaigns/limits.js';
import { ofCampaign, ofCustomer } from '../../../src/subgraphs/campaigns/targetings/sides.js';
import { refusal } from '../../support/refusal.js';

const shown = (rows = 0) => ({ shown: { rows } }) as RequestContext & { shown: { rows: number } };
const answer = (rows: number) =>
  refusal(
    `The answer would hold ${rows} targetings, occurrences, deliveries and redemptions or more, and 100000 are the most; ask for smaller pages.`,
    'TOO_MANY_VALUES',
  );

describe('pages that are asked for together', () => {
  it.each<[owners: number, size: number]>([
    [50, 1000],
    [1000, 50],
    [50_000, 1],
    [0, 1000],
    [1_000_000, 0],
  ])('%d of %d may be', (owners, size) => {
    expect(() => checkRows(owners, { size }, 'targetings')).not.toThrow();
  });

  it.each<[owners: number, size: number]>([
    [51, 1000],
    [50_001, 1],
  ])('%d of %d are too many', (owners, size) => {
    expect(() => checkRows(owners, { size }, 'targetings')).toThrow(
      refusal(
        `The question asks for up to ${owners * size} targetings (${owners} pages of ${size}), and 50000 are the most; ask for smaller pages.`,
        'TOO_MANY_VALUES',
      ),
    );
  });
});

describe('rows that stand in an answer', () => {
  it('are counted as often as they do', () => {
    const context = shown();
    const rows = ['a', 'b', 'c'];
    expect(charged(context, rows)).toBe(rows);
    charged(context, rows);
    charged(context, []);
    expect(context.shown.rows).toBe(6);
  });

  it('are 100,000 at most', () => {
    const context = shown(99_998);
    charged(context, ['a', 'b']);
    expect(() => charged(context, ['a'])).toThrow(answer(100_001));
  });

  it('of a page are those that it shows, and not the one that tells of more', () => {
    const list = { name: 'targetings', question: 'q' };
    const context = shown();
    const page = chargedPage(context, list, toPage(list, { first: 2 }), ['a', 'b', 'c'], (row) => [row]);
    expect(page.edges.map(({ node }) => node)).toEqual(['a', 'b']);
    expect(page.pageInfo.hasNextPage).toBe(true);
    expect(context.shown.rows).toBe(2);
    chargedPage(context, list, toPage(list, { first: 2 }), ['a'], (row) => [row]);
    expect(context.shown.rows).toBe(3);
    expect(() =>
      chargedPage(shown(100_000), list, toPage(list, { first: 2 }), ['a', 'b', 'c'], (row) => [row]),
    ).toThrow(answer(100_002));
  });
});

describe('positions in lists by day', () => {
  const order = [
    columnKey('executionDate', 'date', sql`t.execution_date`, { descending: true }),
    columnKey('planId', 'text', sql`t.plan_id`),
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

describe('a term of an order', () => {
  const column = sql`t.x`;

  it('goes up, of a column that always has a value, unless told otherwise', () => {
    expect(columnKey('x', 'text', column)).toEqual({
      operand: { name: 'x', kind: 'text', sql: column, nullable: false, ofProfile: false },
      descending: false,
      nullsFirst: false,
    });
    expect(columnKey('x', 'date', column, { descending: true, nullable: true })).toMatchObject({
      operand: { kind: 'date', nullable: true },
      descending: true,
      nullsFirst: false,
    });
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
