import type { Figures } from '../run/readPass.js';

const number = new Intl.NumberFormat('en');

/** A whole number as people read it. */
export const counted = (value: number): string => number.format(value);

/** The share of failing rows in percent; null where none was evaluated. */
export const failingPercent = ({ evaluated, failing }: Figures): number | null =>
  evaluated === 0 ? null : (100 * failing) / evaluated;

/** A share in percent as people read it: small ones are not said to be nothing. */
export function percentText(percent: number | null): string {
  if (percent === null) return 'none';
  if (percent > 0 && percent < 0.01) return 'less than 0.01 %';
  if (percent < 100 && percent > 99.99) return 'more than 99.99 %';
  return `${Number(percent.toFixed(percent < 1 ? 2 : 1))} %`;
}

/** How many of how many rows, with their share. */
export const figuresText = (figures: Figures): string =>
  `${counted(figures.failing)} of ${counted(figures.evaluated)} (${percentText(failingPercent(figures))})`;
