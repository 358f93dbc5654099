import type { MeasureFunction } from './measure.js';
import type { TimeGrain } from './timeGrain.js';

/** A value of the rows as a client names it: exactly one of the two. */
export interface AskedValue {
  /** A value of an enum of columns. */
  readonly column?: string | null | undefined;
  readonly attribute?: string | null | undefined;
}

/** A key that rows are put together by. */
export interface AskedGrouping extends AskedValue {
  readonly grain?: TimeGrain | null | undefined;
}

/** A measure; all but `COUNT` are of a value. */
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
