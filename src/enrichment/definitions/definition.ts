import type { SQL } from 'drizzle-orm';
import type { Config } from '../../config.js';
import type { DataType } from '../../words/dataTypes.js';
import type { DeclaredClass } from '../../words/piiClasses.js';

/** Which way an attribute grows when things get better; `NEUTRAL` where neither is. */
type Direction = 'HIGHER_IS_BETTER' | 'LOWER_IS_BETTER' | 'NEUTRAL';

interface AttributeWords {
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
  /** Null where its values come from users who have said nothing: they are then of no known class. */
  readonly piiClass: DeclaredClass | null;
  /** Default `NEUTRAL`. */
  readonly direction?: Direction;
  /** Whether its values come from users or imports, so that numbers may be of any size. */
  readonly isForeign?: boolean;
  /** Whether its own SQL sees to it that its numbers fit a slot, so that nobody need look again. */
  readonly fitsSlots?: boolean;
  /** SQL literal: the value of a customer without a row in the family. Default: null. */
  readonly absent?: string;
}

/** A calculated attribute that is read from the rows of its family. */
export interface BaseAttribute extends AttributeWords {
  /** A SQL expression over the rows of its family, see there. */
  readonly sql: string;
  /** Whether it grows by one with every day on which nothing happens, as the days since something do. */
  readonly growsDaily?: boolean;
}

/** A calculated attribute that is made of others of the same customer and day, or by comparing customers. */
export interface DerivedAttribute extends AttributeWords {
  readonly derived: {
    /** Names of the attributes it needs. */
    readonly from: readonly string[];
    /**
     * A SQL expression over columns named as those attributes, null where the customer has no row in their family, and
     * `day`. Window functions see every customer.
     */
    readonly sql: string;
  };
}

/** What a calculated attribute is: its SQL, slot, alias, GraphQL field, view column and words all come from here. */
export type AttributeDefinition = BaseAttribute | DerivedAttribute;

/** The key by which the catalogue says that an attribute fills a slot. */
export const catalogueKey = ({ key, name }: AttributeDefinition): string => key ?? name;

/** The short name of an attribute for people. */
export const labelOf = ({ label, name }: AttributeDefinition): string =>
  label ?? `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('_', ' ')}`;

/** Whether an attribute is computed from others. */
export const isDerived = (attribute: AttributeDefinition): attribute is DerivedAttribute => 'derived' in attribute;

/** A part of all customers: those whose key has the hash `index` of `of`. */
export interface CustomerStretch {
  readonly index: number;
  readonly of: number;
}

/** The columns of stored values that `keepValues` compares; no attribute is named like that. */
export const storedCounts = { visits: 'facet visits', owned: 'facet owned' } as const;

/** A table of values that were worked out before, in stretches. */
export interface StoredValues {
  /** SQL: the table, with columns `customer_id`, `day`, and one per attribute. */
  readonly table: SQL;
  /** The attributes that it has. */
  readonly names: ReadonlySet<string>;
  /** Whether it has the columns of `storedCounts`. */
  readonly hasVisits: boolean;
}

/** What a family's rows are computed for. */
export interface DaysToCompute {
  /** Days, `YYYY-MM-DD`. */
  readonly days: readonly string[];
  /** IANA zone of the days. */
  readonly timeZone: string;
  readonly enrichment: Config['enrichment'];
  /** A query of rows `customer_id`: the customers to compute, each once. */
  readonly population: SQL;
  /** A query of rows `customer_id` of all customers, where the population is a part of them. */
  readonly everybody?: SQL;
  /** A table with the visits of the population and all anonymous ones; default: the table of all visits. */
  readonly visits?: SQL;
  /** The stretch that the population is cut down to; families may read less then. */
  readonly stretch?: CustomerStretch;
  /** Values of the whole population on these days, which need not be worked out again. */
  readonly stored?: StoredValues;
}

/** Attributes that are read from the same rows in one pass. */
export interface AttributeFamily {
  readonly name: string;
  /** The source of its rows, for people, e.g. `Order lines`. */
  readonly source: string;
  readonly attributes: readonly AttributeDefinition[];
  /** Whether its rows are stored in a table, so that reading them twice is cheap. */
  readonly isStored?: boolean;
  /** Whether the enriched table leaves its attributes out, because they are columns of the master. */
  readonly isOfMaster?: boolean;
  /** The table of `facet` that holds its attributes as of the newest day; the enriched table leaves them out then. */
  readonly ownTable?: string;
  /** Whether its attributes get a slot only where the config names them, see `aliases.add`. */
  readonly isUnslotted?: boolean;
  /**
   * The lengths in days of its windows, where its values change only with the customer's visits and with those that leave a
   * window: then values of one day serve for the next, see `keepValues`.
   */
  readonly windows?: readonly number[];
  /** Whether it puts all visits and parts of visits of a customer up to the day together, so that it can count them. */
  readonly countsVisits?: boolean;
  /**
   * The columns of visits that its rows read beside those that every visit has, see `visitRows`; absent where it reads no visits.
   */
  readonly visitColumns?: (attributes: readonly BaseAttribute[]) => readonly string[];
  /**
   * A query of rows `(customer_id, day, <one column per attribute>)`, at most one per customer and day; customers without
   * anything may be missing.
   */
  readonly rows: (attributes: readonly BaseAttribute[], context: DaysToCompute) => SQL;
}

/** Whether the attributes of a family are columns of the enriched table. */
export const isEnriched = ({ isOfMaster, ownTable }: Pick<AttributeFamily, 'isOfMaster' | 'ownTable'>): boolean =>
  isOfMaster !== true && ownTable === undefined;

/** The attributes of a family that are read from its rows. */
export const baseAttributes = ({ attributes }: Pick<AttributeFamily, 'attributes'>): readonly BaseAttribute[] =>
  attributes.filter((attribute): attribute is BaseAttribute => !isDerived(attribute));
