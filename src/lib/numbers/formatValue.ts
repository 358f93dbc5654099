import { LRUCache } from 'lru-cache';
import { units } from '../../words/units.js';

const isCurrency = (unit: string): boolean => /^[A-Z]{3}$/.test(unit);

/** Making a formatter takes longer than a thousand uses. */
const formats = new LRUCache<string, Intl.NumberFormat>({ max: 500 });

function formatOf(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const name = `${locale} ${JSON.stringify(options)}`;
  const known = formats.get(name);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(locale, options);
  formats.set(name, made);
  return made;
}

/** Decimal strings are taken exactly. */
const format = (decimal: string, locale: string, options: Intl.NumberFormatOptions = {}): string =>
  formatOf(locale, options).format(decimal as Intl.StringNumericLiteral);

/** A zero has no sign, nor has what is rounded to one. */
const unsignedZero: Intl.NumberFormatOptions = { signDisplay: 'negative' };

/** The most places that every `Intl` writes. */
const mostPlaces = 20;

/** With every digit but zeros at the end; places that `Intl` would round away are put behind those that it writes. */
function exactly(decimal: string, locale: string, options: Intl.NumberFormatOptions = {}): string {
  const [whole = '', places = ''] = decimal.split('.');
  const kept = places.replace(/0+$/, '');
  if (kept.length <= mostPlaces)
    return format(decimal, locale, { ...options, ...unsignedZero, maximumFractionDigits: mostPlaces });
  const all = { ...options, minimumFractionDigits: mostPlaces, maximumFractionDigits: mostPlaces };
  const written = `${whole}.${kept.slice(0, mostPlaces)}` as Intl.StringNumericLiteral;
  const rest = kept.slice(mostPlaces).replaceAll(/\d/g, (digit) => format(digit, locale));
  const parts = formatOf(locale, all).formatToParts(written);
  return parts.map(({ type, value }) => (type === 'fraction' ? `${value}${rest}` : value)).join('');
}

/**
 * A number as a person reads it, by its unit, in the way of writing of a language: in English `5min`, `€15,000`,
 * `€15,000.50`, `12.5%` (of 12.5), `1,234`, `30 years`. Whole amounts of money have no places, others are rounded to as many as
 * the currency has; nothing else is rounded. `value` is a decimal string.
 */
export function formatNumber(value: string, unit: string | null, locale = 'en'): string {
  if (unit === null) return exactly(value, locale);
  const known = units.get(unit);
  if (known?.intl !== undefined) return exactly(value, locale, { style: 'unit', unit: known.intl });
  const currency = known?.currency ?? unit;
  if (isCurrency(currency))
    return format(value, locale, {
      ...unsignedZero,
      style: 'currency',
      currency,
      trailingZeroDisplay: 'stripIfInteger',
    });
  const behind = known === undefined ? ` ${unit}` : (known.suffix ?? '');
  return `${exactly(value, locale)}${behind}`;
}

/** `formatNumber` of a value that may be missing: null where it is. */
export const formatValue = (value: string | null, unit: string | null, locale?: string): string | null =>
  value === null ? null : formatNumber(value, unit, locale);
