import { sql, type SQL } from 'drizzle-orm';
import { compile, identifier, list } from '../../db/sql.js';
import { UserError } from '../../lib/errors/UserError.js';
import { listLimits } from '../../words/limits.js';
import type { Operand } from '../../operands/operand.js';
import { rowCount } from './measure.js';

/** A key or measure of a group as the outer statement knows it: a column of the groups `g`. */
export interface GroupOperand extends Operand {
  readonly column: string;
}

/** The columns of the groups of one statement, each worked out once however often it is asked. */
export interface GroupColumns {
  /** The list behind `select` where rows are put together: keys first. */
  readonly select: SQL;
  /** The list behind `group by`; null where all rows are one group. */
  readonly groupBy: SQL | null;
  /** Finds the column of a key or measure. Throws a `TypeError` for one that the columns were not made of. */
  readonly of: (operand: Operand) => GroupOperand;
}

/** Tells operands apart: the same expression is the same column, under whatever name it was asked for. */
const identityOf = (operand: Operand): string => JSON.stringify(compile(operand.sql));

const unique = (operands: readonly Operand[]): Map<string, Operand> =>
  new Map(operands.map((operand) => [identityOf(operand), operand]));

function groupOperand(operand: Operand, column: string): GroupOperand {
  const { name, kind, pii, nullable, ofProfile } = operand;
  const expression = sql`g.${identifier(column)}`;
  return {
    name,
    kind,
    pii,
    sql: expression,
    nullable,
    ofProfile,
    column,
  };
}

/**
 * The columns of groups with the given keys and measures, among which keys may be again; measures in a set order, so that
 * one question has one text. Throws a `UserError` for more measures than one statement should work out.
 */
export function groupColumns(keys: readonly Operand[], measures: readonly Operand[]): GroupColumns {
  const known = unique(keys);
  const ofKeys = [...known];
  const ofMeasures = [...unique(measures)]
    .filter(([identity]) => !known.has(identity))
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  if (ofMeasures.length > listLimits.measures)
    throw new UserError(
      `The question asks for ${ofMeasures.length} measures, and ${listLimits.measures} are the most.`,
      'TOO_MANY_MEASURES',
    );
  // A select list is never empty, and without any measure all rows would not come together.
  const own = ofKeys.length + ofMeasures.length === 0 ? [...unique([rowCount])] : ofMeasures;
  const inner = [
    ...ofKeys.map(([identity, operand], n) => ({ identity, operand, column: `k${n + 1}` })),
    ...own.map(([identity, operand], n) => ({ identity, operand, column: `m${n + 1}` })),
  ];
  const found = new Map(inner.map(({ identity, operand, column }) => [identity, groupOperand(operand, column)]));
  return {
    select: list(inner.map(({ operand, column }) => sql`${operand.sql} as ${identifier(column)}`)),
    groupBy: ofKeys.length === 0 ? null : sql.raw(ofKeys.map((_, n) => n + 1).join(', ')),
    of(operand) {
      const one = found.get(identityOf(operand));
      if (one === undefined) throw new TypeError(`"${operand.name}" is not a column of the groups`);
      return one;
    },
  };
}
