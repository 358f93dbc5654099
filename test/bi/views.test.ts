import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { refreshViews } from '../../src/bi/refreshViews.js';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import { readCatalogue } from '../../src/catalogue/readCatalogue.js';
import { runSnapshot } from '../../src/enrichment/runSnapshot.js';
import { add, rename, retire } from '../catalogue/sampleCatalogue.js';
import { cloneWithSlots } from '../support/cloneWithSlots.js';
import { type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { testJob } from '../support/job.js';
import { addBiSample, documentCustomer } from './biSample.js';

const realNames = 'bi.vw_customer_profiles_real_field_names';
/** Snapshots before the change of meaning end with this day; the next is the first after it. */
const before = '2026-03-30';
const after = '2026-03-31';
let database: TestDatabase;
/** The slot that gets a new meaning: the city, then a favourite. */
let slot: string;

beforeAll(async () => {
  database = await cloneWithSlots();
  const { client } = database;
  await addBiSample(database);
  const { names } = await readCatalogue(client);
  slot = names.get('city')?.meanings[0]?.slot ?? '';
  await changeCatalogue(
    client,
    () => [
      retire('CITY'),
      add('FAVOURITE_SHOP', { dataType: 'text', slot }),
      // The same name goes on in another slot.
      add('CITY', { dataType: 'text', definition: 'city' }),
      rename('NUMBEROFCAMPAIGNS', 'CAMPAIGNS_RECEIVED'),
      rename('CAMPAIGNS_RECEIVED', 'CAMPAIGNS_SENT'),
      retire('GENDER'),
    ],
    { today: '2026-03-31' },
  );
  await runSnapshot(testJob(database, '2026-04-01T09:00:00Z'), { from: after, to: after });
  // What another program writes into the slot.
  await client.unsafe(`update facet.customer_profiles set ${slot} = 'Halles' where profile_date = '${after}'`);
  await client`update facet.customers set gender = 'female'`;
  await refreshViews(client);
});
afterAll(() => database.drop());

type Row = Readonly<Record<string, unknown>>;

const latest = 'bi.vw_customer_profiles_latest';

const latestRows = () => database.client.unsafe<Row[]>(`select * from ${latest} order by client_customer_id`);

const viewRow = async (day: string, customer = documentCustomer): Promise<Row> => {
  const [row] = await database.client.unsafe(
    `select * from ${realNames} where client_customer_id = '${customer}' and profile_date = '${day}'`,
  );
  return row ?? {};
};

/** Numbers as text, whichever way they come: a count is a number here and text there. */
const comparable = (value: unknown): unknown => (value === null ? null : `${value as string | number | boolean}`);

async function graphProfile(day: string, selection: string, variables: Row = {}) {
  const graph = await openGraph(database, '2026-04-01');
  const { data, errors } = await graph.ask(
    `query ($id: ID!, $day: Date, $names: [String!]) {
      customer(id: $id) { profile(date: $day) { date ${selection} attributes(names: $names) { name value } } } }`,
    { id: documentCustomer, day, ...variables },
  );
  expect(errors).toEqual([]);
  const { profile } = data['customer'] as { profile: Row };
  expect(profile['date']).toBe(day);
  return {
    fields: profile['fields'] as Row,
    attributes: profile['attributes'] as readonly { readonly name: string; readonly value: unknown }[],
  };
}

describe('a slot with a new meaning', () => {
  it('answers to the old alias on a day before, and to the new one after', async () => {
    expect(await viewRow(before)).toMatchObject({ city: 'Lyon', favourite_shop: null });
    expect(await viewRow(after)).toMatchObject({ city: 'Lyon', favourite_shop: 'Halles' });
    const selection = 'fields { city favouriteShop }';
    expect((await graphProfile(before, selection)).fields).toEqual({ city: 'Lyon', favouriteShop: null });
    expect((await graphProfile(after, selection)).fields).toEqual({ city: 'Lyon', favouriteShop: 'Halles' });
  });

  it('stands as it is under its own name', async () => {
    const rows = await database.client.unsafe(
      `select profile_date, ${slot} as value from bi.customer_profiles
       where client_customer_id = '${documentCustomer}' and profile_date >= '${before}' order by 1`,
    );
    expect(rows).toEqual([
      { profile_date: before, value: 'Lyon' },
      { profile_date: after, value: 'Halles' },
    ]);
  });

  it('is listed with the days of each meaning', async () => {
    const rows = await database.client`
      select field_name, alias_field_name, data_type, valid_from, valid_to
      from bi.vw_customer_profile_fields_v1_2 where field_name = ${slot} order by valid_from nulls first`;
    expect(rows).toEqual([
      { field_name: slot, alias_field_name: 'CITY', data_type: 'text', valid_from: null, valid_to: after },
      { field_name: slot, alias_field_name: 'FAVOURITE_SHOP', data_type: 'text', valid_from: after, valid_to: null },
    ]);
  });

  it.each([before, after])('has one meaning on %s in the list of fields, the same as in GraphQL', async (day) => {
    const graph = await openGraph(database);
    const { data } = await graph.ask(`query ($day: Date) { fieldAliases(asOf: $day) { slot name } }`, { day });
    const rows = await database.client<{ slot: string; name: string }[]>`
      select field_name as slot, alias_field_name as name from bi.vw_customer_profile_fields_v1_2
      where (valid_from is null or valid_from <= ${day}) and (valid_to is null or ${day} < valid_to)`;
    const bySlot = (one: { slot: string }, other: { slot: string }) => (one.slot < other.slot ? -1 : 1);
    const listed = data['fieldAliases'] as { slot: string; name: string }[];
    expect([...rows].toSorted(bySlot)).toEqual(listed.toSorted(bySlot));
    expect(rows.filter((row) => row.slot === slot)).toHaveLength(1);
  });
});

describe('the two doors', () => {
  it.each(['2026-03-25', before, after])('say the same under all names on %s', async (day) => {
    const { names } = await readCatalogue(database.client);
    const all = [...names.values()];
    expect(all.length).toBeGreaterThan(45);
    const row = await viewRow(day);
    const { fields, attributes } = await graphProfile(
      day,
      `fields { ${all.map(({ graphqlName }) => graphqlName).join(' ')} }`,
      { names: all.map(({ name }) => name) },
    );
    const fromView = all.map(({ name }) => [name, comparable(row[name.toLowerCase()])]);
    expect(fromView.filter(([, value]) => value !== null).length).toBeGreaterThan(25);
    expect(Object.keys(row)).toHaveLength(2 + all.length);
    expect(all.map(({ name, graphqlName }) => [name, comparable(fields[graphqlName])])).toEqual(fromView);
    expect(all.map(({ name }, index) => [name, comparable(attributes[index]?.value)])).toEqual(fromView);
  });

  it('show the days that are complete, and no others', async () => {
    await database.client`update facet.profile_days set complete = false where profile_date = '2026-03-26'`;
    const days = await database.client.unsafe(`
      select r.profile_date from ${realNames} r join bi.customer_profiles c using (client_customer_id, profile_date)
      where client_customer_id = 'B' order by 1`);
    expect(days.map(({ profile_date }) => profile_date as string)).toEqual(
      ['25', '27', '28', '29', '30', '31'].map((day) => `2026-03-${day}`),
    );
    await database.client`update facet.profile_days set complete = true where profile_date = '2026-03-26'`;
  });
});

describe('the view of the newest day', () => {
  it('says what GraphQL says without a date, under all names and for every customer', async () => {
    const { names } = await readCatalogue(database.client);
    const all = [...names.values()];
    const graph = await openGraph(database, '2026-04-01');
    const { data, errors } = await graph.ask(
      `query ($names: [String!]) { customers(first: 10) { edges { node { id
        profile { date attributes(names: $names) { value } } } } } }`,
      { names: all.map(({ name }) => name) },
    );
    expect(errors).toEqual([]);
    const customers = data['customers'] as {
      edges: { node: { id: string; profile: { date: string; attributes: { value: unknown }[] } } }[];
    };
    const byCustomer = customers.edges.toSorted((one, other) => (one.node.id < other.node.id ? -1 : 1));
    const fromGraph = byCustomer.map(({ node: { id, profile } }) => [
      id,
      profile.date,
      ...profile.attributes.map(({ value }) => comparable(value)),
    ]);
    const rows = await latestRows();
    const fromView = rows.map((row) => [
      row['client_customer_id'],
      row['profile_date'],
      ...all.map(({ name }) => comparable(row[name.toLowerCase()])),
    ]);
    expect(fromView.map(([id, day]) => [id, day])).toEqual([
      [documentCustomer, after],
      ['B', after],
    ]);
    expect(fromGraph).toEqual(fromView);
    expect(Object.keys(rows[0] ?? {})).toEqual(Object.keys(await viewRow(after)));
  });

  it('goes back a day while the newest is not complete, and leaves out who has no row on it', async () => {
    const { client } = database;
    await client`update facet.profile_days set complete = false where profile_date = ${after}`;
    expect(await latestRows()).toMatchObject([
      { client_customer_id: documentCustomer, profile_date: before, city: 'Lyon', favourite_shop: null },
      { client_customer_id: 'B', profile_date: before },
    ]);
    await client`update facet.profile_days set complete = true where profile_date = ${after}`;
    await client`
      insert into facet.profile_days (profile_date, load_id, rows, complete)
      select '2026-04-01', load_id, 0, true from facet.profile_days where profile_date = ${after}`;
    const graph = await openGraph(database, '2026-04-01');
    const { data } = await graph.ask('query ($id: ID!) { customer(id: $id) { profile { date } } }', {
      id: documentCustomer,
    });
    expect([await latestRows(), data['customer']]).toEqual([[], { profile: null }]);
    await client`delete from facet.profile_days where profile_date = '2026-04-01'`;
  });
});

describe('former names', () => {
  it('answer until they are retired', async () => {
    const sent = { campaigns_sent: '3', campaigns_received: '3', numberofcampaigns: '3' };
    expect(await viewRow(before)).toMatchObject(sent);
    await changeCatalogue(database.client, () => [retire('NUMBEROFCAMPAIGNS')], { today: '2026-04-01' });
    await refreshViews(database.client);
    const row = await viewRow(before);
    expect(row).toMatchObject({ campaigns_sent: '3', campaigns_received: '3' });
    expect(row).not.toHaveProperty('numberofcampaigns');
  });
});

describe('the rows of one customer', () => {
  it('are found by the primary key in every month', async () => {
    const { client } = database;
    await client`select facet.ensure_partitions('customer_profiles', '2026-01-01', '2026-03-31')`;
    await client`
      insert into facet.customer_profiles (customer_id, profile_date, load_id)
      select 'many-' || n, day::date, 0 from generate_series(1, 2000) as n,
        unnest(array['2026-01-15', '2026-02-15', '2026-03-15']) as days (day)`;
    await client`insert into facet.profile_days (profile_date, load_id, rows, complete)
      select day::date, 0, 2000, true from unnest(array['2026-01-15', '2026-02-15', '2026-03-15']) as days (day)`;
    await client.unsafe('analyze facet.customer_profiles (customer_id, profile_date)');
    const plan = async (view: string, how = ''): Promise<string> => {
      const lines = await client.unsafe(`explain ${how} select * from bi.${view} where client_customer_id = 'many-7'`);
      return lines.map((line) => line['QUERY PLAN'] as string).join('\n');
    };
    for (const view of ['vw_customer_profiles_real_field_names', 'customer_profiles']) {
      const text = await plan(view);
      for (const month of ['01', '02', '03']) expect(text).toMatch(new RegExp(`customer_profiles_2026_${month}_pkey`));
      expect(text).not.toMatch(/Seq Scan on customer_profiles_2026_0[123]/);
    }
    const newest = (await plan('vw_customer_profiles_latest', '(analyze, costs off, timing off)')).split('\n');
    const read = newest.filter(
      (line) => /Scan.* on customer_profiles_\d/.test(line) && !line.includes('never executed'),
    );
    expect(read).toEqual([
      expect.stringMatching(/Scan using customer_profiles_2026_03_pkey on customer_profiles_2026_03/),
    ]);
  });
});
