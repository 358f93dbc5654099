/** Random numbers of a seed: the same seed gives the same ones. */
export interface Random {
  readonly seed: number;
  /** From 0 up to and without 1. */
  draw(): number;
  /** A whole number from 0 up to and without `count`. */
  below(count: number): number;
  pick<T>(list: readonly T[]): T;
}

/** The generator "mulberry32". */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const draw = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (count: number): number => Math.floor(draw() * count);
  return { seed, draw, below, pick: <T>(list: readonly T[]) => list[below(list.length)] as T };
}

/** The seed of a run: that of `FACET_TEST_SEED`, with which a failure is repeated, else a new one. */
export const runSeed = (): number => {
  const given = process.env['FACET_TEST_SEED'];
  return given === undefined || given === '' ? Math.floor(Math.random() * 2 ** 31) : Number(given);
};
