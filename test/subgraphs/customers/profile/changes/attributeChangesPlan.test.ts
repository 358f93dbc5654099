import { afterAll, expect, it } from '@jest/globals';
import { changeCatalogue } from '../../../../../src/catalogue/changeCatalogue.js';
import { cloneDatabase, type TestDatabase } from '../../../../support/database.js';
import { openGraph } from '../../../../support/graph.js';

const days = 60;
const databases: TestDatabase[] = [];
afterAll(() => Promise.all(databases.map((database) => database.drop())));

/** POINTS is 1 on 60 days from the first of January on, but for one customer, who has 2 from the 31st day on. */
async function fill(customers: number, changed: string): Promise<TestDatabase> {
  const database = await cloneDatabase();
  databases.push(database);
  const { client } = database;
  await changeCatalogue(
    client,
    () => [{ kind: 'add', alias: 'POINTS', slot: 'FIELD1', dataType: 'decimal', description: 'Points.' }],
    { today: '2026-04-01' },
  );
  await client`
    insert into facet.customers (customer_id, email_completion, source_records, load_id)
    select 'C' || n, 0, 1, 0 from generate_series(1, ${customers}::int) n`;
  await client`select facet.ensure_partitions('customer_profiles', '2026-01-01', '2026-03-31')`;
  await client`insert into facet.loads (kind, started_at, code_version) values ('snapshot', now(), 'test')`;
  await client`
    insert into facet.profile_days (profile_date, load_id, rows, complete)
    select '2026-01-01'::date + d, 1, ${customers}, true from generate_series(0, ${days - 1}::int) d`;
  await client`
    insert into facet.customer_profiles (customer_id, profile_date, load_id, field1)
    select customer_id, profile_date, 1, case when customer_id = ${changed} and profile_date > '2026-01-30' then 2 else 1 end
    from facet.profile_days cross join facet.customers`;
  await client`analyze`;
  return database;
}

interface Plan {
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

/** Snapshots that a plan looked at, in partitions whose names begin so. */
function snapshotsIn(plan: Plan, partition = 'customer_profiles'): number {
  const below = (plan.Plans ?? []).reduce((sum, part) => sum + snapshotsIn(part, partition), 0);
  if (plan['Relation Name']?.startsWith(partition) !== true) return below;
  return below + (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops'];
}

/** Asks for all changes, of which there is one; gives the plan of the statement that found it. */
async function planOf(database: TestDatabase, changed: string): Promise<Plan> {
  const graph = await openGraph(database, '2026-04-01');
  const { data, statements } =
    await graph.ask(`{ attributeChanges(names: ["POINTS"], from: "2026-01-01", to: "2026-03-31") {
    edges { node { customer { id } before after firstChangedOn } } } }`);
  expect(data['attributeChanges']).toEqual({
    edges: [{ node: { customer: { id: changed }, before: '1', after: '2', firstChangedOn: '2026-01-31' } }],
  });
  const ofSnapshots = statements.filter(({ text }) => text.includes('customer_profiles'));
  expect(ofSnapshots).toHaveLength(1);
  const [row] = await database.client.unsafe<{ 'QUERY PLAN': [{ Plan: Plan }] }[]>(
    `explain (analyze, format json) ${ofSnapshots[0]?.text ?? ''}`,
    (ofSnapshots[0]?.values ?? []) as never[],
  );
  return (row as { 'QUERY PLAN': [{ Plan: Plan }] })['QUERY PLAN'][0].Plan;
}

it('looks at the days between the ends for changed customers alone', async () => {
  const customers = 500;
  const read = snapshotsIn(await planOf(await fill(customers, 'C100'), 'C100'));
  // The two days of everybody; the others of one customer, and what shares a page with them where a day is looked up coarsely.
  expect(read).toBeGreaterThanOrEqual(2 * customers + days - 1);
  expect(read).toBeLessThan((customers * days) / 2);
});

it('joins the two days of customers behind the first thousands, and looks at no other day for them', async () => {
  const plan = await planOf(await fill(5500, 'C999'), 'C999');
  expect(JSON.stringify(plan)).toMatch(/"Join Type":"Full"/);
  // The ends are in January and in March.
  expect(snapshotsIn(plan, 'customer_profiles_2026_02')).toBe(28);
}, 60_000);
