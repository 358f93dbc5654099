import { z } from 'zod';
import { isStorable } from '../lib/checks/checkValue.js';
import { textLimits } from '../words/limits.js';
import { conditionOperators, type OperatorArgument, type Operators } from '../words/conditionOperators.js';

/** A text that a text of the database can be equal to. */
const text = z
  .string()
  .max(textLimits.comparedText)
  .refine(isStorable, 'holds a NUL or half a character, which no database text holds');

/** What a column is compared with: as a text, as a number or as a flag, whichever it is written as. */
export type Comparable = string | number | boolean;

/** What must hold of one column; all of them. */
export type ColumnOperators = Operators<Comparable, string | number>;

const comparable = z.union([text, z.number(), z.boolean()], { error: 'is not a text, a number, or true or false' });
const ordered = z.union([text, z.number()], { error: 'is not a text or a number' });

const argumentOf: Readonly<Record<OperatorArgument, z.ZodType>> = {
  value: comparable,
  list: z.array(comparable).max(10_000),
  ordered,
  range: z
    .strictObject({ from: ordered, to: ordered })
    .refine(({ from, to }) => typeof from === typeof to, 'has a text and a number as its ends'),
  text,
  presence: z.boolean(),
};

const operators = z
  .strictObject(
    Object.fromEntries(
      Object.entries(conditionOperators).map(([name, { takes }]) => [name, argumentOf[takes].optional()]),
    ),
    {
      error: (issue) =>
        issue.code === 'invalid_type' ? 'is not an operator and a value, such as { is: cart }' : undefined,
    },
  )
  .refine((given) => Object.keys(given).length > 0, 'names no operator such as is, in or contains');

/** Columns with their operators, all of which must hold, and conditions in brackets. */
export interface Condition {
  readonly and?: readonly Condition[] | undefined;
  readonly or?: readonly Condition[] | undefined;
  readonly not?: Condition | undefined;
  readonly [column: string]: ColumnOperators | Condition | readonly Condition[] | undefined;
}

/** The words of filters in GraphQL, by columns; columns named `and`, `or` and `not` cannot be asked for. */
export const condition: z.ZodType<Condition> = z.lazy(() =>
  z
    .object({
      and: z.array(saidCondition).optional(),
      or: z.array(saidCondition).optional(),
      not: saidCondition.optional(),
    })
    .catchall(operators),
) as z.ZodType<Condition>;

/** A condition that says something, where an empty one would hold of everything. */
const saidCondition = condition.refine((given) => Object.keys(given).length > 0, 'says nothing: give it a condition');

/** A condition that stands by itself: one of empty lists alone, which would hold of everything or of nothing, is refused too. */
export const wholeCondition = condition.refine(
  (given) => Object.values(given).some((member) => !Array.isArray(member) || member.length > 0),
  'says nothing: give it a condition',
);
