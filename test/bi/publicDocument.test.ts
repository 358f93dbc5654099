import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import postgres from 'postgres';
import { refreshViews } from '../../src/bi/refreshViews.js';
import { openClient, type Sql } from '../../src/db/client.js';
import { migrate } from '../../src/db/migrate.js';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import { openGraph } from '../support/graph.js';
import { documentStatements as statements } from './documentStatements.js';
import { askDocument, rowsOf } from './documentGraph.js';
import { addBiSample, documentCustomer } from './biSample.js';
import { openDoor, startScratchServer, type OpenDoor, type ScratchServer } from './scratchServer.js';

const run = promisify(execFile);

const document = join(packageRoot, '..', 'shared', 'seeds', 'customer-360-view.txt');

let server: ScratchServer;
let door: OpenDoor;
let bi: Sql;
beforeAll(async () => {
  server = await startScratchServer();
  await migrate(server.target);
  await addBiSample(server);
  await refreshViews(server.client);
  door = await openDoor(server);
  bi = openClient({ kind: 'url', url: door.url }, { max: 2 });
});
afterAll(async () => {
  await bi.end({ timeout: 5 });
  await door.close();
  await server.stop();
});

type Rows = readonly Readonly<Record<string, unknown>>[];

const ask = async (statement = ''): Promise<Rows> => await bi.unsafe(statement);

const byDay = (rows: Rows): Rows =>
  rows.toSorted((one, other) => (String(one['profile_date']) < String(other['profile_date']) ? -1 : 1));

const keysOf = (row: Readonly<Record<string, unknown>>) => ({
  client_customer_id: row['client_customer_id'],
  profile_date: row['profile_date'],
});

/** A row with the named columns as texts: a count is a number in one door, and text in the other. */
const textsOf = (row: Readonly<Record<string, unknown>>, names: readonly string[]) => ({
  ...keysOf(row),
  ...Object.fromEntries(
    names.map((name): [string, string | null] => {
      const value = row[name.toLowerCase()];
      return [name.toLowerCase(), value == null ? null : String(value as string | number | boolean)];
    }),
  ),
});

/** A row of generic columns, whose numbers have four places there and none to spare in GraphQL. */
const withoutZeros = (row: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]): [string, unknown] => [
      name,
      name.startsWith('field') && typeof value === 'string'
        ? value.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')
        : value,
    ]),
  );

interface Attribute {
  readonly name: string;
  readonly value: string | null;
}

/** The answer of GraphQL in the shape of the views: every day of every customer, by the names asked. */
async function profilesOf(names: readonly string[]) {
  const graph = await openGraph(server, '2026-03-31');
  const { data, errors } = await graph.ask(
    `query ($names: [String!]) { customers(first: 10) { edges { node { id
      profiles(first: 100) { edges { node { date attributes(names: $names) { name value } } } } } } } }`,
    { names },
  );
  expect(errors).toEqual([]);
  const customers = data['customers'] as {
    edges: { node: { id: string; profiles: { edges: { node: { date: string; attributes: Attribute[] } }[] } } }[];
  };
  return customers.edges.flatMap(({ node: { id, profiles } }) =>
    profiles.edges.map(({ node: { date, attributes } }): Readonly<Record<string, unknown>> => ({
      client_customer_id: id,
      profile_date: date,
      ...Object.fromEntries(names.map((name, n) => [name.toLowerCase(), attributes[n]?.value ?? null])),
    })),
  );
}

/** The days of marketing impact that have a snapshot, in the shape of the view. */
async function impactOf(names: readonly string[], cumulative: boolean) {
  const graph = await openGraph(server, '2026-03-31');
  const { data, errors } = await graph.ask(
    `query ($id: ID!, $kpis: [String!]!, $cumulative: Boolean) { customer(id: $id) {
      marketingImpact(from: "2026-03-01", kpis: $kpis, cumulative: $cumulative) {
        date profile { date } kpis { name value } } } }`,
    { id: documentCustomer, kpis: names, cumulative },
  );
  expect(errors).toEqual([]);
  const { marketingImpact } = data['customer'] as {
    marketingImpact: { date: string; profile: object | null; kpis: Attribute[] }[];
  };
  return marketingImpact
    .filter(({ profile }) => profile !== null)
    .map(({ date, kpis }) => ({
      client_customer_id: documentCustomer,
      profile_date: date,
      ...Object.fromEntries(kpis.map(({ name, value }) => [name.toLowerCase(), value])),
    }));
}

const byText = (one: object, other: object): number => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);

describe('the statements of the public document', () => {
  (existsSync(document) ? it : it.skip)('are those of the document', () => {
    const found = readFileSync(document, 'utf8').match(/^SELECT\b[^;]*;$/gm) ?? [];
    expect(found).toEqual(statements);
  });

  it('run unchanged, with rows', async () => {
    const rows = await Promise.all(statements.map(ask));
    // Two customers on six days; fewer rows than the first statement's limit would be a loss.
    expect(rows.map(({ length }) => length)).toEqual([10, expect.any(Number), 12, 6, 6, 6, 5, 5, 6]);
    expect(rows[1]?.length).toBeGreaterThanOrEqual(40);
    expect(rows[1]).toContainEqual({
      field_name: expect.stringMatching(/^FIELD\d+$/),
      alias_field_name: 'ECOM_TOTAL_NET_SALES_AMOUNT_1M',
      description: expect.any(String),
      data_type: 'decimal',
      unit: 'EUR',
      valid_from: null,
      valid_to: null,
    });
    expect(rows[3]?.every((row) => row['client_customer_id'] === documentCustomer)).toBe(true);
  });

  it('give the KPIs of the last month and of all days', async () => {
    const customer = { client_customer_id: documentCustomer };
    const month = byDay(await ask(statements[4]));
    // (28 February, 28 March]: the order of 10 February is out; so is the campaign of 20 February.
    expect(month[3]).toEqual({
      ...customer,
      profile_date: '2026-03-28',
      numberofcampaigns_1m: '2',
      ecom_total_gross_sales_amount_1m: '100',
      ecom_total_net_sales_amount_1m: '100',
      ecom_total_refund_amount_1m: '0',
      ecom_number_of_order_days_1m: '1',
      ecom_number_of_orders_1m: '2',
    });
    const ever = byDay(await ask(statements[5]));
    expect(ever[5]).toEqual({
      ...customer,
      profile_date: '2026-03-30',
      ecom_total_gross_sales_amount: '200.5',
      ecom_total_net_sales_amount: '180.5',
      ecom_total_refund_amount: '20',
      ecom_number_of_order_days: '2',
      ecom_number_of_orders: '3',
    });
  });

  it('give the days of campaigns, control among them, and not those that left the customer out', async () => {
    const rows = await ask(statements[6]);
    expect(rows.map((row) => [row['execution_date'], row['plan_id'], row['targeting_state']])).toEqual([
      ['2026-03-26', 'P3', 'CONTROL'],
      ['2026-03-21', 'P3', 'CONTROL'],
      ['2026-03-20', 'P2', 'TARGETED'],
      ['2026-03-10', 'P1', 'TARGETED'],
      ['2026-02-20', 'P0', 'TARGETED'],
    ]);
    expect(rows[0]).toEqual({
      execution_date: '2026-03-26',
      customer_id: documentCustomer,
      client_customer_id: documentCustomer,
      lifecycle_stage: null,
      plan_id: 'P3',
      plan_detail_id: 'P3-1',
      action_name: 'DN',
      campaign_action_id: 1,
      campaign_action_name: 'DN',
      targeting_state: 'CONTROL',
      taken_from_plan_id: null,
      exclusion_reason_id: null,
      exclusion_reason: null,
      exclusion_reason_desc: null,
      brand: null,
      last_updated_time: '2026-03-26T06:00:00Z',
    });
    const [left] = await ask('select * from vw_targeted_and_excluded_customers_v1_2 where plan_detail_id is null');
    expect(left).toMatchObject({
      execution_date: '2026-03-10',
      plan_id: 'P4',
      targeting_state: 'EXCLUDED',
      taken_from_plan_id: 'P1',
      exclusion_reason_id: 1,
      exclusion_reason: 'Higher priority',
      exclusion_reason_desc: 'Everybody goes before Outlet',
      lifecycle_stage: 'Active',
    });
  });

  it('give the KPIs of the day of a campaign, where it has a snapshot', async () => {
    const rows = await ask(statements[7]);
    expect(rows[0]).toEqual({
      execution_date: '2026-03-26',
      client_customer_id: documentCustomer,
      plan_id: 'P3',
      plan_detail_id: 'P3-1',
      campaign_action_id: 1,
      campaign_action_name: 'DN',
      ecom_total_gross_sales_amount: '100.5',
      ecom_total_net_sales_amount: '100.5',
      ecom_total_refund_amount: '0',
      ecom_number_of_order_days: '1',
      ecom_number_of_orders: '1',
      last_updated_time: '2026-03-26T06:00:00Z',
    });
    expect(rows.slice(1).every((row) => row['ecom_number_of_orders'] === null)).toBe(true);
  });

  it('give target group, channel, template, promotion and tags of what was sent, a row for each channel', async () => {
    const rows = await ask(statements[8]);
    const short = rows.map((row) =>
      ['plan_id', 'target_group_name', 'channel_name', 'template_name', 'promotion_id', 'tag_names'].map((n) => row[n]),
    );
    expect(short.toSorted(byText)).toEqual([
      ['P0', null, null, null, null, null],
      ['P1', 'Everybody', 'Email', 'Spring letter', 'SPRING10', 'sale, spring'],
      ['P1', 'Everybody', 'Push', 'Spring push', 'SPRING10', 'sale, spring'],
      ['P2', null, null, null, null, null],
      ['P3', 'Members', null, null, null, ''],
      ['P3', 'Members', null, null, null, ''],
    ]);
  });

  it('show every campaign with its schedule, also one without an action', async () => {
    const rows = await ask('select * from vw_scheduled_campaigns_v1_2');
    const short = rows.map((row) => ['plan_id', 'plan_detail_id', 'plan_detail_channel_id'].map((name) => row[name]));
    expect(short.toSorted(byText)).toEqual([
      ['P1', 'P1-1', null],
      ['P1', 'P1-2', 'P1-2-1'],
      ['P1', 'P1-2', 'P1-2-3'],
      ['P3', 'P3-1', null],
      ['P3', 'P3-2', 'P3-2-1'],
      ['P4', 'P4-2', null],
      ['P5', null, null],
    ]);
    expect(rows.find((row) => row['plan_detail_channel_id'] === 'P1-2-3')).toEqual({
      plan_id: 'P1',
      campaign_name: 'Spring',
      plan_detail_id: 'P1-2',
      plan_detail_channel_id: 'P1-2-3',
      target_group_id: '301',
      target_group_name: 'Everybody',
      target_group_priority: 10,
      marketing_action_name: 'Sale',
      campaign_action_id: 2,
      campaign_action_name: 'Offer',
      campaign_type: 1,
      campaign_type_name: 'Test/Control',
      channel_id: 3,
      channel_name: 'Push',
      template_id: 'T2',
      template_name: 'Spring push',
      promotion_id: 'SPRING10',
      tag_names: 'sale, spring',
      status: 'Delivered',
      execution_start_date: '2026-03-10',
      execution_end_date: '2026-03-10',
      brand: null,
    });
  });

  it('give the profiles of GraphQL, by slot and by real name', async () => {
    const generic = await ask(statements[0]);
    const slots = [...new Set(generic.flatMap((row) => Object.keys(row).filter((name) => row[name] !== null)))]
      .filter((name) => !(name in keysOf({})))
      .map((name) => name.toUpperCase());
    expect(slots.length).toBeGreaterThan(20);
    const bySlot = await profilesOf(slots);
    for (const row of generic) expect(bySlot).toContainEqual(textsOf(withoutZeros(row), slots));
    const named = await ask(statements[2]);
    const names = Object.keys(named[0] ?? {}).filter((name) => !(name in keysOf({})));
    expect(names.length).toBeGreaterThan(100);
    const byName = await profilesOf(names);
    expect(named.map((row) => textsOf(row, names)).toSorted(byText)).toEqual(byName.toSorted(byText));
    expect((await ask(statements[3])).map((row) => textsOf(row, names)).toSorted(byText)).toEqual(
      byName.filter((row) => row['client_customer_id'] === documentCustomer).toSorted(byText),
    );
  });

  it('give the aliases of GraphQL', async () => {
    const graph = await openGraph(server, '2026-03-31');
    const { data } = await graph.ask(`{ fieldAliases { slot name description type unit validFrom validTo } }`);
    const inGraph = (data['fieldAliases'] as Record<string, string | null>[]).map((alias) => ({
      field_name: alias['slot'],
      alias_field_name: alias['name'],
      description: alias['description'],
      data_type: alias['type']?.toLowerCase(),
      unit: alias['unit'],
      valid_from: alias['validFrom'],
      valid_to: alias['validTo'],
    }));
    expect([...(await ask(statements[1]))].toSorted(byText)).toEqual(inGraph.toSorted(byText));
  });

  it('give the marketing impact of GraphQL, of the month and cumulative', async () => {
    const kpis = Object.keys((await ask(statements[4]))[0] ?? {}).filter((name) => name.endsWith('_1m'));
    const ofOrders = kpis.filter((name) => name.startsWith('ecom_'));
    const month = await impactOf(kpis, false);
    expect(byDay(await ask(statements[4])).map((row) => textsOf(row, kpis))).toEqual(month);
    const ever = ofOrders.map((name) => name.replace(/_1m$/, ''));
    expect(byDay(await ask(statements[5])).map((row) => textsOf(row, ever))).toEqual(await impactOf(ofOrders, true));
    expect(month).toHaveLength(6);
  });

  it('give the campaigns of GraphQL', async () => {
    const graph = await openGraph(server, '2026-03-31');
    const { data, errors, statements: run } = await graph.ask(askDocument, { id: documentCustomer });
    expect(errors).toEqual([]);
    // The customer, targetings, channels, campaigns, days, snapshots: whatever the number of targetings.
    expect(run).toHaveLength(6);
    const expected = rowsOf(data);
    expect(expected.days).toHaveLength(5);
    expect(await ask(statements[6])).toMatchObject(expected.days);
    expect(await ask(statements[7])).toEqual(expected.kpis);
    expect((await ask(statements[8])).toSorted(byText)).toEqual(expected.sent.toSorted(byText));
  });

  it('run in psql', async () => {
    const psql = (text: string) => run('psql', ['--no-psqlrc', '--csv', '--tuples-only', '-c', text, door.url]);
    try {
      await run('psql', ['--version']);
    } catch {
      // There is none here; the driver's answers above stand for it.
      return;
    }
    const { stdout } = await psql(`${statements[5]?.replace('LIMIT', 'ORDER BY 1 DESC LIMIT')}`);
    expect(stdout.split('\n')[0]).toBe(`2026-03-30,${documentCustomer},200.5,180.5,20,2,3`);
    for (const statement of statements) expect((await psql(statement)).stdout).not.toBe('');
  });
});

describe('the BI role', () => {
  it('has bi as its search path, and reads only', async () => {
    const [settings] = await bi`
      select current_user as "user", current_setting('search_path') as path,
        current_setting('default_transaction_read_only') as "readOnly",
        (select rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls from pg_roles
         where rolname = current_user) as mighty`;
    expect(settings).toEqual({ user: 'facet_bi_facet', path: 'bi', readOnly: 'on', mighty: false });
  });

  it.each([
    ['select * from facet.customers', 'permission denied for schema facet'],
    ['select * from facet.customer_profiles', 'permission denied for schema facet'],
    ['select * from facet.api_clients', 'permission denied for schema facet'],
    [`select facet.graphql_name('A')`, 'permission denied for schema facet'],
    [`select pg_read_file('/etc/passwd')`, 'permission denied for function pg_read_file'],
    [`copy (select 1) to program 'true'`, 'to COPY to or from an external program'],
    ['select rolpassword from pg_authid', 'permission denied for table pg_authid'],
    ['create table bi.mine (a int)', 'permission denied for schema bi'],
    ['create table public.mine (a int)', 'permission denied for schema public'],
    ['create schema mine', 'permission denied for database facet'],
    ['insert into vw_customer_profile_fields_v1_2 (field_name) values (null)', 'permission denied for view'],
    ['delete from customer_profiles', 'permission denied for view customer_profiles'],
    ['drop view customer_profiles', 'must be owner of view customer_profiles'],
    ['set role facet', 'permission denied to set role "facet"'],
  ])('is refused: %s', async (statement, reason) => {
    const write = bi.begin('read write', (client) => client.unsafe(statement));
    await expect(write).rejects.toMatchObject({ code: '42501', message: expect.stringContaining(reason) });
  });

  it('cannot pass its rights on', async () => {
    const acl = () => server.client`select relacl from pg_class where oid = 'bi.customer_profiles'::regclass`;
    const before = await acl();
    // PostgreSQL only warns.
    await bi.begin('read write', (client) => client`grant select on customer_profiles to public`);
    expect(await acl()).toEqual(before);
  });

  it('does not write without saying so', async () => {
    await expect(bi`create temp table mine (a int)`).rejects.toThrow('read-only transaction');
  });

  it('gets a new password with every opening of the door, which ends with its connections', async () => {
    const again = await openDoor(server);
    const old = postgres(door.url, { max: 1 });
    await expect(old`select 1`).rejects.toMatchObject({ code: '28P01' });
    await old.end();
    const open = postgres(again.url, { max: 1 });
    expect(await open`select count(*)::int as rows from customer_profiles`).toEqual([{ rows: 12 }]);
    await again.close();
    await expect(open`select 1`).rejects.toThrow();
    await open.end({ timeout: 1 });
  });
});
