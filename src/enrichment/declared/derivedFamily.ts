import { sql } from 'drizzle-orm';
import type { DerivedMetric, MetricFamily } from '../definition.js';

/** The family of derived metrics that belong to no other: it has no rows. Empty without metrics. */
export const derivedFamily = (metrics: readonly DerivedMetric[]): MetricFamily[] =>
  metrics.length === 0
    ? []
    : [
        {
          name: 'derived',
          source: 'Other metrics',
          metrics,
          rows: () => sql`select null::text as customer_id, null::date as day where false`,
        },
      ];
