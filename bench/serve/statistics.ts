/** The middle of values; of an even number the greater of the two in the middle. NaN of none. */
export const median = (values: readonly number[]): number => percentile(values, 50);

/** The smallest value that at least so many percent of the values do not exceed… from 0 to 100; NaN of none. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = Math.floor((percent / 100) * sorted.length);
  return sorted[Math.min(place, sorted.length - 1)] ?? Number.NaN;
}
