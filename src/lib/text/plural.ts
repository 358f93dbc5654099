const number = new Intl.NumberFormat('en');

/** A number of things as people read it: `1 row`, `1,234 rows`. The noun is one whose plural ends in `s`. */
export const plural = (count: number, noun: string): string =>
  `${number.format(count)} ${noun}${count === 1 ? '' : 's'}`;
