import { InvalidArgumentError } from 'commander';

/** Reads the whole number of an option, in decimal digits; commander puts its own words around the failure. */
export const wholeNumberOption =
  (least: number, most: number) =>
  (text: string): number => {
    const number = /^\d+$/.test(text) ? Number(text) : NaN;
    if (!(number >= least && number <= most))
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    return number;
  };
