import { sql, type SQL } from 'drizzle-orm';
import type { Scope } from '../context.js';
import { list } from '../db/sql.js';
import { groupByKey } from '../lib/byKey.js';
import { UserError } from '../lib/UserError.js';
import type { MetricsQuestion } from './askedMetrics.js';
import type { AggregationLevel } from './levels.js';
import type { AskedValues } from './parts/askedValues.js';
import { childrenPart, rollUpParts, valuesPart } from './rollUp.js';

/** A value of a metric. */
export interface MetricValueRow {
  readonly name: string;
  /** The decimal with the digits that it was stored with; null where it is known to be missing. */
  readonly value: string | null;
  readonly unit: string | null;
  readonly effectiveDate: string;
  readonly origin: 'STORED' | 'ROLLED_UP';
  /** Of a value made of others: how many entities are directly below, and how many of them contribute; null for others. */
  readonly children: number | null;
  readonly childrenWithValue: number | null;
  /** When it, or the newest of those it is made of, was written; null where that is not known. */
  readonly computedAt: string | null;
}

/**
 * Values that one statement brings at the most: a page of 100 entities with 12 metrics of 24 months. More, as lists within lists
 * could ask for, would hold up every other request while they are written out.
 */
const mostValues = 30_000;

function valuesStatement(asked: AskedValues): SQL {
  const children = childrenPart(asked.level);
  const counts = children === undefined ? sql`null::integer` : sql`coalesce(below.children, 0)`;
  const join =
    children === undefined
      ? sql``
      : sql`left join (select ${children.parent} as id, count(*)::integer as children from ${children.part} group by 1)
          as below on below.id = a.id`;
  return sql`
    with ${list(rollUpParts(asked))}
    select a.id as "entityId", a.metric_name as name, a.value::text as value, def.unit,
      a.effective_date::text as "effectiveDate", case when a.is_stored then 'STORED' else 'ROLLED_UP' end as origin,
      case when a.contributing is not null then ${counts} end as children, a.contributing as "childrenWithValue",
      coalesce(l.finished_at, l.started_at) as "computedAt"
    from ${valuesPart(asked.level)} a join def on def.metric_name = a.metric_name ${join}
    left join facet.loads l on l.load_id = a.load_id
    where def.is_asked
    order by a.id, a.metric_name, a.effective_date limit ${mostValues + 1}`;
}

/**
 * For each entity of a level its values that are asked for, in the order of metric names and effective dates; [] without any.
 * A stored value wins; where there is none, the rule of the metric makes it of the level below. Throws a `UserError` where
 * there are too many for one answer.
 */
export async function findMetricValues(
  { db }: Scope,
  { level, ...question }: MetricsQuestion & { readonly level: AggregationLevel },
  ids: readonly string[],
): Promise<MetricValueRow[][]> {
  if (question.names?.length === 0 || question.dates?.length === 0) return ids.map(() => []);
  const rows = await db.query<MetricValueRow & { entityId: string }>(valuesStatement({ level, ids, ...question }));
  if (rows.length > mostValues)
    throw new UserError(
      `The question asks for more than ${mostValues} values (entities: ${ids.length}); ask for smaller pages, or fewer ` +
        'metrics or dates.',
      'TOO_MANY_VALUES',
    );
  return groupByKey(ids, rows, ({ entityId }) => entityId);
}
