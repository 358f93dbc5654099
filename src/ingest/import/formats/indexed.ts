import { BadValue } from '../BadValue.js';
import type { Reader } from './reader.js';

/** More bytes do not surely fit into an index. */
const mostBytes = 1000;

/** A reader of texts that go into an index. */
export const indexed =
  (read: Reader): Reader =>
  (text) => {
    const value = read(text);
    // No character has more than three bytes for each unit of its length.
    if (value.length * 3 > mostBytes && Buffer.byteLength(value) > mostBytes)
      throw new BadValue('is longer than 1,000 bytes', value);
    return value;
  };
