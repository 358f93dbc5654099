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

/** The exact sum of decimal numbers such as `-12.50` or `4e-05`; it has as many decimals as the longest of them. */
export function addDecimals(texts: readonly string[]): string {
  const numbers = texts.map(scaled);
  const scale = Math.max(0, ...numbers.map((number) => number.scale));
  const sum = numbers.reduce((total, { units, scale: own }) => total + units * 10n ** BigInt(scale - own), 0n);
  const digits = String(sum < 0n ? -sum : sum).padStart(scale + 1, '0');
  const point = digits.length - scale;
  return `${sum < 0n ? '-' : ''}${digits.slice(0, point)}${scale > 0 ? `.${digits.slice(point)}` : ''}`;
}
