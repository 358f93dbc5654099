import { createHash } from 'node:crypto';
import type { Measured, MeasureKind } from './measured.js';

/** What is kept of a measure per day: how many rows, how many of each text, or sums and bounds of numbers. */
export type MeasureForm = 'count' | 'text' | 'number';

const forms: Readonly<Record<MeasureKind, MeasureForm>> = {
  count: 'count',
  sum: 'number',
  min: 'number',
  max: 'number',
  average: 'number',
  distinct: 'text',
  first: 'text',
  last: 'text',
  most_frequent: 'text',
  unique_list: 'text',
};

export const formOf = ({ kind }: Pick<Measured, 'kind'>): MeasureForm => forms[kind];

/** A value with the keys of its objects in order, so that what says the same is the same text. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return entries.map(([key, inner]) => [key, sorted(inner)]);
}

/** The key of what a metric measures, at most 31 letters, digits and `_`: metrics of one column and condition share it. */
export function measureName(measured: Measured): string {
  const text = JSON.stringify([measured.column ?? null, sorted(measured.where ?? {})]);
  return `${formOf(measured)}_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
}
