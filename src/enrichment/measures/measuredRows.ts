import { sql, type SQL } from 'drizzle-orm';
import { identifier, list, literal } from '../../db/sql.js';
import { metricColumns } from '../familyRows.js';
import { kinds } from './kinds.js';
import type { MeasuredMetric } from './measured.js';
import { measureName } from './measureName.js';
import { partName, partSql } from './parts.js';
import { inWindows } from './window.js';

/** The parts that metrics need, each once: `<aggregate> filter (where …) as "<part>"`. */
function partColumns(metrics: readonly MeasuredMetric[]): SQL[] {
  const columns = metrics.flatMap(({ measured }) => {
    const inWindow = inWindows([measured.window], sql`v.day`, sql`v.as_of`);
    const isMeasure = sql`v.measure = ${literal(measureName(measured))}`;
    const condition = inWindow === undefined ? isMeasure : sql`${isMeasure} and ${inWindow}`;
    return kinds[measured.kind].parts.map((part) => {
      const name = partName(measured, part);
      return [name, sql`${partSql(part)} filter (where ${condition}) as ${identifier(name)}`] as const;
    });
  });
  return [...new Map(columns).values()];
}

/**
 * A query of rows `(customer_id, day, <one column per metric>)` from `rows`, a query of what was measured: `customer`,
 * `as_of` (the day that is worked out), `day`, `measure`, `value`, `events`, `total`, `least`, `greatest`, `first_at`,
 * `last_at`. First every value is counted, then the kinds combine values.
 */
export const measuredRows = (metrics: readonly MeasuredMetric[], rows: SQL): SQL => sql`
  select g.customer as customer_id, g.as_of as day, ${metricColumns(metrics)}
  from (
    select ${list([sql`v.customer, v.as_of, v.value`, ...partColumns(metrics)])}
    from (${rows}) as v
    group by v.customer, v.as_of, v.measure, v.value
  ) as g
  group by g.customer, g.as_of`;
