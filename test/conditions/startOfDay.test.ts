import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { run } from '../../src/db/runStatement.js';
import { startOfDay } from '../../src/conditions/startOfDay.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { askSegments } from '../segments/support/askSegments.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

it.each([
  ['UTC', '2026-11-01', '2026-11-01T00:00:00Z'],
  ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00Z'],
  ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00Z'],
  ['Asia/Kathmandu', '2026-11-01', '2026-10-31T18:15:00Z'],
  // Back from one o'clock to midnight: there are two.
  ['America/Havana', '2026-11-01', '2026-11-01T04:00:00Z'],
  ['America/Havana', '2026-11-02', '2026-11-02T05:00:00Z'],
  ['Atlantic/Azores', '2026-10-25', '2026-10-25T00:00:00Z'],
  // Forth from midnight to one o'clock: there is none.
  ['America/Havana', '2026-03-08', '2026-03-08T05:00:00Z'],
  ['America/Santiago', '2026-09-06', '2026-09-06T04:00:00Z'],
  // Back from midnight to eleven.
  ['America/Santiago', '2026-04-05', '2026-04-05T04:00:00Z'],
  ['America/Santiago', '2026-04-04', '2026-04-04T03:00:00Z'],
])('in %s %s begins at %s', async (timeZone, day, instant) => {
  const [row] = await run<{ same: boolean }>(
    database.client,
    sql`select ${startOfDay(sql`${day}::date`, timeZone)} = ${instant}::timestamptz as same`,
  );
  expect(row?.same).toBe(true);
});

it('both hours behind midnight belong to their day', async () => {
  const { client } = database;
  for (const [id, at] of [
    ['before', '2026-11-01T03:59:59Z'],
    ['first', '2026-11-01T04:30:00Z'],
    ['second', '2026-11-01T05:30:00Z'],
    ['last', '2026-11-02T04:59:59Z'],
    ['after', '2026-11-02T05:00:00Z'],
  ] as const)
    await client`insert into facet.customers (customer_id, create_dt, source_records, load_id) values (${id}, ${at}, 1, 0)`;
  const { fits } = await askSegments(database, { scope: { timeZone: 'America/Havana' } });
  expect(await fits({ column: { name: 'createdAt', dateTime: { is: '2026-11-01' } } })).toEqual([
    'first',
    'last',
    'second',
  ]);
  expect(await fits({ column: { name: 'createdAt', dateTime: { lt: '2026-11-01' } } })).toEqual(['before']);
});

it('is worked out once, not for each row', async () => {
  const rows = await run<Readonly<Record<string, string>>>(
    database.client,
    sql`explain select from facet.customers where create_dt < ${startOfDay(sql`(${'2026-11-01'}::date + 1)`, 'America/Havana')}`,
  );
  expect(JSON.stringify(rows)).toContain(`create_dt < '2026-11-02`);
});
