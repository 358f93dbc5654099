import type { Expression } from './expressions/expression.js';
import type { Reader } from './formats/reader.js';
import type { TargetColumn } from './targetColumn.js';

/** How one column of the target is filled from a row of the source. */
export interface ColumnPlan extends Expression {
  readonly target: TargetColumn;
  readonly read: Reader;
  /** Whether a bad value is taken for none, and does not make its row a reject. */
  readonly forgives?: boolean;
  /** What every row gets, in PostgreSQL's form; undefined where rows differ. */
  readonly constant: string | null | undefined;
}
