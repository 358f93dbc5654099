import { quoted } from '../../enrichment/definitions/quoted.js';
import type { Check } from '../definitions/Check.js';
import { failsSql } from './failingRows.js';

/** The keys of a failing row, in the order of `CheckRows.key`; null for a key that has no value. */
export type SampleKey = readonly (string | null)[];

/** Failing rows that are shown of a check at the most. */
const mostSamples = 5;

/** Whether a check only counts: all rows fail it, and none is worth showing. */
export const onlyCounts = ({ fails }: Check): boolean => fails === 'true';

/** SQL of the keys of the first failing rows of a check that are found behind `from`, one array of texts a row. */
export const firstKeys = (check: Check, from: string): string => {
  const key = check.rows.key.map((column) => `t.${quoted(column)}::text`).join(', ');
  return `select array[${key}] as key from ${from} as t where ${failsSql(check)} limit ${mostSamples}`;
};

/** Samples in an order that is the same each time. */
export const inOrder = (keys: readonly SampleKey[]): SampleKey[] =>
  keys.toSorted((one, other) => (one.join('\u0000') < other.join('\u0000') ? -1 : 1));
