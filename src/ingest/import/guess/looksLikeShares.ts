import type { SampleColumn } from './columnSample.js';
import { normalName } from './synonyms.js';

const shareNames =
  /(?:^|_)(?:percent|percentage|pct|prozent|prozentsatz|pourcentage|porcentaje|share|ratio|rate|quote|anteil|satz|taux|tasa|aandeel|tarief)(?:_|$)|(?:prozent|satz|anteil|quote|percentage)$/;

/** Amounts that come as often as shares of a price. */
const mayBeShares: ReadonlySet<string> = new Set(['item_discount_amount', 'item_tax_amount']);

const isBetween = (text: string): boolean => Number(text.replace(',', '.')) >= 0 && Number(text.replace(',', '.')) <= 1;

const isWhole = (text: string): boolean => Number.isInteger(Number(text.replace(',', '.')));

/** Rates of taxes are few, and whole or half percents below 30. */
const isRate = (text: string): boolean => {
  const number = Number(text.replace(',', '.'));
  return number >= 0 && number <= 30 && Number.isInteger(number * 10);
};
const mostRates = 5;

/**
 * Whether a column looks like shares (0.19, 19, 19 %) where a target takes amounts: by its name, or, of `rows` rows, by
 * values that are all between 0 and 1, or a few rates again and again.
 */
export function looksLikeShares(target: string, { name, values }: SampleColumn, rows: number): boolean {
  if (shareNames.test(normalName(name))) return true;
  if (!mayBeShares.has(target) || values.length === 0) return false;
  if (values.every(isBetween) && !values.every(isWhole)) return true;
  return (
    target === 'item_tax_amount' && values.length <= mostRates && rows >= values.length * 10 && values.every(isRate)
  );
}
