import { z } from 'zod';
import { campaignLimits } from '../../words/limits.js';

const name = (what: string) => z.string(`is not the name of ${what}`).min(1, `is not the name of ${what}`).max(200);

/** Something about a customer that a destination is given, and what the destination calls it. */
const outgoingAttribute = z
  .strictObject({
    /** The outgoing name: a heading of a file, a member of an object. */
    as: z
      .string('is missing: say what the destination calls it')
      .regex(
        /^[A-Za-z][A-Za-z0-9_.]{0,62}$/,
        'is not a name of letters, digits, _ and . (63 at most, a letter first) such as EMAIL',
      ),
    /** A column of customers by its GraphQL name. */
    column: name('a column of customers').optional(),
    /** An alias or a slot. */
    attribute: name('an attribute').optional(),
    /** A system, all of whose identifiers of the customer are given, each in a row of its own. */
    identifier: name('a system of identifiers').optional(),
    /** SHA-256 of the value as an e-mail address or as a telephone number. */
    hash: z.enum(['EMAIL', 'PHONE'], 'is none of EMAIL, PHONE').optional(),
    /** Whether a customer without it is left out. */
    required: z.boolean('is neither true nor false').default(false),
  })
  .refine(
    ({ column, attribute, identifier }) =>
      [column, attribute, identifier].filter((one) => one !== undefined).length === 1,
    'says what it is made of by exactly one of column, attribute and identifier',
  );

const { attributes: most } = campaignLimits;

/** What a destination is given of each customer, in its order. */
export const outgoingAttributes = z
  .array(outgoingAttribute, 'is no list of attributes')
  .min(1, 'names no attribute')
  .max(most, `has more than ${most} attributes`)
  .superRefine((attributes, context) => {
    const names = attributes.map(({ as }) => as.toLowerCase());
    names.forEach((one, n) => {
      if (names.indexOf(one) !== n)
        context.addIssue({
          code: 'custom',
          path: [n, 'as'],
          message: `is "${attributes[n]?.as}", which another attribute is called too`,
        });
    });
    const several = attributes.flatMap(({ identifier }, n) => (identifier === undefined ? [] : [n]));
    // Each value of the one with each of the other would be a row.
    if (several[1] !== undefined)
      context.addIssue({
        code: 'custom',
        path: [several[1], 'identifier'],
        message: 'is the second one with several values; a destination is given one of them',
      });
  });

/** What a destination is given of each customer, checked in all that needs no catalogue. */
export type OutgoingAttributes = readonly z.infer<typeof outgoingAttribute>[];
