import type { SQL } from 'drizzle-orm';
import type { DataType } from '../catalogue/dataTypes.js';
import type { PiiClass } from '../catalogue/piiClasses.js';

/** The one place that says what a metric is: its SQL, slot, alias, GraphQL field, view column and words come from here. */
export interface MetricDefinition {
  /** Stable key, lower case. */
  readonly name: string;
  /** The alias it is given in the catalogue; a later rename there does not touch the definition. */
  readonly alias: string;
  readonly description: string;
  readonly dataType: DataType;
  /** `currency` stands for the company's currency, see `orders.currency` in the config. */
  readonly unit?: string;
  readonly category: string;
  readonly piiClass?: PiiClass;
  /** A SQL expression over the rows of its family, see there. */
  readonly sql: string;
  /** The value of a customer who has no row in the family: null unless given. */
  readonly absent?: '0' | 'false';
}

/** What a family's rows are computed for. */
export interface DaysToCompute {
  /** Days, `YYYY-MM-DD`. */
  readonly days: readonly string[];
  /** IANA zone of the days. */
  readonly timeZone: string;
}

/** Metrics that are read from the same rows in one pass. */
export interface MetricFamily {
  readonly name: string;
  readonly metrics: readonly MetricDefinition[];
  /**
   * A query of rows `(customer_id, day, <one column per metric>)`, at most one per customer and day; customers without
   * anything may be missing.
   */
  readonly rows: (metrics: readonly MetricDefinition[], context: DaysToCompute) => SQL;
}
