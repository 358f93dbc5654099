import { z } from 'zod';
import { checkedTableNames } from '../words/checkedTables.js';
import { bounded, boundedWhole } from './bounded.js';
import { condition, wholeCondition } from './conditionKeys.js';
import { inFolderOf } from '../lib/process/inFolderOf.js';

const percent = bounded(0, 100).nullable();

interface GivenThresholds {
  readonly warnAbove?: number | null | undefined;
  readonly errorAbove?: number | null | undefined;
}

const inOrder = ({ warnAbove = null, errorAbove = null }: GivenThresholds): boolean =>
  warnAbove === null || errorAbove === null || warnAbove <= errorAbove;

const outOfOrder = { path: ['warnAbove'], message: 'is more than errorAbove, so nothing would ever be a warning' };

const thresholds = z
  .strictObject({
    /** Percent of failing rows above which they are a warning; null: never. */
    warnAbove: percent.default(null),
    /** The same of an error. */
    errorAbove: percent.default(null),
  })
  .refine(inOrder, outOfOrder);

const checkId = z
  .string()
  .regex(
    /^[A-Z][A-Z0-9_]{2,62}$/,
    'is not a name of capitals, digits and _ (3 to 63, a letter first) such as SHOP_NO_VOUCHER',
  );

const sentence = z.string().min(1, 'is empty').max(500);

const ownCheck = z
  .strictObject({
    name: checkId,
    table: z.enum(checkedTableNames, `is none of ${checkedTableNames.join(', ')}`),
    /** What it is about, in a few words; default: the name. */
    title: z.string().min(1).max(100).optional(),
    /** What a row fails by, in a sentence. */
    description: sentence.optional(),
    /** The rows that fail. */
    where: wholeCondition,
    /** The rows that are evaluated; all of them unless given. */
    among: condition.optional(),
    severity: z.enum(['error', 'warning', 'info'], 'is none of error, warning, info').default('error'),
    warnAbove: percent.optional(),
    errorAbove: percent.optional(),
    remedy: sentence.default('Look at the rows that the query finds.'),
  })
  .refine(inOrder, outOfOrder);

const flags = z
  .strictObject({
    /** Whether no two rows may have one value. */
    unique: z.boolean().default(false),
    /** Whether every row must have a value; an empty text is one. */
    required: z.boolean().default(false),
  })
  .refine(({ unique, required }) => unique || required, 'says nothing: give it unique: true or required: true');

/** The keys below `validation:`, which say what is checked, when, and what is bad. */
export const validationKeys = z
  .strictObject({
    /** The runs that a validation follows. */
    after: z
      .array(z.enum(['build', 'enrich', 'import'], 'is none of build, enrich, import'))
      .default(['build', 'enrich']),
    /** Thresholds of checks by their names, in place of those that they begin with. */
    thresholds: z.record(z.string(), thresholds).default({}),
    /** What holds of columns, by table and column. */
    fields: z.partialRecord(z.enum(checkedTableNames), z.record(z.string().min(1).max(200), flags)).default({}),
    /** Checks of the user's own. */
    checks: z
      .array(ownCheck, 'is no list of checks')
      .max(200, 'has more than 200 checks')
      .superRefine((checks, context) => {
        const names = checks.map(({ name }) => name);
        names.forEach((name, n) => {
          if (names.indexOf(name) !== n)
            context.addIssue({ code: 'custom', path: [n, 'name'], message: `is "${name}" a second time` });
        });
      })
      .default([]),
    /** Channels whose orders have a store, whatever their case. */
    storeChannels: z
      .array(z.string().min(1).max(200).toLowerCase())
      .max(100)
      .default(['store', 'in-store', 'in store', 'instore', 'retail', 'pos']),
    /** How many digits a phone number has. */
    phoneDigits: z
      .strictObject({ from: boundedWhole(1, 30).default(7), to: boundedWhole(1, 30).default(15) })
      .refine(({ from, to }) => from <= to, 'ends before it begins')
      .prefault({}),
    /** The revenue that the company expects, to compare with. */
    expectedRevenue: z
      .strictObject({
        /** CSV with year, month and revenue, and where wanted quantity and currency; relative to the file that says so. */
        file: z.string('is missing: name a CSV file with year, month and revenue').min(1, 'is empty'),
        /** Whether lines are compared, with what was given back, or orders as they were bought. */
        level: z.enum(['lines', 'orders'], 'is none of lines, orders').default('orders'),
        /** Percent of the expected figure that a month may differ by. */
        tolerance: bounded(0, 100).default(1),
      })
      .optional(),
    /** Runs that are kept; older ones are deleted by the next. */
    keepRuns: boundedWhole(1, 100_000, 'number of runs').default(400),
  })
  .prefault({});

export type ValidationKeys = z.infer<typeof validationKeys>;

/** The keys with the path of the expected revenue made absolute, as seen from the config file that holds them. */
export const resolveValidation = (keys: ValidationKeys, file: string): ValidationKeys =>
  keys.expectedRevenue === undefined
    ? keys
    : {
        ...keys,
        expectedRevenue: { ...keys.expectedRevenue, file: inFolderOf(file, keys.expectedRevenue.file) },
      };
