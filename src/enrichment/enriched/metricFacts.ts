import { sql } from 'drizzle-orm';
import { dataTypes } from '../../catalogue/dataTypes.js';
import type { Sql } from '../../db/client.js';
import { compile, identifier, literal } from '../../db/sql.js';
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

/** Looks through the computed values of a run, one column after the other. */
export async function metricFacts(
  db: Sql,
  table: string,
  metrics: readonly MetricDefinition[],
): Promise<readonly MetricFacts[]> {
  if (metrics.length === 0) return [];
  const of = metrics.map((metric) => {
    const column = identifier(metric.name);
    const ordered = isOrdered(metric)
      ? sql`min(${column})::text, (percentile_disc(0.5) within group (order by ${column}))::text, max(${column})::text`
      : sql`null, null, null`;
    return sql`select ${literal(metric.name)}, (count(*) - count(${column}))::float8, ${ordered} from ${identifier(table)}`;
  });
  const { text } = compile(sql`
    select * from (${sql.join(of, sql` union all `)}) as facts (metric, nulls, minimum, median, maximum)`);
  return db.unsafe<MetricFacts[]>(text);
}
