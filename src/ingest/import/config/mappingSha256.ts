import { createHash } from 'node:crypto';
import { canonicalJson } from '../values/jsonValue.js';
import type { ImportEntry } from './importSchema.js';

/** Raised when the same mapping comes to mean other rows, so that files that were imported are read again. */
const meaningOfMappings = 5;

/**
 * The SHA-256, in hex, of everything that decides what becomes of a source's rows: its entry, without the file's name
 * and in any order of keys, and the hashes of the files that it looks values up in (`lookups`).
 */
export function mappingSha256(entry: ImportEntry, lookups: readonly string[]): string {
  const mapping = { ...entry, file: undefined };
  return createHash('sha256')
    .update(canonicalJson([meaningOfMappings, mapping, lookups]))
    .digest('hex');
}
