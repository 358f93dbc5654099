import type { SQL } from 'drizzle-orm';
import type { UserError } from '../../lib/errors/UserError.js';
import type { Operators } from '../../words/conditionOperators.js';
import type { Operand } from '../../operands/operand.js';

/** What must hold of a measure of a group. */
export interface MeasureCondition {
  readonly measure: Operand;
  readonly operators: Operators;
  /** Where the client said so, for sentences. */
  readonly path: string;
}

/** What no group may be, whether it is shown or not: else there is no answer. */
export interface GroupGuard {
  /** An aggregate over the rows of a group: a text that tells what is wrong with it, or null. */
  readonly sql: SQL;
  /** The refusal, of the text of one group. */
  readonly refusal: (fault: string) => UserError;
}

/** The customers of groups. */
export interface GroupCustomers {
  /** How many a group has: an aggregate over its rows. */
  readonly customers: SQL;
  /** An aggregate over its rows that says nothing, but to who knows who is in it: what is left out beside is chosen by it. */
  readonly mark: SQL;
  /** Whether each customer is in one group alone. */
  readonly areParted: boolean;
}

/** What keeps small groups from whoever is not told of them. */
export interface LeastGroup extends GroupCustomers {
  /** How many customers a group must have, more than 1. */
  readonly size: number;
}

/** Rows put together by the values of keys, and which of the groups count. */
export interface Groups {
  /** What stands behind `from` and `where`, for a set of operands that are read. */
  readonly rows: (operands: readonly Operand[]) => { readonly from: SQL; readonly where: SQL };
  /** Operands over the rows; without any all rows are one group, also where there are none. */
  readonly keys: readonly Operand[];
  /** All of these must hold. */
  readonly having: readonly MeasureCondition[];
  readonly guard?: GroupGuard | undefined;
  /** Which groups are told of; left out where all are. */
  readonly least?: LeastGroup | undefined;
}
