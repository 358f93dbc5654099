import type { SQL } from 'drizzle-orm';
import type { DaysToCompute } from '../../definitions/definition.js';
import type { MeasuredAttribute } from '../../measures/measured.js';

/** Rows that attributes are measured over. */
export interface MeasuredSource {
  /** Its name for people. */
  readonly words: string;
  /** A query of what the attributes measure, as `measuredRows` reads it, for the days and the population of the context. */
  readonly rows: (attributes: readonly MeasuredAttribute[], context: DaysToCompute) => SQL;
  /** Which columns of visits it reads, see `visitColumns` of a family; none where it reads no visits. */
  readonly visitColumns?: readonly string[];
  /** Throws a `UserError` for an attribute that the source cannot give. */
  readonly check: (attributes: readonly MeasuredAttribute[]) => void;
}
