import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import type { z } from 'zod';
import { didYouMean } from '../../lib/nearNames.js';
import { UserError } from '../../lib/UserError.js';
import { configSchema, entrySchema, type ImportEntry } from './importSchema.js';
import { refuseOddParts } from './oddParts.js';
import { canonicalJson } from './values/jsonValue.js';

const pathText = (path: readonly PropertyKey[]): string =>
  path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`))
    .join('');

const knownKeys = [...Object.keys(configSchema.shape), ...Object.keys(entrySchema.shape)];

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
    content = parse(await readFile(configFile, 'utf8')) ?? {};
    refuseOddParts(content);
  } catch (error) {
    // The parser shows the place in lines of its own.
    const [reason = ''] = (error as Error).message.split('\n');
    throw new UserError(`The import config ${configFile} cannot be read: ${reason}`, 'BAD_CONFIG');
  }
  const parsed = configSchema.safeParse(content);
  if (parsed.success) {
    const { imports, zone } = parsed.data;
    return imports.map((entry) => (zone === undefined ? entry : { zone, ...entry }));
  }
  const [first, ...more] = parsed.error.issues.map(sentence);
  const others = more.length === 0 ? '' : ` (and ${more.length} more: ${more.join('; ')})`;
  throw new UserError(`The import config ${configFile}: ${first}${others}`, 'BAD_CONFIG');
}

/** Raised when the same mapping comes to mean other rows, so that known files are read in again. */
const meaningOfMappings = 4;

/**
 * A hash of everything that decides what becomes of a file's rows: its entry, but for the file's name and the order of
 * keys, and the hashes of the files that it looks values up in.
 */
export function mappingSha256(entry: ImportEntry, lookups: readonly string[]): string {
  const mapping = { ...entry, file: undefined };
  return createHash('sha256')
    .update(canonicalJson([meaningOfMappings, mapping, lookups]))
    .digest('hex');
}
