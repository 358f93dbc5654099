import type { SQL } from 'drizzle-orm';
import type { DaysToCompute } from '../../definition.js';
import type { MeasuredMetric } from '../measured.js';

/** Something that metrics are measured over. */
export interface Source {
  /** For people. */
  readonly words: string;
  /** What the metrics measure, as `measuredRows` reads it, for the days and the population of the context. */
  readonly rows: (metrics: readonly MeasuredMetric[], context: DaysToCompute) => SQL;
  /** Throws a `UserError` for a metric that the source cannot give. */
  readonly check: (metrics: readonly MeasuredMetric[]) => void;
}
