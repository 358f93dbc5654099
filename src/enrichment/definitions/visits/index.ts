import { sql } from 'drizzle-orm';
import type { Config } from '../../../config.js';
import { namedColumns, visitRows } from '../../activity/visitRows.js';
import type { BaseMetric, MetricFamily } from '../../definition.js';
import { metricColumns } from '../../familyRows.js';
import { acquisitionMetrics } from './acquisition.js';
import { activeDays } from './activeDays.js';
import { activityMetrics, windows } from './activity.js';
import { preferenceMetrics } from './preferences.js';
import { preferred } from './preferred.js';
import { tdMetrics } from './td.js';

const columnsOf = (wanted: readonly BaseMetric[]): readonly string[] =>
  namedColumns(wanted.map((metric) => metric.sql));

/** Rows: `v` is a visit or the part of one that lies in one day, see `visitRows`. */
const visits = (keys: Config['enrichment']): MetricFamily => ({
  name: 'visits',
  source: 'Web activity',
  metrics: [...tdMetrics(keys), ...activityMetrics, ...acquisitionMetrics, ...preferenceMetrics],
  windows: [...windows, 7 * keys.nw],
  visitColumns: columnsOf,
  rows: (wanted, context) => sql`
    select v.customer as customer_id, v.as_of as day, ${metricColumns(wanted)}
    from (${visitRows(context, { columns: columnsOf(wanted) })}) as v
    group by v.customer, v.as_of`,
});

/** Metrics of web activity: families by what their rows are, so that only those that need an order pay for it. */
export const visitFamilies = (keys: Config['enrichment']): readonly MetricFamily[] => [
  visits(keys),
  activeDays,
  preferred,
];
