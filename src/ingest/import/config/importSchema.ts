import { z } from 'zod';
import { isTimeZone } from '../formats/isTimeZone.js';
import { blanks } from '../sources/csvSource.js';
import { isEncoding } from '../sources/encodings.js';
import { fileFormats } from '../sources/fileFormats.js';

const oneCharacter = (text: string): boolean => text.length === 1 && !'\r\n\uFEFF'.includes(text);

const text = z.string().min(1, 'is empty');

const zone = z.string().refine(isTimeZone, 'is no IANA time zone (such as Europe/London)');

const sources = ['file', 'table', 'query'] as const;

/** One entry of `imports`; its keys without the checks between them. */
export const entrySchema = z.strictObject({
  /** A path or a glob, relative to the folder given with `--dir`, else to the config file. */
  file: text.optional(),
  /** A table or view of the database itself, `schema.name`. */
  table: text.optional(),
  /** A query of the database itself. */
  query: text.optional(),
  target: text,
  /** The name of the source of attributes; for `imported_attributes` only. */
  source: text.optional(),
  /** Target column → source column or expression. */
  columns: z.record(z.string(), z.unknown()).refine((columns) => Object.keys(columns).length > 0, 'maps no column'),
  /** Default: by the file's name. */
  format: z
    .union(
      [z.enum(fileFormats), z.strictObject({ pattern: text })],
      `is none of ${fileFormats.join(', ')} and { pattern: <regular expression with named groups> }`,
    )
    .optional(),
  /** Texts that mean "no value", compared without blanks around them. */
  nulls: z
    .union([z.string().transform((text) => [text]), z.array(z.string())], 'is neither a text nor a list of texts')
    .default(['']),
  delimiter: z
    .string()
    .refine(
      (text) => text === blanks || (oneCharacter(text) && text !== '"'),
      `is not one character that can part columns, nor ${blanks} for runs of spaces and tabs`,
    )
    .optional(),
  quote: z
    .string()
    .refine((text) => text === '' || oneCharacter(text), 'is neither one character nor empty')
    .default('"'),
  /** The columns of a CSV file that does not begin with their names. */
  header: z.array(text).min(1, 'names no column').optional(),
  /** The encoding of the file, in lower case. */
  encoding: z
    .string()
    .toLowerCase()
    .refine(isEncoding, 'is no known encoding, such as windows-1252, iso-8859-1, iso-8859-15, utf-16le or utf-16be')
    .optional(),
  /** How many lines stand before the header, or before the first row where there is none. */
  skip: z.int('is no whole number').min(0, 'is below 0').max(1_000_000, 'is above 1,000,000').optional(),
  /** One row for each element of a list in a record. */
  each: z.strictObject({ path: text, as: text }).optional(),
  /** A test; rows for which it is not true are skipped. */
  where: z.unknown().optional(),
  /** The IANA time zone of instants without an offset. */
  zone: zone.optional(),
});

const oneSource = entrySchema.superRefine((entry, context) => {
  const given = sources.filter((key) => entry[key] !== undefined);
  if (given.length !== 1)
    context.addIssue(
      `needs exactly one of file, table and query${given.length === 0 ? '' : `, not ${given.join(' and ')}`}`,
    );
  const idle = (['format', 'delimiter', 'header', 'encoding', 'skip', 'each'] as const).find(
    (key) => entry[key] !== undefined,
  );
  if (entry.file === undefined && idle !== undefined)
    context.addIssue({ code: 'custom', path: [idle], message: 'is for files alone' });
});

/** The whole config. */
export const configSchema = z.strictObject({
  imports: z
    .array(oneSource, {
      error: ({ input }) => (input === undefined ? 'is missing; it lists which files go where' : 'is no list'),
    })
    .min(1, 'names no file'),
  /** For the entries that name none of their own. */
  zone: zone.optional(),
});

/** One entry of `imports`. */
export type ImportEntry = z.infer<typeof entrySchema>;
