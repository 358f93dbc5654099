import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import type { z } from 'zod';
import { didYouMean } from '../../../lib/text/nearNames.js';
import { badConfig } from '../values/badConfig.js';
import { configSchema, entrySchema, type ImportEntry } from './importSchema.js';

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
    checkParts(content);
  } catch (error) {
    // The parser shows the place on the lines after the first.
    const [reason = ''] = (error as Error).message.split('\n');
    throw badConfig(`The import config ${configFile} cannot be read: ${reason}`);
  }
  const parsed = configSchema.safeParse(content);
  if (parsed.success) {
    const { imports, zone } = parsed.data;
    return imports.map((entry) => (zone === undefined ? entry : { zone, ...entry }));
  }
  const [first, ...more] = parsed.error.issues.map(sentence);
  const others = more.length === 0 ? '' : ` (and ${more.length} more: ${more.join('; ')})`;
  throw badConfig(`The import config ${configFile}: ${first}${others}`);
}

/**
 * Throws an `Error` for what YAML allows and an object cannot hold: a part that contains itself by an anchor, and the
 * key `__proto__`.
 */
function checkParts(part: unknown, around: readonly object[] = []): void {
  if (typeof part !== 'object' || part === null) return;
  if (around.includes(part)) throw new Error('an anchor (&name) is used (*name) within the part that it names.');
  if (Object.hasOwn(part, '__proto__')) throw new Error('no key may be called "__proto__".');
  for (const inner of Object.values(part)) checkParts(inner, [...around, part]);
}
