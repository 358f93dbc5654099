import { sql } from 'drizzle-orm';
import type { Config } from '../../../config.js';
import { visitRows } from '../../activity/visitRows.js';
import type { MetricFamily } from '../../definition.js';
import { metricColumns } from '../../familyRows.js';
import { acquisitionMetrics } from './acquisition.js';
import { activityMetrics } from './activity.js';
import { preferenceMetrics } from './preferences.js';
import { tdMetrics } from './td.js';

/** Metrics of web activity. Rows: `v` is a visit or the part of one that lies in one day, see `visitRows`. */
export const visitMetrics = (keys: Config['enrichment']): MetricFamily => ({
  name: 'visits',
  source: 'Web activity',
  metrics: [...tdMetrics(keys), ...activityMetrics, ...acquisitionMetrics, ...preferenceMetrics],
  rows: (wanted, context) => sql`
    select v.customer as customer_id, v.as_of as day, ${metricColumns(wanted)}
    from (${visitRows(context, (column) => wanted.some((metric) => metric.sql.includes(`v.${column}`)))}) as v
    group by v.customer, v.as_of`,
});
