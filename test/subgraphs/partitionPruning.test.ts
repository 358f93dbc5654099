import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findEntries } from '../../src/audit/findEntries.js';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import type { Statement } from '../../src/db/sql.js';
import { addDay } from '../population/people.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { planModes, scannedPartitions } from '../support/scannedPartitions.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

/** Complete days, of four months. */
const days = ['2026-01-10', '2026-01-20', '2026-02-10', '2026-02-20', '2026-03-10', '2026-03-20', '2026-04-10'];

beforeAll(async () => {
  database = await cloneDatabase();
  const { client } = database;
  const definition = { description: 'A value.' };
  await changeCatalogue(
    client,
    () => [
      { kind: 'add', alias: 'SCORE', dataType: 'integer', ...definition },
      { kind: 'add', alias: 'LABEL', dataType: 'text', ...definition },
    ],
    { today: '2026-04-11' },
  );
  await client`
    insert into facet.customers (customer_id, city, full_name, source_records, load_id)
    select 'C' || n, 'City', 'Ann ' || n, 1, 0 from generate_series(1, 300) as n`;
  for (const day of days) {
    await addDay(database, day);
    await client`
      insert into facet.customer_profiles (customer_id, profile_date, load_id, field1, str1)
      select customer_id, ${day}, 1, extract(day from ${day}::date), 'label' from facet.customers`;
  }
  await client`select facet.ensure_partitions('audit_log', '2026-01-01', '2026-04-30')`;
  await client`
    insert into facet.campaigns (plan_id, campaign_name, target_group_id, target_group_name, target_group_priority,
      marketing_action_name, status, tag_names, execution_start_date, campaign_type, campaign_type_name)
    values ('P1', 'P1', 1, 'G', 1, 'A', 'Delivered', '{}', '2026-02-12', 1, 'Test/Control')`;
  await client`
    insert into facet.campaign_targetings (customer_id, execution_date, plan_id, plan_detail_id, last_updated_time, load_id)
    select customer_id, '2026-02-12', 'P1', 'P1-1', now(), 0 from facet.customers`;
  await client`vacuum analyze`;
  graph = await openGraph(database, '2026-04-11');
});
afterAll(() => database.drop());

const profiles = (...months: number[]): string[] => months.map((month) => `customer_profiles_2026_0${month}`);

const fields = 'fields { score label }';
const above = 'filter: { attributes: [{ name: "SCORE", number: { gte: "10" } }] }';
const members =
  'definition: { include: { groups: [{ conditions: [{ attribute: { name: "SCORE", number: { gte: "10" } } }] }] } }';

/** What is asked, and the only partitions that hold what it is answered by. */
const questions: readonly (readonly [name: string, query: string, partitions: readonly string[]])[] = [
  ['the newest snapshot', `{ customer(id: "C1") { profile { date ${fields} } } }`, profiles(4)],
  ['the snapshot of a day', `{ customer(id: "C1") { profile(date: "2026-02-15") { date ${fields} } } }`, profiles(2)],
  [
    'snapshots of several days',
    `{ customer(id: "C1") { a: profile(date: "2026-01-10") { ${fields} } b: profile(date: "2026-03-20") { ${fields} } } }`,
    profiles(1, 3),
  ],
  [
    'snapshots by their names',
    `{ customer(id: "C1") { profile(date: "2026-03-10") { attributes(names: ["SCORE"]) { value } } } }`,
    profiles(3),
  ],
  [
    'snapshots from one day to another',
    `{ customer(id: "C1") { profiles(from: "2026-02-15", to: "2026-03-15") { edges { node { date ${fields} } } } } }`,
    profiles(2, 3),
  ],
  [
    'a page of customers with their snapshots',
    `{ customers(first: 5) { edges { node { id profile { ${fields} } } } } }`,
    profiles(4),
  ],
  [
    'a page on an earlier day',
    `{ customers(first: 5, asOf: "2026-02-28", ${above}) { edges { node { id profile(date: "2026-02-28") { ${fields} } } } } }`,
    profiles(2),
  ],
  [
    'a page by an attribute',
    `{ customers(first: 5, ${above}, orderBy: [{ attribute: "SCORE" }, { attribute: "LABEL" }]) { totalCount edges { node { id } } } }`,
    profiles(4),
  ],
  [
    'groups of customers',
    `{ customersAggregate(${above}, groupBy: [{ attribute: "LABEL" }]) { edges { node { count sum(attribute: "SCORE") } } } }`,
    profiles(4),
  ],
  [
    'a segment on an earlier day',
    `{ segmentInsights(${members}, asOf: "2026-03-15") { customers breakdowns(by: [{ attribute: "LABEL" }]) { valueCount } } }`,
    profiles(3),
  ],
  [
    'what changed between two days',
    `{ customer(id: "C1") { profileChanges(from: "2026-01-20", to: "2026-02-20") { name } } }`,
    profiles(1, 2),
  ],
  [
    'marketing impact of some days',
    `{ customer(id: "C1") { marketingImpact(from: "2026-02-01", to: "2026-03-31", kpis: ["SCORE"]) { date kpis { value } } } }`,
    profiles(2, 3),
  ],
  [
    'figures around a targeting',
    `{ customer(id: "C1") { campaignTargetings { edges { node { kpiAfter(days: 8, kpis: ["SCORE"]) { change } } } } } }`,
    profiles(2),
  ],
];

describe.each(planModes)('with %s the statements look at no other partition for', (mode) => {
  it.each(questions)('%s', async (_name, query, expected) => {
    const { statements, errors } = await graph.ask(query);
    expect(errors).toEqual([]);
    const read = await Promise.all(statements.map((statement) => scannedPartitions(database, statement, mode)));
    expect([...new Set(read.flat())].toSorted()).toEqual(expected);
  });
});

it.each(planModes)('with %s entries of the audit log are found in their months alone', async (mode) => {
  const statements: Statement[] = [];
  const client = new Proxy(database.client, {
    get: (target, name, receiver) =>
      name === 'unsafe'
        ? (text: string, values: unknown[]) => {
            statements.push({ text, values });
            return target.unsafe(text, values as never[]);
          }
        : Reflect.get(target, name, receiver),
  });
  await findEntries(client, { since: '2026-02-10T00:00:00Z', until: '2026-03-05T00:00:00Z', customer: 'C1' }, 10);
  expect(statements).toHaveLength(1);
  const read = await Promise.all(statements.map((statement) => scannedPartitions(database, statement, mode)));
  expect(read.flat()).toEqual(['audit_log_2026_02', 'audit_log_2026_03']);
});
