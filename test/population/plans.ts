import { indexAttribute } from '../../src/catalogue/attributeIndex.js';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import type { Statement } from '../../src/db/sql.js';
import type { TestDatabase } from '../support/database.js';
import { testJob } from '../support/job.js';
import { addDay } from './people.js';

const attributes = [
  ['VISITS', 'integer'],
  ['LABEL', 'text'],
  ['MEMBER', 'boolean'],
  ['AMOUNT', 'decimal'],
  ['DAY', 'date'],
  ['AT', 'datetime'],
] as const;

/** The aliases that `fillMany` indexes: one of each kind of value. */
export const indexedAliases = attributes.map(([alias]) => alias);

/**
 * Two days of `count` customers C0000001 …; VISITS is shuffled, every tenth is missing, each value is had by about ten. The
 * others are never missing, and had by many.
 */
export async function fillMany(database: TestDatabase, count: number): Promise<void> {
  const { client } = database;
  await changeCatalogue(
    client,
    () => attributes.map(([alias, dataType]) => ({ kind: 'add' as const, alias, dataType, description: 'A value.' })),
    { today: '2026-03-02' },
  );
  await client`
    insert into facet.customers (customer_id, city, source_records, load_id)
    select 'C' || lpad(n::text, 7, '0'), 'City ' || n % 100, 1, 0 from generate_series(1, ${count}::int) as numbers (n)`;
  for (const day of ['2026-03-01', '2026-03-02']) {
    await addDay(database, day);
    await client`
      insert into facet.customer_profiles
        (customer_id, profile_date, load_id, field1, field2, str1, str2, date1, time1)
      select customer_id, ${day}, 1, case when n % 10 <> 0 then (n * 7919) % (${count}::int / 10) end, n % 50,
        'label ' || n % 40, case when n % 2 = 0 then 'yes' else 'no' end, '2026-01-01'::date + n % 30,
        '2026-01-01T00:00:00Z'::timestamptz + n % 30 * interval '1 microsecond'
      from facet.customers, lateral (select right(customer_id, 7)::int as n) numbers`;
  }
  for (const alias of indexedAliases) await indexAttribute(testJob(database, '2026-03-03T00:00:00Z'), alias);
  await client`vacuum analyze facet.customers`;
  await client`analyze facet.customer_profiles (customer_id, profile_date)`;
}

/** A node of a plan as `explain (format json)` shows it. */
interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly PlanNode[];
}

export interface ExplainedPlan {
  /** The nodes that were run. */
  readonly nodes: readonly PlanNode[];
  /** Rows that scans gave or looked at in vain. */
  readonly rowsRead: number;
  /** Pages of the database that were looked at. */
  readonly blocks: number;
  readonly planningMilliseconds: number;
}

const all = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(all)];

/** Runs a statement and tells how. */
export async function explain({ client }: TestDatabase, { text, values }: Statement): Promise<ExplainedPlan> {
  const [row] = await client.unsafe<{ 'QUERY PLAN': [{ Plan: PlanNode; 'Planning Time': number }] }[]>(
    `explain (analyze, buffers, format json) ${text}`,
    values as never[],
  );
  const [{ Plan: top, 'Planning Time': planningMilliseconds }] = (row as NonNullable<typeof row>)['QUERY PLAN'];
  // The branch of the missing values stands in the plan, and is not run for a page that the other one fills.
  const nodes = all(top).filter((node) => node['Actual Loops'] > 0);
  const rows = (node: PlanNode): number =>
    node['Actual Loops'] * (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0));
  return {
    nodes,
    rowsRead: nodes
      .filter((node) => node['Node Type'].includes('Scan') && node.Plans === undefined)
      .reduce((sum, node) => sum + rows(node), 0),
    blocks: top['Shared Hit Blocks'] + top['Shared Read Blocks'],
    planningMilliseconds,
  };
}
