import type { Condition, Config } from '../../config.js';
import type { AttributeDefinition, BaseAttribute } from '../definitions/definition.js';

type DeclaredMeasured = Extract<Config['enrichment']['attributes'][number], { readonly source: string }>;

/** Where measured attributes read: events, visits, orders and their lines. */
export type MeasureSourceName = DeclaredMeasured['source'];

/** How one number or text is made of many rows, such as `count` or `most_frequent`. */
export type MeasureKind = DeclaredMeasured['kind'];

/** An attribute in words instead of SQL. */
export interface Measured {
  readonly kind: MeasureKind;
  readonly source: MeasureSourceName;
  /** A column of the source; none where rows are only counted. */
  readonly column?: string | undefined;
  /** Which rows count; all of them unless given. */
  readonly where?: Condition | undefined;
  /** `30d`, `4w`, `3m`, `1y` up to the day, the day included, or calendar months, see `windowStart`; all time unless given. */
  readonly window?: string | undefined;
}

/** An attribute whose SQL is made from what it measures. */
export interface MeasuredAttribute extends BaseAttribute {
  readonly measured: Measured;
}

/** Whether an attribute is measured. */
export const isMeasured = (attribute: AttributeDefinition): attribute is MeasuredAttribute => 'measured' in attribute;
