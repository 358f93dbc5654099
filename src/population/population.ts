import type { SQL } from 'drizzle-orm';
import { allOf } from '../conditions/allOf.js';
import type { Scope } from '../scope.js';
import { filterConditions } from '../operands/filterConditions.js';
import { customerOperands } from '../operands/operands.js';
import type { CustomersQuestion } from './question.js';
import { searchConditions } from './search.js';
import { compileLeaves } from './segmentLeaves.js';

/** Which customers a question is about: what stands behind `from` and `where`, the customer as `c`, the snapshot as `p`. */
export interface Population {
  /** The day that attributes are read on; null where none is read, or there is no snapshot. */
  readonly day: string | null;
  readonly conditions: readonly SQL[];
  /** Whether the conditions read the snapshot. */
  readonly ofProfile: boolean;
}

/**
 * Compiles a question for a day, with the segments that it names looked up. Throws a `UserError` for an attribute that is unknown or
 * of another type, and for what is unknown of a segment.
 */
export async function compilePopulation(
  scope: Scope,
  question: CustomersQuestion,
  day: string | null,
): Promise<Population> {
  const { filter, words, filterUsesAttributes } = question;
  const leaves = await compileLeaves(scope, question, day);
  return {
    day,
    conditions: [
      ...filterConditions(filter, customerOperands(scope, day, leaves.others)),
      ...searchConditions(scope, words),
    ],
    ofProfile: (filterUsesAttributes || leaves.ofProfile) && day !== null,
  };
}

/** The condition of the rows of a population, and of more conditions. */
export const whereOf = ({ conditions }: Pick<Population, 'conditions'>, more: readonly SQL[] = []): SQL =>
  allOf([...conditions, ...more]);
