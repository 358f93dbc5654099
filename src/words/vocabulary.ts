/** The words of a table, in the order in which it lists them. */
export const wordList = <W extends string>(table: Readonly<Record<W, unknown>>): readonly W[] =>
  Object.keys(table) as W[];

/** Each word under itself, so that code names one as a member: `AggregationLevel.ACCOUNT`. */
export const members = <const W extends string>(words: readonly W[]): { readonly [K in W]: K } =>
  Object.freeze(Object.fromEntries(words.map((word) => [word, word]))) as { readonly [K in W]: K };
