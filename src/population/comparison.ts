import { sql, type SQL } from 'drizzle-orm';
import { folded, foldedLiterally, hasFolded } from '../db/folded.js';
import { bound, boundList, checkNumber, checkValue, type Operand } from './operand.js';

/** What a filter says of one operand; the members that a kind of filter has not are never there. */
export interface Operators {
  readonly is?: unknown;
  readonly isNot?: unknown;
  readonly in?: readonly unknown[] | null;
  readonly notIn?: readonly unknown[] | null;
  readonly gt?: unknown;
  readonly gte?: unknown;
  readonly lt?: unknown;
  readonly lte?: unknown;
  readonly between?: { readonly from: unknown; readonly to: unknown } | null;
  readonly contains?: string | null;
  readonly startsWith?: string | null;
  readonly endsWith?: string | null;
  readonly isNull?: boolean | null;
}

const foldedOf = ({ sql: expression, folded: kept }: Operand): SQL => kept ?? folded(expression);

type Range = NonNullable<Operators['between']>;

/** Every operator: true, or false or null where it does not hold; null operands never hold. */
const operators: Readonly<Record<keyof Operators, (operand: Operand, given: unknown) => SQL>> = {
  is: (operand, given) => sql`${operand.sql} = ${bound(operand, given)}`,
  isNot: (operand, given) => sql`${operand.sql} <> ${bound(operand, given)}`,
  in: (operand, given) => sql`${operand.sql} = any(${boundList(operand, given as unknown[])})`,
  // Nothing differs from an empty list, not even null.
  notIn: (operand, given) =>
    sql`(${operand.sql} <> all(${boundList(operand, given as unknown[])}) and ${operand.sql} is not null)`,
  gt: (operand, given) => sql`${operand.sql} > ${bound(operand, given)}`,
  gte: (operand, given) => sql`${operand.sql} >= ${bound(operand, given)}`,
  lt: (operand, given) => sql`${operand.sql} < ${bound(operand, given)}`,
  lte: (operand, given) => sql`${operand.sql} <= ${bound(operand, given)}`,
  between: (operand, given) =>
    sql`${operand.sql} between ${bound(operand, (given as Range).from)} and ${bound(operand, (given as Range).to)}`,
  contains: (operand, given) => hasFolded(foldedOf(operand), given as string),
  startsWith: (operand, given) => sql`${foldedOf(operand)} like ${foldedLiterally(given as string)} || '%'`,
  endsWith: (operand, given) => sql`${foldedOf(operand)} like '%' || ${foldedLiterally(given as string)}`,
  isNull: (operand, given) => (given === true ? sql`${operand.sql} is null` : sql`${operand.sql} is not null`),
};

const valuesOf = (given: unknown): readonly unknown[] =>
  Array.isArray(given) ? given : typeof given === 'object' && given !== null ? Object.values(given) : [given];

/**
 * The conditions that the given operators set on an operand, all of which must hold. A condition is null or false where
 * it does not hold. Throws a `UserError`, naming the path, for a value that the database cannot hold.
 */
export function comparisons(operand: Operand, given: Operators, path: string): SQL[] {
  return Object.entries(given).map(([name, value]) => {
    for (const one of valuesOf(value)) {
      (operand.kind === 'number' ? checkNumber : checkValue)(one, `${path}.${name}`);
    }
    return operators[name as keyof Operators](operand, value);
  });
}
