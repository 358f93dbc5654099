import { isTooLongForKey } from '../../../lib/checks/checkKey.js';
import { BadValue } from '../values/BadValue.js';
import type { Reader } from './reader.js';

/** Restricts a reader to texts that fit into an index: at most 1,000 bytes. */
export const indexed =
  (read: Reader): Reader =>
  (text) => {
    const value = read(text);
    if (isTooLongForKey(value)) throw new BadValue('is longer than 1,000 bytes', value);
    return value;
  };
