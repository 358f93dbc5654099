import { sumDecimals } from '../../lib/numbers/decimals.js';
import type { MonthSums, PassFound } from '../run/readPass.js';

/** Revenue and units of a month in one currency: of lines, with what was given back, and of orders as they were bought. */
export interface RevenueMonth {
  /** `YYYY-MM`, of the configured zone. */
  readonly month: string;
  /** Null where the rows do not say. */
  readonly currency: string | null;
  readonly lineRevenue: string;
  readonly lineQuantity: string;
  readonly orderRevenue: string;
  readonly orderQuantity: string;
}

const placeOf = ({ month, currency }: Pick<MonthSums, 'month' | 'currency'>): string => `${month} ${currency ?? ''}`;

function byPlace(found: PassFound | undefined): ReadonlyMap<string, readonly MonthSums[]> {
  const places = new Map<string, MonthSums[]>();
  for (const one of found?.months ?? []) places.set(placeOf(one), [...(places.get(placeOf(one)) ?? []), one]);
  return places;
}

/** The months of lines and orders, the earliest first; all applications together. */
export function revenueMonths(lines: PassFound | undefined, orders: PassFound | undefined): RevenueMonth[] {
  const [ofLines, ofOrders] = [byPlace(lines), byPlace(orders)];
  const places = [...new Set([...ofLines.keys(), ...ofOrders.keys()])].toSorted();
  const total = (of: typeof ofLines, place: string, column: 'revenue' | 'quantity'): string =>
    sumDecimals((of.get(place) ?? []).map((one) => one[column]));
  return places.map((place) => {
    const end = place.indexOf(' ');
    const [month, currency] = [place.slice(0, end), place.slice(end + 1)];
    return {
      month,
      currency: currency === '' ? null : currency,
      lineRevenue: total(ofLines, place, 'revenue'),
      lineQuantity: total(ofLines, place, 'quantity'),
      orderRevenue: total(ofOrders, place, 'revenue'),
      orderQuantity: total(ofOrders, place, 'quantity'),
    };
  });
}
