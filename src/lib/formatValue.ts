const isCurrency = (unit: string): boolean => /^[A-Z]{3}$/.test(unit);

const suffixes: Readonly<Record<string, string>> = { minutes: 'min', hours: 'h', days: 'd', percent: '%' };

/** A number keeps every digit it has: `Intl` takes decimal strings exactly. */
const plain = new Intl.NumberFormat('en', { maximumFractionDigits: 20 });

const exactly = (decimal: string): string => plain.format(decimal as Intl.StringNumericLiteral);

/** Making a formatter takes longer than a thousand uses. */
const currencyFormats = new Map<string, Intl.NumberFormat>();

function inCurrency(decimal: string, currency: string): string {
  const options = {
    style: 'currency',
    currency,
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    trailingZeroDisplay: 'stripIfInteger',
  } as Intl.NumberFormatOptions;
  const format = currencyFormats.get(currency) ?? new Intl.NumberFormat('en', options);
  currencyFormats.set(currency, format);
  return format.format(decimal as Intl.StringNumericLiteral);
}

/**
 * A number as a person reads it, by its unit, in English: `5min`, `€15,000`, `€15,000.50`, `12.5%`, `1,234`,
 * `30 years`. `value` is a decimal string.
 */
export function formatNumber(value: string, unit: string | null): string {
  if (unit === null || unit === 'count' || unit === 'ratio') return exactly(value);
  const suffix = suffixes[unit];
  if (suffix !== undefined) return `${exactly(value)}${suffix}`;
  const currency = unit === 'euros' ? 'EUR' : unit;
  if (isCurrency(currency)) return inCurrency(value, currency);
  return `${exactly(value)} ${unit}`;
}
