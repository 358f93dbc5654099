import { z } from 'zod';

/** A text that a text of the database can be equal to. */
const text = z
  .string()
  .max(1000)
  // With the flag "u" a surrogate is one that has no partner.
  .refine((value) => !/\0|\p{Surrogate}/u.test(value), 'holds a NUL or half a character, which no database text holds');

/** What a column is compared with: as a text, as a number or as a flag, whichever it is written as. */
export type Comparable = string | number | boolean;

const kinds = { error: 'is not a text, a number, or true or false' };

const comparable = z.union([text, z.number(), z.boolean()], kinds);
const ordered = z.union([text, z.number()], { error: 'is not a text or a number' });
const several = z.array(comparable).min(1).max(10_000);

const operators = z
  .strictObject(
    {
      is: comparable.optional(),
      isNot: comparable.optional(),
      in: several.optional(),
      notIn: several.optional(),
      gt: ordered.optional(),
      gte: ordered.optional(),
      lt: ordered.optional(),
      lte: ordered.optional(),
      between: z.strictObject({ from: ordered, to: ordered }).optional(),
      contains: text.optional(),
      startsWith: text.optional(),
      endsWith: text.optional(),
      isNull: z.boolean().optional(),
    },
    {
      error: (issue) =>
        issue.code === 'invalid_type' ? 'is not an operator and a value, such as { is: cart }' : undefined,
    },
  )
  .refine((given) => Object.keys(given).length > 0, 'names no operator such as is, in or contains');

/** What must hold of one column; all of them. */
export type Operators = z.infer<typeof operators>;

/** Columns with their operators, all of which must hold, and conditions in brackets. */
export interface Condition {
  readonly and?: readonly Condition[] | undefined;
  readonly or?: readonly Condition[] | undefined;
  readonly not?: Condition | undefined;
  readonly [column: string]: Operators | Condition | readonly Condition[] | undefined;
}

/** The words of filters in GraphQL, by columns; columns named `and`, `or` and `not` cannot be asked for. */
export const condition: z.ZodType<Condition> = z.lazy(() =>
  z
    .object({
      and: z.array(condition).min(1).optional(),
      or: z.array(condition).min(1).optional(),
      not: condition.optional(),
    })
    .catchall(operators),
) as z.ZodType<Condition>;
