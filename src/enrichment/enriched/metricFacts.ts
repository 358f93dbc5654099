import { sql } from 'drizzle-orm';
import { dataTypes } from '../../catalogue/dataTypes.js';
import type { Sql } from '../../db/client.js';
import { compile, identifier, list } from '../../db/sql.js';
import type { MetricDefinition } from '../definition.js';

/** What a run says of a metric: how many values are missing, and the least, middle and greatest of those that can be ordered. */
export interface MetricFacts {
  readonly metric: string;
  readonly nulls: number;
  readonly minimum: string | null;
  readonly median: string | null;
  readonly maximum: string | null;
}

const isOrdered = ({ dataType }: MetricDefinition): boolean => !['text', 'flag'].includes(dataTypes[dataType].kind);

/** Customers of whom the middle values are taken where there are more. */
const sampled = 20_000;

/** Metrics per statement: a select list holds 1,664 columns at the most. */
const atOnce = 400;

/** Looks through the computed values of a run, reading them once. The median is that of every n-th customer where they are many. */
export async function metricFacts(
  db: Sql,
  { table, rows }: { readonly table: string; readonly rows: number },
  metrics: readonly MetricDefinition[],
): Promise<readonly MetricFacts[]> {
  const every = Math.max(1, Math.floor(rows / sampled));
  const sample = every === 1 ? sql`` : sql` filter (where mod(hashtext(customer_id), ${sql.raw(String(every))}) = 0)`;
  const facts: MetricFacts[] = [];
  for (let from = 0; from < metrics.length; from += atOnce) {
    const some = metrics.slice(from, from + atOnce);
    const columns = some.flatMap((metric) => {
      const column = identifier(metric.name);
      const nulls = sql`(count(*) - count(${column}))::text`;
      if (!isOrdered(metric)) return [nulls, sql`null::text`, sql`null::text`, sql`null::text`];
      const median = sql`(percentile_disc(0.5) within group (order by ${column})${sample})::text`;
      return [nulls, sql`min(${column})::text`, median, sql`max(${column})::text`];
    });
    const { text } = compile(sql`select ${list(columns)} from ${identifier(table)}`);
    const [row = []] = await db.unsafe(text).values();
    for (const [index, { name }] of some.entries()) {
      const [nulls, minimum, median, maximum] = row.slice(4 * index, 4 * index + 4) as (string | null)[];
      facts.push({
        metric: name,
        nulls: Number(nulls),
        minimum: minimum ?? null,
        median: median ?? null,
        maximum: maximum ?? null,
      });
    }
  }
  return facts;
}
