/** The unit of a definition that stands for the company's currency, whose code (`EUR`) takes its place. */
export const currencyUnit = 'currency';

interface UnitFacts {
  /** What stands right behind the number, in every language. */
  readonly suffix?: string;
  /** The code of the currency that it is another word for. */
  readonly currency?: string;
  /** A unit of `Intl.NumberFormat`. */
  readonly intl?: string;
}

/**
 * Units that are written in a way of their own; without any facts as the number alone. Codes of currencies are units too, and
 * every other unit stands behind its number as it is.
 */
export const units: ReadonlyMap<string, UnitFacts> = new Map<string, UnitFacts>([
  ['count', {}],
  ['ratio', {}],
  ['percent', { intl: 'percent' }],
  ['minutes', { suffix: 'min' }],
  ['hours', { suffix: 'h' }],
  ['days', { suffix: 'd' }],
  ['euros', { currency: 'EUR' }],
]);
