import type { MetricFamily } from '../definition.js';
import { isMeasured, type MeasuredMetric, type MeasureSource } from './measured.js';
import { measuredRows } from './measuredRows.js';
import { activitySource } from './sources/activitySource.js';
import { orderLineSource, orderSource } from './sources/orderSources.js';
import type { Source } from './sources/source.js';
import { visitSource, type VisitRows } from './sources/visitSource.js';

/**
 * Measured metrics by their source, one family for each that is used; each reads its source once. Throws a `UserError`
 * for a column that orders or visits do not have.
 */
export function measureFamilies(definitions: readonly MeasuredMetric[], visits: VisitRows): MetricFamily[] {
  const sources: Readonly<Record<MeasureSource, Source>> = {
    activity: activitySource,
    visits: visitSource(visits),
    orders: orderSource,
    order_lines: orderLineSource,
  };
  return Object.entries(sources).flatMap(([name, source]) => {
    const metrics = definitions.filter(({ measured }) => measured.source === name);
    if (metrics.length === 0) return [];
    source.check(metrics);
    return {
      name: `measures_${name}`,
      source: source.words,
      metrics,
      ...(name === 'visits' && { visitColumns: () => visits.visitColumns }),
      rows: (wanted, context) => {
        const measured = wanted.filter(isMeasured);
        return measuredRows(measured, source.rows(measured, context));
      },
    };
  });
}
