/** An exact decimal number: `units` divided by 10 to the power of `scale`. */
export interface Decimal {
  readonly units: bigint;
  /** Digits after the point. */
  readonly scale: number;
}

const parts = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/;

/** Reads a decimal number such as `-12.50` or `4e-05`. */
export function parseDecimal(text: string): Decimal {
  const [, sign, whole = '', fraction = '', exponent = '0'] = parts.exec(text) ?? [];
  const units = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  const scale = fraction.length - Number(exponent);
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 };
}

/** The text of a decimal number, with all its decimals. */
export function formatDecimal({ units, scale }: { readonly units: bigint | number; readonly scale: number }): string {
  const digits = String(units < 0 ? -units : units).padStart(scale + 1, '0');
  const point = digits.length - scale;
  return `${units < 0 ? '-' : ''}${digits.slice(0, point)}${scale > 0 ? `.${digits.slice(point)}` : ''}`;
}

/** The number without zeros at the end of its decimals. */
export const withoutZeros = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

/** The exact difference; as many decimals as the longer of the two has. */
export function subtractDecimals(left: string, right: string): string {
  const [a, b] = [parseDecimal(left), parseDecimal(right)];
  const scale = Math.max(a.scale, b.scale);
  const units = a.units * 10n ** BigInt(scale - a.scale) - b.units * 10n ** BigInt(scale - b.scale);
  return formatDecimal({ units, scale });
}

/** A short decimal as a whole number of its smallest unit: a float holds the product of two exactly. Undefined for a longer one. */
function shortDecimal(text: string): { units: number; scale: number } | undefined {
  // Of 8 digits each, the product of two may be over 2^53.
  if (text.length > 7 || text.includes('e') || text.includes('E')) return undefined;
  const point = text.indexOf('.');
  if (point < 0) return { units: Number(text), scale: 0 };
  return { units: Number(text.slice(0, point) + text.slice(point + 1)), scale: text.length - point - 1 };
}

/** The exact product; as many decimals as both have together. */
export function multiplyDecimals(left: string, right: string): string {
  const [shortLeft, shortRight] = [shortDecimal(left), shortDecimal(right)];
  if (shortLeft !== undefined && shortRight !== undefined)
    return formatDecimal({ units: shortLeft.units * shortRight.units, scale: shortLeft.scale + shortRight.scale });
  const [a, b] = [parseDecimal(left), parseDecimal(right)];
  return formatDecimal({ units: a.units * b.units, scale: a.scale + b.scale });
}

/** Decimals that a quotient is rounded to. */
const quotientScale = 10;

/** The quotient, half away from zero to 10 decimals, without zeros at its end; null where the divisor is 0. */
export function divideDecimals(left: string, right: string): string | null {
  const [a, b] = [parseDecimal(left), parseDecimal(right)];
  if (b.units === 0n) return null;
  const shift = quotientScale + b.scale - a.scale;
  const [numerator, divisor] =
    shift >= 0 ? [a.units * 10n ** BigInt(shift), b.units] : [a.units, b.units * 10n ** BigInt(-shift)];
  const [top, bottom] = [numerator < 0n ? -numerator : numerator, divisor < 0n ? -divisor : divisor];
  const rounded = (top * 2n + bottom) / (bottom * 2n);
  const isNegative = numerator < 0n !== divisor < 0n;
  return withoutZeros(formatDecimal({ units: isNegative ? -rounded : rounded, scale: quotientScale }));
}

/** The number with the other sign; digits are kept as they are. */
export const negateDecimal = (text: string): string =>
  text.startsWith('-') ? text.slice(1) : `-${text.replace('+', '')}`;

/** The exact sum; as many decimals as the longest has, and 0 of nothing. */
export const sumDecimals = (texts: readonly string[]): string =>
  texts.reduce((total, text) => subtractDecimals(total, negateDecimal(text)), '0');
