import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { explained } from '../../../src/segments/compileSegment.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { askSegments, type SegmentAsking } from '../support/askSegments.js';
import { addOrderHistory } from '../support/orderHistory.js';

let database: TestDatabase;
let asking: SegmentAsking;

const berlin = { now: new Date('2026-11-23T12:00:00Z'), timeZone: 'Europe/Berlin' };

beforeAll(async () => {
  database = await cloneDatabase();
  await addOrderHistory(database);
  asking = await askSegments(database, { scope: berlin, profileDay: null });
});
afterAll(() => database.drop());

type Given = Readonly<Record<string, unknown>>;

const purchase = (behaviour: string, given: Given): Given => ({ purchase: { behaviour, ...given } });

const dairy = { where: { product: { category: { is: 'Dairy' } } } };
const fruit = { where: { product: { category: { is: 'Fruit' } } } };

const fits = async (behaviour: string, given: Given): Promise<string> =>
  (await asking.fits(purchase(behaviour, given))).join(' ');

describe('who has purchased', () => {
  it.each<[Given, string]>([
    [{}, 'Ann Bob Cid Eve'],
    [{ number: { is: 2 } }, 'Bob Cid Eve'],
    [{ number: { gt: 2 } }, 'Ann'],
    [{ number: { lt: 3 } }, 'Bob Cid Eve'],
    // Those without any order are not meant, although they have less than five.
    [{ number: { lt: 5 } }, 'Ann Bob Cid Eve'],
    [{ number: { lt: 1 } }, ''],
    [{ number: { is: 0 } }, ''],
    [{ number: { isNull: true } }, ''],
    [{ number: { between: { from: 2, to: 4 } } }, 'Ann'],
    [{ number: { between: { from: 2, to: 3 } } }, ''],
    [{ number: { notBetween: { from: 2, to: 4 } } }, 'Bob Cid Eve'],
    [{ number: { in: [3, 4] } }, 'Ann'],
    [{ number: { gte: 2, lte: 2 } }, 'Bob Cid Eve'],
  ])('%j', async (given, expected) => {
    expect(await fits('HAS_PURCHASED', given)).toBe(expected);
  });

  it.each<[string, Given, string]>([
    ['on a day of the zone', { is: '2026-03-02' }, 'Ann'],
    ['not on that of UTC', { is: '2026-03-01' }, ''],
    ['today, up to its last instant', { is: 'today' }, 'Bob'],
    ['not tomorrow, which has not come', { gte: 'tomorrow' }, ''],
    ['after a day', { gt: '2026-11-22' }, 'Bob'],
    ['after the day itself', { gt: '2026-11-23' }, ''],
    ['on or after a day', { gte: '2026-06-15' }, 'Ann Bob'],
    ['before a day', { lt: '2026-02-01' }, 'Ann'],
    ['on or before a day', { lte: '2026-02-01' }, 'Ann Bob'],
    ['between days, without both', { between: { from: '2026-01-10', to: '2026-02-02' } }, 'Bob'],
    ['between neighbours', { between: { from: '2026-02-01', to: '2026-02-02' } }, ''],
    ['not between days', { notBetween: { from: '2026-01-10', to: '2026-11-23' } }, 'Ann Bob'],
    ['not on a day', { isNot: '2026-05-05' }, 'Ann Bob Eve'],
    ['on one of some days', { in: ['2026-01-10', '2026-05-05'] }, 'Ann Cid'],
    ['on none of some days', { notIn: ['2026-05-05', '2026-04-01'] }, 'Ann Bob Eve'],
    ['on a relative day', { gt: '6 months ago' }, 'Ann Bob'],
    ['on any day', { isNull: false }, 'Ann Bob Cid Eve'],
  ])('%s', async (_, date, expected) => {
    expect(await fits('HAS_PURCHASED', { date })).toBe(expected);
  });

  it.each<[string, Given, string]>([
    ['one order of a category', { ...dairy, number: { is: 1 } }, 'Bob Cid'],
    ['what is of no known product', { where: { product: { category: { isNull: true } } } }, 'Eve'],
    [
      'two orders without a category',
      { where: { product: { category: { isEmpty: true } } }, number: { is: 2 } },
      'Eve',
    ],
    ['what is of another category', { where: { product: { category: { isNot: 'Fruit' } } } }, 'Ann Bob Cid Eve'],
    ['what has a price', { where: { product: { msrp: { gt: 1 } } } }, 'Ann Bob Cid'],
    ['in a store', { where: { line: { storeId: { is: 'S2' } } } }, 'Ann Cid'],
    ['several of it', { where: { line: { quantity: { gte: 2 } } } }, 'Ann'],
    ['for no known currency', { where: { line: { currency: { isNull: true } } } }, 'Eve'],
    [
      'a line with a value beside its columns',
      { where: { lineAttributes: [{ name: 'gift', text: { is: 'yes' } }] } },
      'Ann',
    ],
    ['an order with one', { where: { orderAttributes: [{ name: 'gift', text: { is: 'no' } }] } }, 'Ann'],
    ['a large order', { where: { order: { revenue: { gte: 20 } } } }, 'Ann Cid'],
    [
      'with orders of which nothing is known',
      { where: { order: { paymentMethod: { isNull: true } } } },
      'Ann Bob Cid Eve',
    ],
    [
      'in one line all that is asked',
      { where: { order: { paymentMethod: { is: 'card' } }, product: { category: { is: 'Dairy' } } } },
      'Ann',
    ],
    [
      'not in one line what is in two',
      {
        where: { line: { storeId: { is: 'S2' } }, product: { category: { is: 'Dairy' } } },
        date: { lt: '2026-03-01' },
      },
      '',
    ],
  ])('%s', async (_, given, expected) => {
    expect(await fits('HAS_PURCHASED', given)).toBe(expected);
  });
});

describe('who has not purchased', () => {
  it.each<[string, Given, string]>([
    ['anything: those of returns alone too', {}, 'Dot Fay'],
    ['after a day', { date: { gt: '2026-05-01' } }, 'Dot Eve Fay'],
    ['of a category', dairy, 'Dot Eve Fay'],
    [
      'with more filters are more',
      { where: { ...dairy.where, line: { storeId: { is: 'S2' } } } },
      'Bob Cid Dot Eve Fay',
    ],
  ])('%s', async (_, given, expected) => {
    expect(await fits('HAS_NOT_PURCHASED', given)).toBe(expected);
  });
});

describe('who first purchased', () => {
  it.each<[string, Given, string]>([
    ['at all', {}, 'Ann Bob Cid Eve'],
    ['before a day', { date: { lt: '2026-04-02' } }, 'Ann Bob Eve'],
    ['on the day that the order was placed', { date: { is: '2026-04-01' } }, 'Eve'],
    ['not on that of a later line of it', { date: { is: '2026-04-03' } }, ''],
    ['not on a day', { date: { isNot: '2026-05-05' } }, 'Ann Bob Eve'],
    // Bob, Cid and Eve began with something else.
    ['of a category', dairy, 'Ann'],
    ['of equal instants by the smaller number', fruit, 'Ann Bob Cid Eve'],
    ['of a category on a day', { ...fruit, date: { gt: '2026-02-01' } }, 'Cid Eve'],
  ])('%s', async (_, given, expected) => {
    expect(await fits('FIRST_PURCHASE', given)).toBe(expected);
  });
});

describe('who purchased again', () => {
  it.each<[string, Given, string]>([
    ['at all', {}, 'Ann Bob Cid Eve'],
    ['after a day', { date: { gt: '2026-06-01' } }, 'Ann Bob'],
    ['before a day', { date: { lt: '2026-05-01' } }, 'Ann Eve'],
    ['of a category', dairy, 'Ann Bob Cid'],
    ['of one of the first order alone', { ...fruit, date: { lt: '2026-06-01' } }, ''],
  ])('%s', async (_, given, expected) => {
    expect(await fits('REPEAT_PURCHASE', given)).toBe(expected);
  });
});

describe('whose most frequent order', () => {
  it.each<[string, Given, string]>([
    ['is of a category, beside an equal one', { values: { category: 'Dairy' } }, 'Ann Bob Cid'],
    ['is of what has a category', { values: { category: 'Fruit' } }, 'Ann Bob Cid Eve'],
    ['is of a category on some days', { values: { category: 'Dairy' }, date: { lt: '2026-06-01' } }, 'Ann Cid'],
    ['is of the other on these', { values: { category: 'Fruit' }, date: { lt: '2026-06-01' } }, 'Bob Cid Eve'],
    ['is of a category in a store', { values: { category: 'Fruit', storeId: 'S1' } }, 'Ann Bob Eve'],
    ['is of another in it', { values: { category: 'Dairy', storeId: 'S1' } }, 'Bob Cid'],
    ['is of a subcategory', { values: { subcategory: 'Odds' } }, 'Eve'],
    ['is of a value that nothing has', { values: { gender: 'F' } }, ''],
    ['is of what is asked alone', { values: { category: 'Dairy' }, where: { line: { storeId: { is: 'S2' } } } }, 'Ann'],
  ])('%s', async (_, given, expected) => {
    expect(await fits('MOST_FREQUENT_ORDER', given)).toBe(expected);
  });
});

describe('whose value of orders', () => {
  it.each<[string, Given, string]>([
    ['is more', { number: { gt: 35 } }, 'Ann Eve'],
    ['is exactly', { number: { is: '35.50' } }, 'Ann'],
    // Cid's are of two currencies.
    ['is less', { number: { lt: 5000 } }, 'Ann Bob Eve'],
    ['lies between, without both', { number: { between: { from: 10, to: '41.5' } } }, 'Ann'],
    ['is not known', { number: { isNull: true } }, 'Cid'],
    ['is more in one currency', { number: { gt: 100 }, where: { line: { currency: { is: 'EUR' } } } }, 'Cid'],
    ['is more of a category', { number: { gt: 10 }, ...dairy }, 'Ann Cid'],
    ['is less since a day', { number: { lt: 20.6 }, date: { gt: '2026-01-31' } }, 'Ann Bob'],
  ])('%s', async (_, given, expected) => {
    expect(await fits('TOTAL_VALUE', given)).toBe(expected);
  });
});

it.each<[string, Given, string]>([
  ['unified_itemized_transactions', {}, 'unified_itemized_transactions'],
  ['unified_transactions', { where: { order: { revenue: { gt: 1 } } } }, 'unified_transactions'],
  ['products', dairy, 'products'],
])('refuses what reads the table %s, by which no segment may be made', async (table, given, named) => {
  const none = new Set<string>();
  const notSegmentable = { tables: new Set([table]), columns: none, attributes: none, metrics: none };
  const refusing = await askSegments(database, { scope: { ...berlin, notSegmentable }, profileDay: null });
  await expect(refusing.fits(purchase('HAS_PURCHASED', given))).rejects.toThrow(
    `"include.groups[0].conditions[0].purchase" asks by the table "${named}", by which no segment may be made here`,
  );
});

it('sees nothing that came after the day that is asked for', async () => {
  const fitsOn = async (asOf: string, behaviour: string, given: Given): Promise<string> => {
    const past = await askSegments(database, { scope: berlin, profileDay: null, asOf });
    return (await past.fits(purchase(behaviour, given))).join(' ');
  };
  expect(await fitsOn('2026-01-31', 'HAS_PURCHASED', {})).toBe('Ann');
  expect(await fitsOn('2026-01-31', 'HAS_NOT_PURCHASED', {})).toBe('Bob Cid Dot Eve Fay');
  expect(await fitsOn('2026-02-15', 'REPEAT_PURCHASE', {})).toBe('');
  expect(await fitsOn('2026-03-02', 'REPEAT_PURCHASE', {})).toBe('Ann');
  expect(await fitsOn('2026-11-24', 'TOTAL_VALUE', { number: { is: 1010 } })).toBe('Bob');
  expect(await fitsOn('2026-04-02', 'HAS_PURCHASED', { date: { gt: '10 days ago' } })).toBe('Eve');
});

it('shows what each customer did', async () => {
  const asked = [
    purchase('FIRST_PURCHASE', {}),
    purchase('HAS_PURCHASED', { ...dairy, number: { gt: 0 } }),
    purchase('HAS_NOT_PURCHASED', fruit),
    purchase('REPEAT_PURCHASE', {}),
    purchase('MOST_FREQUENT_ORDER', { values: { category: 'Dairy', storeId: 'S1' } }),
    purchase('TOTAL_VALUE', { number: { gt: 5 } }),
  ];
  const { context, definition } = await asking.prepare({ include: { groups: [{ conditions: asked }] } });
  const values = explained(context, definition).include[0]?.conditions.map(({ value }) => value ?? sql`null`) ?? [];
  const rows = await asking.scope.db.query<{ id: string; values: (string | null)[] }>(
    sql`select c.customer_id as id, array[${sql.join(values, sql`, `)}] as values from facet.customers c order by 1`,
  );
  expect(Object.fromEntries(rows.map((row) => [row.id, row.values]))).toEqual({
    Ann: ['2026-01-10', '2', '2', '2', 'Fruit / S1', '35.5 EUR'],
    Bob: ['2026-02-01', '1', '1', '1', 'Dairy / S1, Fruit / S1', '10 EUR'],
    Cid: ['2026-05-05', '1', '1', '1', 'Dairy / S1, Fruit / S2', '300 EUR, 50 USD'],
    Dot: [null, '0', '0', '0', null, null],
    Eve: ['2026-04-01', '0', '1', '1', 'Fruit / S1', '41.5 EUR'],
    Fay: [null, '0', '0', '0', null, null],
  });
});
