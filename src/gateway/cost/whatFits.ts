import type { PricedOperation } from './Pricing.js';

/** Lengths that are tried, those of the outermost lists first. */
const mostTried = 20;

/**
 * A length of a list of the operation that would make it cost no more than `most`, such as `customers(first: 40)`; undefined where no single
 * one does.
 */
export function whatFits({ price, variables }: PricedOperation, most: number): string | undefined {
  const { slots, estimate } = price.tried();
  // Those of inner lists are made first.
  for (const { label, at } of slots.slice(0, mostTried)) {
    const fits = (value: number): boolean => estimate(variables, { at, value }) <= most;
    if (!fits(1)) continue;
    let [least, beyond] = [1, 2];
    while (beyond <= 1e6 && fits(beyond)) [least, beyond] = [beyond, beyond * 2];
    // Longer ones fit too: it is not this list that makes it dear.
    if (beyond > 1e6) continue;
    while (beyond - least > 1) {
      const middle = Math.floor((least + beyond) / 2);
      if (fits(middle)) least = middle;
      else beyond = middle;
    }
    return label.endsWith(':)') ? `${label.slice(0, -1)} ${least})` : undefined;
  }
  return undefined;
}
