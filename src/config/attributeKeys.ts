import { z } from 'zod';
import { DataType, dataTypeNames, numberTypes } from '../words/dataTypes.js';
import { declaredClasses } from '../words/piiClasses.js';
import { boundedWhole } from './bounded.js';
import { condition } from './conditionKeys.js';

/** Columns that the rows of attributes have beside the attributes. */
const reserved = new Set(['customer_id', 'day']);

const attributeName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,62}$/, 'is not a name of lower-case letters, digits and _ (63 at most, a letter first)')
  .refine((given) => !reserved.has(given), 'is the name of a column that attributes have beside them');

const window = z
  .string()
  .regex(
    /^(?:[1-9]\d{0,3}[dwm]|[1-9]\d{0,2}y|this_month|last_month|last_[1-9]\d{0,2}_months)$/,
    'is not a number of days, weeks, months or years such as 30d, 4w, 3m, 1y, nor this_month, last_month or last_3_months',
  );

const words = {
  name: attributeName,
  /** A short name for people; default: the name with blanks. */
  label: z.string().min(1).max(200).optional(),
  /** Default: the name in capitals. */
  alias: z.string().optional(),
  description: z.string('is missing: say in a sentence what the attribute means').min(1, 'is empty').max(2000),
  unit: z.string().min(1).max(100).optional(),
  category: z.string().min(1).max(100).default('Custom'),
  piiClass: z.enum(declaredClasses).optional(),
  direction: z.enum(['HIGHER_IS_BETTER', 'LOWER_IS_BETTER', 'NEUTRAL']).optional(),
};

const measured = {
  ...words,
  /** `orders` are `facet.unified_transactions`, `order_lines` are `facet.unified_itemized_transactions`. */
  source: z.enum(['activity', 'visits', 'orders', 'order_lines']),
  where: condition.optional(),
  /** Of N days as of day D: (D − N days, D]; or of whole calendar months. All time unless given. */
  window: window.optional(),
};

const column = z.string('is missing: name the column that is measured').min(1).max(200);
const numbers = z.enum(numberTypes);
const anyType = z.enum(dataTypeNames);
const buckets = boundedWhole(2, 1000);

const kinds = [
  z.strictObject({ kind: z.literal('count'), ...measured, type: numbers.optional() }),
  z.strictObject({ kind: z.literal(['sum', 'min', 'max', 'average']), ...measured, column, type: numbers.optional() }),
  z.strictObject({ kind: z.literal('distinct'), ...measured, column, type: numbers.optional() }),
  z.strictObject({
    kind: z.literal(['first', 'last', 'most_frequent']),
    ...measured,
    column,
    type: anyType.optional(),
  }),
  z.strictObject({ kind: z.literal('unique_list'), ...measured, column, type: z.literal(DataType.text).optional() }),
  z.strictObject({
    kind: z.literal('ratio'),
    ...words,
    of: attributeName,
    to: attributeName,
    type: numbers.optional(),
  }),
  z.strictObject({
    kind: z.literal('difference'),
    ...words,
    of: attributeName,
    /** What is taken away from it. */
    less: attributeName,
    type: numbers.optional(),
  }),
  z.strictObject({
    kind: z.literal('calendar_month'),
    ...words,
    of: attributeName,
    type: z.enum([DataType.text, DataType.date, DataType.integer]).optional(),
  }),
  z.strictObject({
    kind: z.literal('rank'),
    ...words,
    of: attributeName,
    /** Ranked are those of whom this attribute knows something; default: `of`. */
    among: attributeName.optional(),
    method: z.enum(['percent_rank', 'ntile']).default('percent_rank'),
    /** Of `ntile`. */
    buckets: buckets.optional(),
    type: numbers.optional(),
  }),
] as const;

/** The kinds of declared attributes, as sentences list them. */
export const attributeKinds = kinds.flatMap(({ shape }) => [...shape.kind.values]);

/** An attribute that is declared instead of programmed, below `enrichment.attributes`. */
export const attributeKeys = z
  .discriminatedUnion('kind', kinds, {
    error: (issue) => (issue.code === 'invalid_union' ? `is none of ${attributeKinds.join(', ')}` : undefined),
  })
  .superRefine((given, context) => {
    if (given.kind !== 'rank' || (given.method === 'ntile') === (given.buckets !== undefined)) return;
    const message =
      given.method === 'ntile' ? 'is missing: ntile needs a number of buckets' : 'is only used by the method ntile';
    context.addIssue({ code: 'custom', path: ['buckets'], message });
  });
