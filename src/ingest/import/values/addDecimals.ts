import { formatDecimal, parseDecimal } from '../../../lib/numbers/decimals.js';

/**
 * Short decimals as whole numbers of the smallest unit, which a float holds exactly; undefined where one is too long.
 */
function addShort(texts: readonly string[]): { units: number; scale: number } | undefined {
  let units = 0;
  let scale = 0;
  for (const text of texts) {
    if (text.length > 12 || text.includes('e') || text.includes('E')) return undefined;
    const point = text.indexOf('.');
    const own = point < 0 ? 0 : text.length - point - 1;
    const digits = Number(point < 0 ? text : text.slice(0, point) + text.slice(point + 1));
    if (own > scale) units *= 10 ** (own - scale);
    units += own < scale ? digits * 10 ** (scale - own) : digits;
    scale = Math.max(scale, own);
    if (!(Math.abs(units) < 1e14)) return undefined;
  }
  return { units, scale };
}

function addLong(texts: readonly string[]): { units: bigint; scale: number } {
  const numbers = texts.map(parseDecimal);
  const scale = Math.max(0, ...numbers.map((number) => number.scale));
  const units = numbers.reduce((total, { units, scale: own }) => total + units * 10n ** BigInt(scale - own), 0n);
  return { units, scale };
}

/** The exact sum of decimal numbers such as `-12.50` or `4e-05`; it has as many decimals as the longest of them. */
export const addDecimals = (texts: readonly string[]): string => formatDecimal(addShort(texts) ?? addLong(texts));
