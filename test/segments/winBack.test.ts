import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import { definitionSentence } from '../../src/segments/definition/definitionSentence.js';
import { addDay } from '../population/people.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { askSegments, type SegmentAsking } from './support/askSegments.js';

/** On 2 March: DE or AT, no order for 90 days, worth at least 300 a year, contactable, not contacted this week. */
const winBack = {
  include: {
    groups: [
      {
        conditions: [
          { column: { name: 'country', text: { in: ['DE', 'AT'] } } },
          { purchase: { behaviour: 'HAS_NOT_PURCHASED', date: { gte: '90 days ago' } } },
          { attribute: { name: 'REVENUE_12M', number: { gte: 300 } } },
          { contactable: { by: ['EMAIL', 'PHONE', 'ADDRESS'] } },
        ],
      },
    ],
  },
  exclude: [{ conditions: [{ campaign: { has: true, states: ['TARGETED'], executed: { gte: '7 days ago' } } }] }],
};

/** Country, last order, worth, e-mail, last day of a campaign. */
const people = {
  fits: ['DE', '2025-12-01', 300, 'a@x', null],
  fitsToo: ['AT', '2025-06-01', 999, 'b@x', '2026-02-22'],
  neverOrdered: ['DE', null, 400, 'c@x', null],
  fromFrance: ['FR', '2025-06-01', 400, 'd@x', null],
  // 90 days before 2 March is 2 December.
  orderedLately: ['DE', '2025-12-02', 400, 'e@x', null],
  worthLess: ['DE', '2025-06-01', 299.99, 'f@x', null],
  worthNobodyKnows: ['DE', '2025-06-01', null, 'g@x', null],
  outOfReach: ['AT', '2025-06-01', 400, null, null],
  contacted: ['AT', '2025-06-01', 400, 'h@x', '2026-02-23'],
} as const;

let database: TestDatabase;
let asking: SegmentAsking;

beforeAll(async () => {
  database = await cloneDatabase();
  const { client } = database;
  await changeCatalogue(
    client,
    () => [{ kind: 'add', alias: 'REVENUE_12M', dataType: 'decimal', description: 'What a year brought.' }],
    { today: '2026-03-02' },
  );
  await addDay(database, '2026-03-01');
  for (const [customer_id, [country, ordered, worth, email, contacted]] of Object.entries(people)) {
    const completion = email === null ? 0 : 1;
    await client`insert into facet.customers ${client({ customer_id, country, email, email_completion: completion, source_records: 1, load_id: 0 })}`;
    await client`insert into facet.customer_profiles ${client({ customer_id, profile_date: '2026-03-01', load_id: 1, field1: worth })}`;
    if (ordered !== null)
      await client`insert into facet.unified_itemized_transactions ${client({ customer_id, order_id: customer_id, line_id: '1', order_datetime: ordered, item_revenue: 10, load_id: 0 })}`;
    if (contacted !== null)
      await client`insert into facet.campaign_targetings ${client({ customer_id, execution_date: contacted, plan_id: 'P', plan_detail_id: 'P-2', last_updated_time: contacted, load_id: 0 })}`;
  }
  asking = await askSegments(database);
});
afterAll(() => database?.drop());

it('finds whom a marketer would win back', async () => {
  expect(await asking.members(winBack)).toEqual(['fits', 'fitsToo', 'neverOrdered']);
});

it('reads back as a sentence', async () => {
  const { definition } = await asking.prepare(winBack);
  expect(definitionSentence(definition)).toBe(
    'Customers whose country is DE or AT and who did not order on a day that is 90 days ago or later and whose REVENUE_12M is at least 300 and who can be reached by e-mail or by phone or by post, without those who were part of a campaign as TARGETED on a day that is 7 days ago or later.',
  );
});
