/** A stretch of numbers that holds the true one in 95 of 100 cases. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/** How many of a group did something. */
export interface Counts {
  /** Whole numbers, `hits` at most `size`. */
  readonly hits: number;
  readonly size: number;
}

/** The normal quantile of 97.5 %: all intervals are of 95 %. */
export const normalQuantile = 1.959963984540054;

const z = normalQuantile;

/** The score interval of a rate by Wilson (1927), of a group that has members. */
export function wilsonInterval({ hits, size }: Counts): Interval {
  const spread = z * Math.sqrt(z * z + 4 * hits * (1 - hits / size));
  const at = (sign: 1 | -1): number => (2 * hits + z * z + sign * spread) / (2 * (size + z * z));
  // At the ends of its range rounding would leave a trace of the other side.
  return { lower: hits === 0 ? 0 : at(-1), upper: hits === size ? 1 : at(1) };
}
