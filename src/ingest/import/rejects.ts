import type { BadValue } from './BadValue.js';
import type { RejectedRow } from './convertRow.js';

/** The rejected rows of one file: all are counted, the first 20 kept. */
export interface Rejects {
  readonly count: number;
  readonly first: readonly RejectedRow[];
  add(line: number, fault: BadValue): void;
}

const kept = 20;
const longestValue = 200;

/** An empty collection of a file's rejected rows. */
export function createRejects(file: string): Rejects {
  const first: RejectedRow[] = [];
  let count = 0;
  return {
    get count() {
      return count;
    },
    first,
    add(line, { column = '', value, reason }) {
      count += 1;
      if (first.length >= kept) return;
      const shown = value.length > longestValue ? `${value.slice(0, longestValue)}…` : value;
      first.push({ file, line, column, value: shown, reason });
    },
  };
}
