import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { changeCatalogue } from '../../../../src/catalogue/changeCatalogue.js';
import { createDoor, type Door } from '../../../../src/db/door.js';
import type { Statement } from '../../../../src/db/sql.js';
import type { Budget } from '../../../../src/lib/budget/Budget.js';
import { completeDays } from '../../../../src/population/completeDays.js';
import type { Scope } from '../../../../src/scope.js';
import { SnapshotCache } from '../../../../src/snapshotCache.js';
import { until } from '../../../gateway/testServer.js';
import { cloneDatabase, type TestDatabase } from '../../../support/database.js';
import { openGraph } from '../../../support/graph.js';
import { addCustomers } from '../../../support/sample.js';
import { openTables } from '../../../support/tables.js';
import { addSnapshots } from '../impact/impactSample.js';

let database: TestDatabase;
let given: Partial<Scope>;
let graph: Awaited<ReturnType<typeof openGraph>>;

const openHolding = (more: Partial<Scope> = {}) =>
  openGraph(database, '2026-03-06', 'UTC', undefined, undefined, { ...given, ...more });

// A server that is never told of changes: what it holds of the days grows old.
beforeEach(async () => {
  await database?.drop();
  database = await cloneDatabase();
  const attributes: Parameters<typeof changeCatalogue>[1] = () => [
    { kind: 'add', alias: 'GIVEN_NAME', slot: 'STR1', dataType: 'text', description: 'A name.' },
    { kind: 'add', alias: 'ORDERS', slot: 'FIELD1', dataType: 'integer', description: 'Orders.' },
  ];
  await changeCatalogue(database.client, attributes, { today: '2026-03-06' });
  await addCustomers(database, [{ id: 'A' }, { id: 'B' }, { id: 'C' }]);
  await addSnapshots(database, [
    ['A', '2026-03-02', { str1: 'a', field1: 1 }],
    ['B', '2026-03-02', { str1: 'b', field1: 3_000_000_000 }],
  ]);
  const { cached, hold } = openTables(database);
  await hold(completeDays);
  given = { cached, snapshots: new SnapshotCache(100_000) };
  graph = await openHolding();
});
afterAll(() => database.drop());

const fields = 'profile { date fields { givenName orders } }';
const customer = (id: string) => `{ customer(id: "${id}") { id ${fields} } }`;
const page = `{ customers(first: 2) { edges { node { id ${fields} } } pageInfo { hasNextPage } } }`;

/** The answer, and for each statement whether it reads snapshots. */
async function ask(question: string, asked = graph) {
  const { data, errors, statements } = await asked.ask(question);
  return { data, errors, reads: statements.map(({ text }) => text.includes('facet.customer_profiles')) };
}

/** Writes a day anew, as every writer does: its rows and its load in one transaction. */
const writeAnew = (change: string) =>
  database.client.begin(async (client) => {
    await client.unsafe(change);
    await client`
      with load as (
        insert into facet.loads (kind, started_at, code_version) values ('snapshot', now(), '1') returning load_id)
      update facet.profile_days set load_id = (select load_id from load) where profile_date = '2026-03-02'`;
  });

const snapshotOf = (givenName: string, orders: number) => ({ date: '2026-03-02', fields: { givenName, orders } });

describe('the snapshot of a customer who was asked for before', () => {
  it('is not read again, whoever asks and however', async () => {
    const first = await ask(customer('A'));
    expect(first).toMatchObject({ data: { customer: { profile: snapshotOf('a', 1) } }, errors: [], reads: [true] });
    expect(await ask(customer('A'))).toEqual({ ...first, reads: [false] });
    const entity = `{ _entities(representations: [{ __typename: "Customer", id: "A" }]) { ... on Customer { ${fields} } } }`;
    expect(await ask(entity)).toMatchObject({ data: { _entities: [{ profile: snapshotOf('a', 1) }] }, reads: [false] });
    // In another form, or on another day, it is another one.
    expect((await ask('{ customer(id: "A") { profile { fields { orders givenName } } } }')).reads).toEqual([true]);
    expect((await ask(customer('A').replace('profile', 'profile(date: "2026-03-01")'))).data).toEqual({
      customer: { id: 'A', profile: null },
    });
  });

  it('is not looked for again where there is none', async () => {
    const none = { data: { customer: { id: 'C', profile: null } }, errors: [] };
    expect(await ask(customer('C'))).toEqual({ ...none, reads: [true] });
    expect(await ask(customer('C'))).toEqual({ ...none, reads: [false] });
    expect(await ask(customer('nobody'))).toEqual({ data: { customer: null }, errors: [], reads: [true] });
    await addCustomers(database, [{ id: 'nobody' }]);
    expect((await ask(customer('nobody'))).data).toEqual({ customer: { id: 'nobody', profile: null } });
  });

  it('is read each time where a value has no form in JSON', async () => {
    for (let n = 0; n < 2; n += 1) {
      const { data, errors, reads } = await ask(customer('B'));
      expect(data).toEqual({
        customer: { id: 'B', profile: { date: '2026-03-02', fields: { givenName: 'b', orders: null } } },
      });
      expect(errors).toHaveLength(1);
      expect(reads[0]).toBe(true);
    }
  });

  it('is never what it was before its day was written anew, though nobody told', async () => {
    await ask(customer('A'));
    await writeAnew(`update facet.customer_profiles set str1 = 'new' where customer_id = 'A'`);
    const anew = await ask(customer('A'));
    expect(anew).toMatchObject({ data: { customer: { profile: snapshotOf('new', 1) } }, reads: [false, true] });
    await writeAnew(`update facet.customer_profiles set str1 = 'newer' where customer_id = 'A'`);
    expect(await ask(customer('A'))).toMatchObject({ data: { customer: { profile: snapshotOf('newer', 1) } } });
    // It is known by now that the load that memory tells of is another.
    expect((await ask(customer('A'))).reads).toEqual([true]);
  });

  it('is not what it was before its day was written anew where the answer of the database comes late', async () => {
    const tables = openTables(database);
    const door = createDoor(database.client);
    let [arrive, release] = [(): void => {}, (): void => {}];
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    const released = new Promise<void>((resolve) => (release = resolve));
    const late: Door = {
      async query(statement, options) {
        const rows = await door.query<never>(statement, options);
        if (!JSON.stringify(rows).includes('givenName')) return rows;
        arrive();
        await released;
        return rows;
      },
    };
    // Nothing is held of the days when the first asks.
    const first = ask(customer('A'), await openHolding({ db: late, cached: tables.cached }));
    await arrived;
    await writeAnew(`update facet.customer_profiles set str1 = 'new' where customer_id = 'A'`);
    tables.cache.notices['facet_profile_days']?.();
    tables.state.now += 5000;
    await tables.hold(completeDays);
    release();
    expect(await first).toMatchObject({ data: { customer: { profile: snapshotOf('a', 1) } } });
    const second = await ask(customer('A'), await openHolding({ cached: tables.cached }));
    expect(second).toMatchObject({ data: { customer: { profile: snapshotOf('new', 1) } } });
  });

  it('is gone with the person', async () => {
    await ask(customer('A'));
    await writeAnew(`delete from facet.customer_profiles where customer_id = 'A'`);
    expect(await ask(customer('A'))).toMatchObject({ data: { customer: { id: 'A', profile: null } } });
    await database.client`delete from facet.customers where customer_id = 'A'`;
    expect(await ask(customer('A'))).toMatchObject({ data: { customer: null } });
  });

  it('is counted as memory that the answer takes', async () => {
    const taken: number[] = [];
    const counting = await openHolding({ budget: { take: (bytes: number) => void taken.push(bytes) } as Budget });
    await ask(customer('A'), counting);
    taken.splice(0);
    await ask(customer('A'), counting);
    expect(taken.reduce((sum, bytes) => sum + bytes, 0)).toBeGreaterThan(2 * '{"givenName":"a","orders":1}'.length);
  });

  it('is read where nothing is to be held', async () => {
    const plain = await openHolding({ snapshots: undefined });
    for (let n = 0; n < 2; n += 1) expect((await ask(customer('A'), plain)).reads).toEqual([true]);
  });
});

describe('the snapshot of a customer who is just being read', () => {
  it('is read once for all who ask', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask(customer('A'))));
    for (const { data } of answers) expect(data).toMatchObject({ customer: { profile: snapshotOf('a', 1) } });
    expect(answers.flatMap(({ reads }) => reads).filter((reads) => reads)).toEqual([true]);
    expect(answers.flatMap(({ reads }) => reads)).toHaveLength(5);
  });

  it('is read by the others where the first is called off', async () => {
    const aborter = new AbortController();
    const lost = await openHolding({ db: createDoor(database.client, { signal: aborter.signal }) });
    const reads: boolean[] = [];
    const onStatement = ({ text }: Statement) => void reads.push(text.includes('facet.customer_profiles'));
    const patient = await openHolding({ db: createDoor(database.client, { onStatement }) });
    const waiting = async () =>
      (await database.client`select from pg_locks where relation = 'facet.customer_profiles'::regclass and not granted`)
        .length;
    const { first, second } = await database.client.begin(async (client) => {
      await client`lock table facet.customer_profiles in access exclusive mode`;
      const one = ask(customer('A'), lost);
      await until(async () => (await waiting()) === 1);
      const other = ask(customer('A'), patient);
      await until(() => reads.length === 1);
      aborter.abort(new Error('The client has gone.'));
      await until(() => reads.length === 2);
      return { first: one, second: other };
    });
    expect((await first).errors).toHaveLength(1);
    expect(await second).toMatchObject({ data: { customer: { profile: snapshotOf('a', 1) } } });
    expect(reads).toEqual([false, true]);
  });
});

describe('snapshots of a page', () => {
  beforeEach(() => database.client`update facet.customer_profiles set field1 = 2 where customer_id = 'B'`);

  it('are looked for in memory once pages before were held, and right whatever is held', async () => {
    const first = await ask(page);
    expect(first).toMatchObject({
      data: {
        customers: { edges: [{ node: { profile: snapshotOf('a', 1) } }, { node: { profile: snapshotOf('b', 2) } }] },
      },
      reads: [true],
    });
    const reads: (readonly boolean[])[] = [];
    for (let n = 0; n < 10; n += 1) {
      const again = await ask(page);
      expect(again).toEqual({ ...first, reads: again.reads });
      reads.push(again.reads);
    }
    // Each by one statement.
    expect(reads.flat()).toEqual([...Array<boolean>(6).fill(true), ...Array<boolean>(4).fill(false)]);
    await addCustomers(database, [{ id: 'AA' }]);
    const { data, reads: two } = await ask(page);
    expect(data).toMatchObject({
      customers: { edges: [{ node: { id: 'A', profile: snapshotOf('a', 1) } }, { node: { id: 'AA', profile: null } }] },
    });
    // The one who is not held is read with all others who are not.
    expect(two).toEqual([false, true]);
    await writeAnew(`update facet.customer_profiles set str1 = 'new'`);
    expect((await ask(page)).data).toMatchObject({
      customers: { edges: [{ node: { profile: snapshotOf('new', 1) } }, {}] },
    });
  });
});
