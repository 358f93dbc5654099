import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { explained } from '../../../src/segments/compileSegment.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { askSegments, type SegmentAsking } from '../support/askSegments.js';
import { addContactHistory } from '../support/contactHistory.js';

let database: TestDatabase;
let asking: SegmentAsking;

const berlin = { now: new Date('2026-11-23T12:00:00Z'), timeZone: 'Europe/Berlin' };

beforeAll(async () => {
  database = await cloneDatabase();
  await addContactHistory(database);
  asking = await askSegments(database, { scope: berlin, profileDay: null });
});
afterAll(() => database.drop());

type Given = Readonly<Record<string, unknown>>;

describe('who had a part in campaigns', () => {
  it.each<[string, Given, string]>([
    ['of any kind', { has: true }, 'Ann Bob Cid Dot Eve'],
    ['of none', { has: false }, 'Fay'],
    ['who were targeted, with an action that is not known too', { states: ['TARGETED'] }, 'Ann Cid Eve'],
    ['who were control', { states: ['CONTROL'] }, 'Bob'],
    ['who were excluded', { states: ['EXCLUDED'] }, 'Ann Dot'],
    ['who were control or excluded', { states: ['CONTROL', 'EXCLUDED'] }, 'Ann Bob Dot'],
    ['who were never targeted', { has: false, states: ['TARGETED'] }, 'Bob Dot Fay'],
    ['of a campaign', { planIds: ['P2'] }, 'Ann Cid Dot'],
    ['of an action', { actionIds: ['P1-2', 'P2-2'] }, 'Ann Cid'],
    ['of a target group', { targetGroupIds: ['T1'] }, 'Ann Bob Eve'],
    // Nothing is sent to control, whatever channels its action has.
    ['by a channel', { channelIds: [10] }, 'Ann Cid'],
    ['by another channel', { channelIds: [20] }, 'Ann'],
    ['by a channel that is not used', { channelIds: [30] }, ''],
    ['on a day', { executed: { is: '2026-02-05' } }, 'Ann Bob'],
    ['on one of some days', { executed: { in: ['2026-02-06', '2026-01-05'] } }, 'Ann Eve'],
    ['after a day, up to today', { executed: { gt: '2026-03-04' } }, 'Ann Cid Dot'],
    ['between days, without both', { executed: { between: { from: '2026-02-05', to: '2026-03-05' } } }, 'Eve'],
    ['not within the last 270 days', { has: false, executed: { gt: '270 days ago' } }, 'Bob Eve Fay'],
    ['several times', { times: { gte: 2 } }, 'Ann'],
    ['less than twice: never those who were in none', { times: { lt: 2 } }, 'Bob Cid Dot Eve'],
    ['twice in one campaign', { planIds: ['P1'], times: { is: 2 } }, 'Ann'],
    ['first on a day', { first: { is: '2026-03-05' } }, 'Cid Dot'],
    ['first and last on other days', { first: { lt: '2026-02-01' }, last: { gt: '2026-03-01' } }, 'Ann'],
    ['last on a day when they were targeted', { states: ['TARGETED'], last: { is: '2026-02-05' } }, 'Ann'],
    ['who redeemed a coupon of it from its day on', { redeemed: true }, 'Ann'],
    ['who redeemed none at least once', { redeemed: false }, 'Ann Bob Cid Dot Eve'],
    ['who redeemed none of it in the same part', { redeemed: false, planIds: ['P1'] }, 'Ann Bob Eve'],
    ['who never redeemed one', { has: false, redeemed: true }, 'Bob Cid Dot Eve Fay'],
  ])('%s', async (_, campaign, expected) => {
    expect((await asking.fits({ campaign })).join(' ')).toBe(expected);
  });
});

describe('who were on lists that were delivered', () => {
  it.each<[string, Given, string]>([
    ['of any kind', { has: true }, 'Ann Bob Cid'],
    ['of none', { has: false }, 'Dot Eve Fay'],
    ['of a campaign', { campaignIds: ['P1', 'P9'] }, 'Ann Bob'],
    ['to a destination', { destinationIds: ['sms'] }, 'Ann'],
    ['in a sub-audience', { subAudienceIds: ['vip'] }, 'Ann'],
    ['with a treatment', { treatmentIds: ['t2'] }, 'Bob'],
    ['as control', { control: true }, 'Bob'],
    ['not as control', { control: false }, 'Ann Cid'],
    ['on a day of the zone', { delivered: { is: '2026-03-01' } }, 'Bob'],
    ['not on that of UTC', { delivered: { is: '2026-02-28' } }, ''],
    ['today, up to its last instant', { delivered: { is: 'today' } }, 'Cid'],
    ['on one of some days', { delivered: { in: ['2026-01-05', '2026-03-01'] } }, 'Ann Bob'],
    ['twice: a list to two destinations counts for each', { times: { is: 2 } }, 'Ann Cid'],
    ['first before a day', { first: { lt: '2026-03-02' } }, 'Ann Bob'],
    ['last on a day', { last: { is: '2026-03-01' } }, 'Bob'],
    ['last on one of some days', { last: { in: ['2026-03-01', 'today'] } }, 'Bob Cid'],
    ['last on none of some days', { last: { notIn: ['2026-03-01', 'today'] } }, 'Ann'],
  ])('%s', async (_, activation, expected) => {
    expect((await asking.fits({ activation })).join(' ')).toBe(expected);
  });
});

it('sees nothing that came after the day that is asked for', async () => {
  const fitsOn = async (asOf: string, condition: Given): Promise<string> => {
    const past = await askSegments(database, { scope: berlin, profileDay: null, asOf });
    return (await past.fits(condition)).join(' ');
  };
  expect(await fitsOn('2026-02-05', { campaign: { has: true } })).toBe('Ann Bob');
  expect(await fitsOn('2026-01-06', { campaign: { redeemed: true } })).toBe('');
  expect(await fitsOn('2026-01-07', { campaign: { redeemed: true } })).toBe('Ann');
  expect(await fitsOn('2026-11-24', { campaign: { redeemed: true } })).toBe('Ann Cid');
  expect(await fitsOn('2026-02-28', { activation: { has: true } })).toBe('Ann');
  expect(await fitsOn('2026-03-01', { activation: { has: true } })).toBe('Ann Bob');
  expect(await fitsOn('2026-11-24', { activation: { last: { is: 'yesterday' } } })).toBe('Cid');
});

it.each([
  ['campaign', 'campaign_targetings'],
  ['activation', 'campaign_recipients'],
])('refuses conditions of the kind %s where no segment may be made by its table', async (kind, table) => {
  const none = new Set<string>();
  const notSegmentable = { tables: new Set([table]), columns: none, attributes: none, metrics: none };
  const refusing = await askSegments(database, { scope: { ...berlin, notSegmentable }, profileDay: null });
  await expect(refusing.fits({ [kind]: { has: true } })).rejects.toThrow(
    `"include.groups[0].conditions[0].${kind}" asks by the table "${table}", by which no segment may be made here`,
  );
});

it('shows how often and when', async () => {
  const conditions = [{ campaign: { states: ['TARGETED'] } }, { activation: { control: false } }];
  const { context, definition } = await asking.prepare({ include: { groups: [{ conditions }] } });
  const values = explained(context, definition).include[0]?.conditions.map(({ value }) => value ?? sql`null`) ?? [];
  const rows = await asking.scope.db.query<{ id: string; values: (string | null)[] }>(
    sql`select c.customer_id as id, array[${sql.join(values, sql`, `)}] as values from facet.customers c
      where c.customer_id in ('Ann', 'Bob', 'Cid')`,
  );
  expect(Object.fromEntries(rows.map((row) => [row.id, row.values]))).toEqual({
    Ann: ['2, from 2026-01-05 to 2026-02-05', '2, from 2026-01-05 to 2026-01-05'],
    Bob: ['0', '0'],
    Cid: ['1, from 2026-03-05 to 2026-03-05', '2, from 2026-05-01 to 2026-11-23'],
  });
});
