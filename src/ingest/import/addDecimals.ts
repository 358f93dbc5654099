const parts = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/;

interface Scaled {
  readonly units: bigint;
  /** Digits after the point. */
  readonly scale: number;
}

function scaled(text: string): Scaled {
  const [, sign, whole = '', fraction = '', exponent = '0'] = parts.exec(text) ?? [];
  const units = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  const scale = fraction.length - Number(exponent);
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 };
}

/** Short decimals as whole numbers of the smallest unit, which a float holds exactly; undefined where one is too long. */
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
  const numbers = texts.map(scaled);
  const scale = Math.max(0, ...numbers.map((number) => number.scale));
  const units = numbers.reduce((total, { units, scale: own }) => total + units * 10n ** BigInt(scale - own), 0n);
  return { units, scale };
}

/** The exact sum of decimal numbers such as `-12.50` or `4e-05`; it has as many decimals as the longest of them. */
export function addDecimals(texts: readonly string[]): string {
  const { units, scale } = addShort(texts) ?? addLong(texts);
  const digits = String(units < 0 ? -units : units).padStart(scale + 1, '0');
  const point = digits.length - scale;
  return `${units < 0 ? '-' : ''}${digits.slice(0, point)}${scale > 0 ? `.${digits.slice(point)}` : ''}`;
}
