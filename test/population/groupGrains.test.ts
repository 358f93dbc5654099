import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import { readConfig } from '../../src/config.js';
import { serve } from '../../src/serve.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { addCustomers } from '../support/sample.js';
import { askGroups } from './askGroups.js';
import { addDay } from './people.js';

/** When each customer came, and a day; the edges of a year, a week, and both changes of the clocks in Paris. */
const customers = [
  ['A', '2025-12-31T22:59:59.999999Z', '2025-12-31'], // 23:59:59 in Paris, a Wednesday
  ['B', '2025-12-31T23:00:00Z', '2026-01-01'], // midnight in Paris
  ['C', '2025-12-31T23:30:00Z', '2026-01-04'], // 00:30 in Paris; the day is a Sunday
  ['D', '2026-03-28T23:30:00Z', '2026-01-05'], // 00:30 in Paris on the 29th, before the clocks go on; the day is a Monday
  ['E', '2026-03-31T21:59:00Z', '2026-03-31'], // 23:59 in Paris, summer time
  ['F', '2026-03-31T22:00:00Z', '2026-04-01'], // midnight in Paris, summer time; 23:00 in winter time
  ['G', '2026-10-25T22:30:00Z', null], // 23:30 in Paris, winter time again
  ['H', null, '2024-02-29'],
] as const;

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  await addCustomers(
    database,
    customers.map(([id]) => ({ id })),
  );
  await changeCatalogue(
    database.client,
    () => [
      { kind: 'add', alias: 'DAY', dataType: 'date', description: 'A day.' },
      { kind: 'add', alias: 'AT', dataType: 'datetime', description: 'An instant.' },
    ],
    { today: '2026-11-02' },
  );
  await addDay(database, '2026-11-01');
  for (const [id, at, day] of customers) {
    await database.client`update facet.customers set create_dt = ${at}, birthdate = ${day} where customer_id = ${id}`;
    await database.client`
      insert into facet.customer_profiles (customer_id, profile_date, load_id, date1, time1)
      values (${id}, '2026-11-01', 1, ${day}, ${at})`;
  }
});
afterAll(() => database.drop());

async function idsBy(grouping: object, timeZone: string): Promise<string> {
  const graph = await openGraph(database, '2026-11-02', timeZone);
  const { errors, groups } = await askGroups(
    graph,
    { groupBy: [grouping] },
    'count minimum(column: ID) maximum(column: ID)',
  );
  expect(errors).toEqual([]);
  return groups.map((group) => group.map(String).join(' ')).join(', ');
}

describe.each([
  ['a column', { column: 'CREATED_AT' }, { column: 'BIRTHDATE' }],
  ['an attribute', { attribute: 'AT' }, { attribute: 'DAY' }],
])('%s', (_, instant, day) => {
  it.each([
    ['UTC', 'DAY', '2025-12-31 3 A C, 2026-03-28 1 D D, 2026-03-31 2 E F, 2026-10-25 1 G G, null 1 H H'],
    ['UTC', 'MONTH', '2025-12-01 3 A C, 2026-03-01 3 D F, 2026-10-01 1 G G, null 1 H H'],
    ['UTC', 'WEEK', '2025-12-29 3 A C, 2026-03-23 1 D D, 2026-03-30 2 E F, 2026-10-19 1 G G, null 1 H H'],
    [
      'Europe/Paris',
      'DAY',
      '2025-12-31 1 A A, 2026-01-01 2 B C, 2026-03-29 1 D D, 2026-03-31 1 E E, 2026-04-01 1 F F, 2026-10-25 1 G G, null 1 H H',
    ],
    [
      'Europe/Paris',
      'MONTH',
      '2025-12-01 1 A A, 2026-01-01 2 B C, 2026-03-01 2 D E, 2026-04-01 1 F F, 2026-10-01 1 G G, null 1 H H',
    ],
    ['Europe/Paris', 'WEEK', '2025-12-29 3 A C, 2026-03-23 1 D D, 2026-03-30 2 E F, 2026-10-19 1 G G, null 1 H H'],
    ['Europe/Paris', 'QUARTER', '2025-10-01 1 A A, 2026-01-01 4 B E, 2026-04-01 1 F F, 2026-10-01 1 G G, null 1 H H'],
    ['Europe/Paris', 'YEAR', '2025-01-01 1 A A, 2026-01-01 6 B G, null 1 H H'],
    // 13 hours ahead in summer: D is on a Sunday all the same, E and F on the 1st of April.
    ['Pacific/Auckland', 'MONTH', '2026-01-01 3 A C, 2026-03-01 1 D D, 2026-04-01 2 E F, 2026-10-01 1 G G, null 1 H H'],
  ])('of instants in %s by %s', async (zone, grain, expected) => {
    expect(await idsBy({ ...instant, grain }, zone)).toBe(expected);
  });

  it.each([
    [
      'DAY',
      '2024-02-29 1 H H, 2025-12-31 1 A A, 2026-01-01 1 B B, 2026-01-04 1 C C, 2026-01-05 1 D D, 2026-03-31 1 E E, 2026-04-01 1 F F, null 1 G G',
    ],
    ['WEEK', '2024-02-26 1 H H, 2025-12-29 3 A C, 2026-01-05 1 D D, 2026-03-30 2 E F, null 1 G G'],
    ['MONTH', '2024-02-01 1 H H, 2025-12-01 1 A A, 2026-01-01 3 B D, 2026-03-01 1 E E, 2026-04-01 1 F F, null 1 G G'],
    ['QUARTER', '2024-01-01 1 H H, 2025-10-01 1 A A, 2026-01-01 4 B E, 2026-04-01 1 F F, null 1 G G'],
    ['YEAR', '2024-01-01 1 H H, 2025-01-01 1 A A, 2026-01-01 5 B F, null 1 G G'],
  ])('of days by %s, whatever the zone', async (grain, expected) => {
    for (const zone of ['UTC', 'Europe/Paris', 'America/Los_Angeles'])
      expect(await idsBy({ ...day, grain }, zone)).toBe(expected);
  });
});

it('a server puts instants on the days of its configured zone', async () => {
  const config = { ...readConfig({}), port: 0, timeZone: 'Europe/Paris' };
  const serving = await serve(config, database.target, pino({ level: 'silent' }));
  try {
    const response = await fetch(`${serving.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: `{ customersAggregate(filter: { id: { is: "C" } }, groupBy: [{ column: CREATED_AT, grain: MONTH }]) {
          edges { node { keys { value } } } } }`,
      }),
    });
    expect(await response.json()).toEqual({
      data: { customersAggregate: { edges: [{ node: { keys: [{ value: '2026-01-01' }] } }] } },
    });
  } finally {
    await serving.stop();
  }
});
