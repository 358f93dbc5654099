import { JSONPathError } from 'json-p3';
import { BadValue } from '../BadValue.js';

/** Walks through JSON; a value that is nested more deeply than can be walked is a `BadValue`. `text` is for it. */
export function withinDepth<T>(walk: () => T, text: string): T {
  try {
    return walk();
  } catch (error) {
    if (error instanceof RangeError || error instanceof JSONPathError) throw new BadValue('is nested too deeply', text);
    throw error;
  }
}
