import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changeCatalogue } from '../../../../../src/catalogue/changeCatalogue.js';
import { addDays } from '../../../../../src/lib/time/days.js';
import { cloneDatabase, type TestDatabase } from '../../../../support/database.js';
import { openGraph } from '../../../../support/graph.js';
import { addCustomers } from '../../../../support/sample.js';
import { addSnapshots } from '../../impact/impactSample.js';
import { runsOf } from '../../../../support/runsOf.js';

const firstDay = '2026-02-24';
const dayCount = 9;
const days = Array.from({ length: dayCount }, (_, n) => addDays(firstDay, n));
// Capitals come before small letters, and a byte order is not that of a language.
const customers = ['A', 'B', 'a', 'á', 'Z9'];
const columns = { POINTS: 'field1', LETTER: 'str1', DAY: 'date1', EARLY: 'field2' } as const;
type Name = keyof typeof columns;

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

/** EARLY is without a meaning from the fifth day on. */
beforeAll(async () => {
  database = await cloneDatabase();
  await addCustomers(
    database,
    customers.map((id) => ({ id })),
  );
  const add = { kind: 'add', description: 'A value.' } as const;
  await changeCatalogue(
    database.client,
    () => [
      { ...add, alias: 'POINTS', slot: 'FIELD1', dataType: 'decimal' },
      { ...add, alias: 'LETTER', slot: 'STR1', dataType: 'text' },
      { ...add, alias: 'DAY', slot: 'DATE1', dataType: 'date' },
      { ...add, alias: 'EARLY', slot: 'FIELD2', dataType: 'integer' },
      { kind: 'retire', alias: 'EARLY', on: days[4] ?? '' },
    ],
    { today: '2026-04-01' },
  );
  graph = await openGraph(database, '2026-04-01');
});
afterAll(() => database?.drop());

const value = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 4 });
const snapshot = fc.record({
  POINTS: value(fc.constantFrom('0', '0.1', '-3', '1.25')),
  LETTER: value(fc.constantFrom('', 'x', 'X', 'é')),
  DAY: value(fc.constantFrom('2026-01-01', '2026-01-02')),
  EARLY: value(fc.constantFrom('1', '2')),
});
type Snapshot = Readonly<Record<Name, string | null>>;

const worlds = fc.record({
  // By customer and day; a day without a snapshot of the customer is null.
  snapshots: fc.array(fc.array(fc.option(snapshot, { freq: 3 }), { minLength: dayCount, maxLength: dayCount }), {
    minLength: customers.length,
    maxLength: customers.length,
  }),
  states: fc.array(fc.constantFrom('complete', 'complete', 'incomplete', 'unwritten'), {
    minLength: dayCount,
    maxLength: dayCount,
  }),
  names: fc.uniqueArray(fc.constantFrom<Name>('POINTS', 'LETTER', 'DAY', 'EARLY'), { minLength: 1 }),
  from: fc.integer({ min: -2, max: dayCount + 1 }),
  length: fc.nat(dayCount),
  first: fc.integer({ min: 1, max: 7 }),
});
type World = typeof worlds extends fc.Arbitrary<infer W> ? W : never;

async function fill({ snapshots, states }: World): Promise<void> {
  const { client } = database;
  await client`delete from facet.customer_profiles`;
  await client`delete from facet.profile_days`;
  const rows = snapshots.flatMap((ofCustomer, c) =>
    ofCustomer.flatMap((one, d) => (one === null ? [] : [[customers[c] ?? '', days[d] ?? '', slotsOf(one)] as const])),
  );
  if (rows.length === 0) return;
  await addSnapshots(database, rows);
  await client`delete from facet.profile_days`;
  for (const [d, state] of states.entries())
    if (state !== 'unwritten')
      await client`insert into facet.profile_days values (${days[d] ?? ''}, (select max(load_id) from facet.loads), 1, ${state === 'complete'})`;
}

const slotsOf = (one: Snapshot) =>
  Object.fromEntries(
    Object.entries(columns).flatMap(([name, column]) => {
      const of = one[name as Name];
      return of === null ? [] : [[column, of]];
    }),
  );

/** By walking through plain arrays: each customer and name, from the day before to the day after. */
function expected({ snapshots, states, names, from, length }: World): unknown[] {
  const written = snapshots.flat().every((one) => one === null) ? [] : states;
  const complete = days.flatMap((_, d) => (written[d] === 'complete' ? [d] : []));
  const start = complete.findLast((d) => d <= from);
  const end = complete.findLast((d) => d <= from + length);
  const order = customers.map((_, c) => c).toSorted((a, b) => Buffer.compare(bytes(a), bytes(b)));
  return order.flatMap((c) =>
    names.flatMap((name) => {
      const at = (d: number | undefined) =>
        d === undefined || (name === 'EARLY' && d >= 4) ? null : (snapshots[c]?.[d]?.[name] ?? null);
      const [before, after] = [at(start), at(end)];
      if (end === undefined || before === after) return [];
      const changed = complete.find((d) => d > (start ?? -1) && at(d) !== before);
      return [{ customer: { id: customers[c] }, name, before, after, firstChangedOn: days[changed ?? -1] }];
    }),
  );
}

const bytes = (customer: number): Buffer => Buffer.from(customers[customer] ?? '', 'utf8');

async function walk({ names, from, length, first }: World): Promise<unknown[]> {
  const found: unknown[] = [];
  let after: string | null = null;
  for (;;) {
    const { data, errors } = await graph.ask(
      `query ($names: [String!]!, $from: Date!, $to: Date!, $first: Int, $after: String) {
        attributeChanges(names: $names, from: $from, to: $to, first: $first, after: $after) {
          edges { node { customer { id } name before after firstChangedOn } } pageInfo { hasNextPage endCursor } } }`,
      { names, from: addDays(firstDay, from), to: addDays(firstDay, from + length), first, after },
    );
    expect(errors).toEqual([]);
    const { edges, pageInfo } = data['attributeChanges'] as {
      edges: { node: unknown }[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
    found.push(...edges.map(({ node }) => node));
    if (!pageInfo.hasNextPage) return found;
    after = pageInfo.endCursor;
  }
}

async function checkWorlds(numRuns: number): Promise<number> {
  let changes = 0;
  await fc.assert(
    fc.asyncProperty(worlds, async (world) => {
      await fill(world);
      const wanted = expected(world);
      changes += wanted.length;
      expect(await walk(world)).toEqual(wanted);
    }),
    { numRuns },
  );
  return changes;
}

it('random histories and pages give the changes of plain arrays', async () => {
  expect(await checkWorlds(runsOf(20, 60))).toBeGreaterThan(runsOf(20, 60));
}, 60_000);

it('and so they do where thousands of others, who never changed, stand between the customers', async () => {
  await database.client`
    insert into facet.customers (customer_id, email_completion, source_records, load_id)
    select 'B' || n, 0, 1, 0 from generate_series(10001, 15001) n`;
  await database.client`analyze facet.customers`;
  expect(await checkWorlds(runsOf(8, 25))).toBeGreaterThan(runsOf(8, 25));
}, 60_000);
