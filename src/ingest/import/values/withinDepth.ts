import { JSONPathError } from 'json-p3';
import { BadValue } from './BadValue.js';

/** Runs `walk`, which goes through JSON, and throws a `BadValue` of `text` where that is nested too deeply for it. */
export function withinDepth<T>(walk: () => T, text: string): T {
  try {
    return walk();
  } catch (error) {
    if (error instanceof RangeError || error instanceof JSONPathError) throw new BadValue('is nested too deeply', text);
    throw error;
  }
}
