import type { SQL } from 'drizzle-orm';
import { allOf } from '../conditions/allOf.js';
import type { Scope } from '../scope.js';
import { filterConditions } from '../operands/filterConditions.js';
import { customerOperands } from '../operands/operands.js';
import type { CustomersQuestion } from './question.js';
import { searchConditions } from './search.js';

/** Which customers a question is about: what stands behind `from` and `where`, the customer as `c`, the snapshot as `p`. */
export interface Population {
  /** The day that attributes are read on; null where none is read, or there is no snapshot. */
  readonly day: string | null;
  readonly conditions: readonly SQL[];
  /** Whether the conditions read the snapshot. */
  readonly ofProfile: boolean;
}

/** Compiles a question for a day. Throws a `UserError` for an attribute that is unknown or of another type. */
export function compilePopulation(scope: Scope, question: CustomersQuestion, day: string | null): Population {
  const { filter, words, filterUsesAttributes } = question;
  return {
    day,
    conditions: [...filterConditions(filter, customerOperands(scope, day)), ...searchConditions(scope, words)],
    ofProfile: filterUsesAttributes && day !== null,
  };
}

/** The condition of the rows of a population, and of more conditions. */
export const whereOf = ({ conditions }: Pick<Population, 'conditions'>, more: readonly SQL[] = []): SQL =>
  allOf([...conditions, ...more]);
