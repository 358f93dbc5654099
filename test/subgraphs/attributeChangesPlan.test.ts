import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';

let database: TestDatabase;
const [customers, days] = [500, 60];

/** POINTS is 1, but for the customer C100, who has 2 from the 31st day on. */
beforeAll(async () => {
  database = await cloneDatabase();
  const { sql } = database;
  await changeCatalogue(
    sql,
    () => [{ kind: 'add', alias: 'POINTS', slot: 'FIELD1', dataType: 'decimal', description: 'Points.' }],
    { today: '2026-04-01' },
  );
  await sql`
    insert into facet.customers (customer_id, email_completion, source_records, load_id)
    select 'C' || n, 0, 1, 0 from generate_series(1, ${customers}::int) n`;
  await sql`select facet.ensure_partitions('customer_profiles', '2026-01-01', '2026-03-31')`;
  await sql`insert into facet.loads (kind, started_at, code_version) values ('snapshot', now(), 'test')`;
  await sql`
    insert into facet.profile_days (profile_date, load_id, rows, complete)
    select '2026-01-01'::date + d, 1, 500, true from generate_series(0, ${days - 1}::int) d`;
  await sql`
    insert into facet.customer_profiles (customer_id, profile_date, load_id, field1)
    select customer_id, profile_date, 1, case when customer_id = 'C100' and profile_date > '2026-01-30' then 2 else 1 end
    from facet.customers cross join facet.profile_days`;
  await sql`analyze`;
});
afterAll(() => database?.drop());

interface Plan {
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

/** Snapshots that a plan looked at. */
function snapshotsIn(plan: Plan): number {
  const below = (plan.Plans ?? []).reduce((sum, part) => sum + snapshotsIn(part), 0);
  if (plan['Relation Name']?.startsWith('customer_profiles') !== true) return below;
  return below + (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops'];
}

it('looks at the days between the ends for changed customers alone', async () => {
  const graph = await openGraph(database, '2026-04-01');
  const { data, statements } =
    await graph.ask(`{ attributeChanges(names: ["POINTS"], from: "2026-01-01", to: "2026-03-31") {
    edges { node { customer { id } before after firstChangedOn } } } }`);
  expect(data['attributeChanges']).toEqual({
    edges: [{ node: { customer: { id: 'C100' }, before: '1', after: '2', firstChangedOn: '2026-01-31' } }],
  });
  const statement = statements.find(({ text }) => text.includes('customer_profiles'));
  const [row] = await database.sql.unsafe<{ 'QUERY PLAN': [{ Plan: Plan }] }[]>(
    `explain (analyze, format json) ${statement?.text ?? ''}`,
    (statement?.values ?? []) as never[],
  );
  const read = snapshotsIn((row as { 'QUERY PLAN': [{ Plan: Plan }] })['QUERY PLAN'][0].Plan);
  // The two days of everybody; the others of one customer, and what shares a page with them where a day is looked up coarsely.
  expect(read).toBeGreaterThanOrEqual(2 * customers + days - 1);
  expect(read).toBeLessThan((customers * days) / 2);
});
