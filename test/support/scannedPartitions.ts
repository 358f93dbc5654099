import type { Statement } from '../../src/db/sql.js';
import type { TestDatabase } from './database.js';

interface Plan {
  readonly 'Relation Name'?: string;
  readonly 'Actual Loops': number;
  readonly Plans?: readonly Plan[];
}

const nodesOf = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** How a prepared statement is planned: for its values, or once for all values. */
export const planModes = ['force_custom_plan', 'force_generic_plan'] as const;

/** The monthly partitions that a statement looks at when it is run, each once. */
export async function scannedPartitions(
  { client }: Pick<TestDatabase, 'client'>,
  { text, values }: Statement,
  mode: (typeof planModes)[number],
): Promise<readonly string[]> {
  const [row] = await client.begin(async (session) => {
    await session.unsafe(`set local plan_cache_mode = ${mode}`);
    // The tables of a test are so small that others than by an index would be as good.
    await session.unsafe('set local enable_seqscan = off');
    return session.unsafe<{ 'QUERY PLAN': [{ Plan: Plan }] }[]>(
      `explain (analyze, format json) ${text}`,
      values as never[],
    );
  });
  const nodes = nodesOf((row as { 'QUERY PLAN': [{ Plan: Plan }] })['QUERY PLAN'][0].Plan);
  const names = nodes.filter((node) => node['Actual Loops'] > 0).map((node) => node['Relation Name'] ?? '');
  return [...new Set(names.filter((name) => /_\d{4}_\d{2}$/.test(name)))].toSorted();
}
