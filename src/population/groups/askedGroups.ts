import type { MeasureFunction } from './measure.js';
import type { TimeGrain } from './timeGrain.js';

/** By what clients name a value of the rows: `column` and `attribute` are of the rows themselves, the others of what they belong to. */
export type ValueName = 'column' | 'attribute' | 'productColumn' | 'customerColumn' | 'customerAttribute';

/** A value of the rows as a client names it: by exactly one of the names that there are for it. Columns are values of an enum. */
export type AskedValue = { readonly [Name in ValueName]?: string | null | undefined };

/** A key that rows are put together by. */
export interface AskedGrouping extends AskedValue {
  readonly grain?: TimeGrain | null | undefined;
}

/** A measure; those that count rows are of no value. */
export interface AskedMeasure extends AskedValue {
  readonly measure: MeasureFunction;
}

/** What must hold of a measure: the operators of its kind. */
export interface AskedHaving extends AskedMeasure {
  readonly number?: unknown;
  readonly text?: unknown;
  readonly date?: unknown;
  readonly dateTime?: unknown;
}

/** A term of an order of groups: a measure, or a key by its place in `groupBy`, from 1. */
export interface AskedGroupOrder extends AskedValue {
  readonly measure?: MeasureFunction | null | undefined;
  readonly key?: number | null | undefined;
  readonly direction?: 'ASC' | 'DESC' | null | undefined;
  readonly nulls?: 'FIRST' | 'LAST' | null | undefined;
}

/** What a client says of groups. */
export interface AskedGroups {
  readonly groupBy: readonly AskedGrouping[];
  readonly having: readonly AskedHaving[];
  readonly orderBy: readonly AskedGroupOrder[];
}

/** What a client says of groups, as it says it. */
export type GivenGroups = { readonly [Part in keyof AskedGroups]?: AskedGroups[Part] | null | undefined };

/** Which rows are put together, and how clients name their values. */
export interface GroupedRows {
  /** What the rows are, for sentences. */
  readonly rows: string;
  readonly keys: readonly ValueName[];
  readonly measures: readonly ValueName[];
}
