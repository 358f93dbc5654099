import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { didYouMean } from '../../lib/nearNames.js';
import { UserError } from '../../lib/UserError.js';
import { targets } from './targets.js';

const delimiter = z
  .string()
  .refine((text) => text.length === 1 && !'"\r\n\uFEFF'.includes(text), 'is not one character that can part columns');

const noTarget = (name: string): string =>
  `there is no table "${name}" to import into, only ${[...targets.keys()].join(', ')}.${didYouMean(name, targets.keys())}`;

const importSchema = z.strictObject({
  /** Relative to the folder given with `--dir`, else to the config file. */
  file: z.string().min(1, 'is empty'),
  target: z.string().superRefine((name, context) => {
    if (!targets.has(name)) context.addIssue(noTarget(name));
  }),
  /** Target column → source column or expression. */
  columns: z.record(z.string(), z.unknown()).refine((columns) => Object.keys(columns).length > 0, 'maps no column'),
  /** Texts that mean "no value", compared without blanks around them. */
  nulls: z
    .union([z.string().transform((text) => [text]), z.array(z.string())], 'is neither a text nor a list of texts')
    .default(['']),
  delimiter: delimiter.default(','),
});

const configSchema = z.strictObject({ imports: z.array(importSchema).min(1, 'names no file') });

/** One entry of `imports`. */
export type ImportEntry = z.infer<typeof importSchema>;

const pathText = (path: readonly PropertyKey[]): string =>
  path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`))
    .join('');

const knownKeys = [...Object.keys(configSchema.shape), ...Object.keys(importSchema.shape)];

function sentence(issue: z.core.$ZodIssue): string {
  const where = pathText(issue.path);
  if (issue.code !== 'unrecognized_keys') return `${where === '' ? '' : `${where}: `}${issue.message}`;
  const [key = ''] = issue.keys;
  return `${where === '' ? '' : `${where}: `}unknown key "${key}".${didYouMean(key, knownKeys)}`;
}

/** Reads and checks the YAML file that says which files go where. Throws a `UserError` that names file and key. */
export async function readImportConfig(configFile: string): Promise<readonly ImportEntry[]> {
  let content: unknown;
  try {
    content = parse(await readFile(configFile, 'utf8'));
  } catch (error) {
    throw new UserError(`The import config ${configFile} cannot be read: ${(error as Error).message}`, 'BAD_CONFIG');
  }
  const parsed = configSchema.safeParse(content);
  if (parsed.success) return parsed.data.imports;
  const [first, ...more] = parsed.error.issues.map(sentence);
  const others = more.length === 0 ? '' : ` (and ${more.length} more: ${more.join('; ')})`;
  throw new UserError(`The import config ${configFile}: ${first}${others}`, 'BAD_CONFIG');
}

/** Raised when the same mapping comes to mean other rows, so that known files are read in again. */
const meaningOfMappings = 1;

/** A hash of everything in an entry that decides what becomes of a file's rows; the order of keys does not count. */
export function mappingSha256(entry: ImportEntry): string {
  const mapping = { ...entry, file: undefined };
  return createHash('sha256')
    .update(canonical([meaningOfMappings, mapping]))
    .digest('hex');
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
