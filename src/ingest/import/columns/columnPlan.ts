import type { Expression } from '../expressions/expression.js';
import type { Reader } from '../formats/reader.js';
import type { TargetColumn } from './targetColumn.js';

/** How one column of the target is filled from a row of the source. */
export interface ColumnPlan extends Expression {
  readonly target: TargetColumn;
  readonly read: Reader;
  /** Whether a bad value becomes null; else its row is rejected. */
  readonly nullsBadValues?: boolean;
  /** The value of every row, in PostgreSQL's form; undefined where rows differ. */
  readonly constant: string | null | undefined;
}
