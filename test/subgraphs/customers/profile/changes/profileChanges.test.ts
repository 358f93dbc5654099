import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changeCatalogue } from '../../../../../src/catalogue/changeCatalogue.js';
import { cloneDatabase, type TestDatabase } from '../../../../support/database.js';
import { openGraph } from '../../../../support/graph.js';
import { addCustomers } from '../../../../support/sample.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

/**
 * | customer | 1st       | 2nd       | 3rd       | 4th (not complete) | 5th       |
 * | A        | 10, x     | 11, x     | 10, y     | 99, z              | 12, x     |
 * | B        | 5, b      | 5, b      | 5, b      | 5, b               | 5, b      |
 * | NEW      | –         | –         | 7, n      | 7, n               | 7, n      |
 * | GONE     | 3, g      | 3, g      | –         | –                  | –         |
 */
beforeAll(async () => {
  database = await cloneDatabase();
  const { client } = database;
  await addCustomers(
    database,
    ['A', 'B', 'NEW', 'GONE'].map((id) => ({ id })),
  );
  await changeCatalogue(
    client,
    () => [
      { kind: 'add', alias: 'POINTS', dataType: 'decimal', description: 'Points.' },
      { kind: 'add', alias: 'LETTER', dataType: 'text', description: 'A letter.' },
      { kind: 'add', alias: 'SEEN', dataType: 'datetime', description: 'An instant.' },
    ],
    { today: '2026-03-06' },
  );
  await client`select facet.ensure_partitions('customer_profiles', '2026-03-01', '2026-03-31')`;
  await client`insert into facet.loads (kind, started_at, code_version) values ('snapshot', now(), 'test')`;
  const rows = [
    ['A', 1, 10, 'x'],
    ['A', 2, 11, 'x'],
    ['A', 3, 10, 'y'],
    ['A', 4, 99, 'z'],
    ['A', 5, 12, 'x'],
    ...[1, 2, 3, 4, 5].map((day) => ['B', day, 5, 'b'] as const),
    ...[3, 4, 5].map((day) => ['NEW', day, 7, 'n'] as const),
    ...[1, 2].map((day) => ['GONE', day, 3, 'g'] as const),
  ] as const;
  for (const [customer, day, points, letter] of rows)
    await client`
      insert into facet.customer_profiles (customer_id, profile_date, load_id, field1, str1, time1)
      values (${customer}, ${`2026-03-0${day}`}, 1, ${points}, ${letter}, ${`2026-03-0${day}T10:00:00.000001Z`})`;
  await client`
    insert into facet.profile_days (profile_date, load_id, rows, complete)
    select day, (select max(load_id) from facet.loads), 4, day <> '2026-03-04'
    from generate_series('2026-03-01'::date, '2026-03-05', '1 day') as days (day)`;
  graph = await openGraph(database, '2026-03-06');
});
afterAll(() => database.drop());

const ask = async (id: string, from: string, to: string, names: readonly string[] | null = ['POINTS', 'LETTER']) => {
  const { data, errors } = await graph.ask(
    `query ($id: ID!, $from: Date!, $to: Date!, $names: [String!]) { customer(id: $id) {
      profileChanges(from: $from, to: $to, names: $names) { name before after firstChangedOn } } }`,
    { id, from, to, names },
  );
  return { errors, changes: (data?.['customer'] as { profileChanges: unknown } | null)?.profileChanges };
};

describe('profileChanges', () => {
  it('is the net change between two days, with the first day it differed', async () => {
    // LETTER was y in between and is x again: no net change. POINTS first differed on the 2nd.
    expect((await ask('A', '2026-03-01', '2026-03-05')).changes).toEqual([
      { name: 'POINTS', before: '10', after: '12', firstChangedOn: '2026-03-02' },
    ]);
    expect((await ask('A', '2026-03-02', '2026-03-03', ['letter', 'FIELD1'])).changes).toEqual([
      { name: 'LETTER', before: 'x', after: 'y', firstChangedOn: '2026-03-03' },
      { name: 'FIELD1', before: '11', after: '10', firstChangedOn: '2026-03-03' },
    ]);
  });

  it('reads the newest complete day on or before each end', async () => {
    // The 4th is not complete, so it stands for the 3rd; the 99 of that day is never seen.
    expect((await ask('A', '2026-03-01', '2026-03-04', ['POINTS'])).changes).toEqual([]);
    expect((await ask('A', '2026-03-04', '2026-12-31', ['POINTS'])).changes).toEqual([
      { name: 'POINTS', before: '10', after: '12', firstChangedOn: '2026-03-05' },
    ]);
    expect((await ask('A', '2026-01-01', '2026-02-01')).changes).toEqual([]);
  });

  it('is empty for a customer who stayed the same', async () => {
    expect((await ask('B', '2026-03-01', '2026-03-05')).changes).toEqual([]);
  });

  it('begins with null for a customer who is new, or before all days, and ends with null for one who is gone', async () => {
    expect((await ask('NEW', '2026-03-01', '2026-03-05', ['POINTS'])).changes).toEqual([
      { name: 'POINTS', before: null, after: '7', firstChangedOn: '2026-03-03' },
    ]);
    expect((await ask('B', '2026-02-01', '2026-03-05', ['POINTS'])).changes).toEqual([
      { name: 'POINTS', before: null, after: '5', firstChangedOn: '2026-03-01' },
    ]);
    expect((await ask('GONE', '2026-03-01', '2026-03-05', ['LETTER'])).changes).toEqual([
      { name: 'LETTER', before: 'g', after: null, firstChangedOn: '2026-03-03' },
    ]);
  });

  it('has all aliases when no names are given, instants in ISO 8601', async () => {
    expect((await ask('A', '2026-03-01', '2026-03-05', null)).changes).toEqual([
      { name: 'POINTS', before: '10', after: '12', firstChangedOn: '2026-03-02' },
      {
        name: 'SEEN',
        before: '2026-03-01T10:00:00.000001Z',
        after: '2026-03-05T10:00:00.000001Z',
        firstChangedOn: '2026-03-02',
      },
    ]);
  });

  it('refuses unknown names and ends in the wrong order', async () => {
    expect((await ask('A', '2026-03-01', '2026-03-05', ['POINT'])).errors[0]).toMatchObject({
      code: 'UNKNOWN_ATTRIBUTE',
      message: 'There is no attribute "POINT". Did you mean "POINTS"?',
    });
    expect((await ask('A', '2026-03-05', '2026-03-01')).errors[0]?.message).toBe(
      '"from" is 2026-03-05, which is after "to", 2026-03-01.',
    );
  });

  it('is as many statements for all customers as for one', async () => {
    const page = `query ($first: Int) { customers(first: $first) { edges { node {
      profileChanges(from: "2026-03-01", to: "2026-03-05") { name } } } } }`;
    const one = await graph.ask(page, { first: 1 });
    const all = await graph.ask(page, { first: 4 });
    expect(all.errors).toEqual([]);
    expect(all.statements.map(({ text }) => text)).toEqual(one.statements.map(({ text }) => text));
    expect(all.statements).toHaveLength(3);
  });
});
