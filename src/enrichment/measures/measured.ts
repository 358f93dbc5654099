import type { Condition } from '../../config.js';
import type { BaseMetric, MetricDefinition } from '../definition.js';

/** Where measured metrics read: events, visits, orders and their lines. */
export type MeasureSource = 'activity' | 'visits' | 'orders' | 'order_lines';

/** What one number or text is made of many rows by. */
export type MeasureKind =
  'count' | 'sum' | 'min' | 'max' | 'average' | 'distinct' | 'first' | 'last' | 'most_frequent' | 'unique_list';

/** A metric in words instead of SQL. */
export interface Measured {
  readonly kind: MeasureKind;
  readonly source: MeasureSource;
  /** A column of the source; every kind but `count` has one. */
  readonly column?: string | undefined;
  /** Which rows count; all of them unless given. */
  readonly where?: Condition | undefined;
  /** `30d`, `4w`, `3m`, `1y` up to the day, the day included; all time unless given. */
  readonly window?: string | undefined;
}

/** A metric whose SQL is made from what it measures. */
export interface MeasuredMetric extends BaseMetric {
  readonly measured: Measured;
}

export const isMeasured = (metric: MetricDefinition): metric is MeasuredMetric => 'measured' in metric;
