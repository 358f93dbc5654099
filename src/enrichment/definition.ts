import type { SQL } from 'drizzle-orm';
import type { DataType } from '../catalogue/dataTypes.js';
import type { PiiClass } from '../catalogue/piiClasses.js';
import type { Config } from '../config.js';

/** What a metric is a fact of. */
type AggregationLevel = 'CUSTOMER';

/** Which way a metric grows when things get better; `NEUTRAL` where neither is. */
type Direction = 'HIGHER_IS_BETTER' | 'LOWER_IS_BETTER' | 'NEUTRAL';

interface MetricWords {
  /** Stable key, lower case; also its column in the enriched table. */
  readonly name: string;
  /** Key in the catalogue, where one name may stand for different meanings; default: the name. */
  readonly key?: string;
  /** A short name for people; default: the name with blanks. */
  readonly label?: string;
  /** The alias it is given in the catalogue; a later rename there does not touch the definition. */
  readonly alias: string;
  readonly description: string;
  readonly dataType: DataType;
  /** `currency` stands for the company's currency, see `orders.currency` in the config. */
  readonly unit?: string;
  readonly category: string;
  readonly piiClass?: PiiClass;
  /** Default `CUSTOMER`. */
  readonly level?: AggregationLevel;
  /** Default `NEUTRAL`. */
  readonly direction?: Direction;
  /** Whether its values are somebody's own: numbers may then be of any size. */
  readonly isForeign?: boolean;
  /** SQL literal: the value of a customer who has no row in the family. Null unless given. */
  readonly absent?: string;
}

/** A metric that is read from the rows of its family. */
export interface BaseMetric extends MetricWords {
  /** A SQL expression over the rows of its family, see there. */
  readonly sql: string;
  /** Whether it grows by one with every day on which nothing happens, as the days since something do. */
  readonly growsDaily?: boolean;
}

/** A metric that is worked out from other metrics of the same customer and day, or by comparing customers. */
export interface DerivedMetric extends MetricWords {
  readonly derived: {
    /** Names of the metrics it needs. */
    readonly from: readonly string[];
    /**
     * A SQL expression over columns named as those metrics, null where the customer has no row in their family, and
     * `day`. Window functions see every customer.
     */
    readonly sql: string;
  };
}

/** The one place that says what a metric is: its SQL, slot, alias, GraphQL field, view column and words come from here. */
export type MetricDefinition = BaseMetric | DerivedMetric;

/** What a slot of the catalogue is filled by. */
export const catalogueKey = ({ key, name }: MetricDefinition): string => key ?? name;

/** The short name for people. */
export const labelOf = ({ label, name }: MetricDefinition): string =>
  label ?? `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('_', ' ')}`;

export const isDerived = (metric: MetricDefinition): metric is DerivedMetric => 'derived' in metric;

/** What a family's rows are computed for. */
export interface DaysToCompute {
  /** Days, `YYYY-MM-DD`. */
  readonly days: readonly string[];
  /** IANA zone of the days. */
  readonly timeZone: string;
  readonly enrichment: Config['enrichment'];
  /** A query of rows `customer_id`: who is to be computed, each once. */
  readonly population: SQL;
  /** The same of all customers, where the population is a part of them. */
  readonly everybody?: SQL;
  /** The table that holds the visits of the population, and all that are anonymous; default: that of all visits. */
  readonly visits?: SQL;
}

/** Metrics that are read from the same rows in one pass. */
export interface MetricFamily {
  readonly name: string;
  /** What its rows come from, for people, e.g. `Order lines`. */
  readonly source: string;
  readonly metrics: readonly MetricDefinition[];
  /** Whether its rows stand in a table, so that they may be read twice. */
  readonly isStored?: boolean;
  /** Whether the enriched table leaves its metrics out, because they are the master's own columns. */
  readonly isOfMaster?: boolean;
  /**
   * Where its values change with the customer's visits alone, and with those that leave a window, how many days long such windows are;
   * then values of one day serve for the next. See `kept/`.
   */
  readonly windows?: readonly number[];
  /** Which columns of visits its rows read beside those that every visit has, see `visitRows`; none where it reads no visits. */
  readonly visitColumns?: (metrics: readonly BaseMetric[]) => readonly string[];
  /**
   * A query of rows `(customer_id, day, <one column per metric>)`, at most one per customer and day; customers without
   * anything may be missing.
   */
  readonly rows: (metrics: readonly BaseMetric[], context: DaysToCompute) => SQL;
}

/** The metrics of a family that are read from its rows. */
export const baseMetrics = ({ metrics }: Pick<MetricFamily, 'metrics'>): readonly BaseMetric[] =>
  metrics.filter((metric): metric is BaseMetric => !isDerived(metric));
