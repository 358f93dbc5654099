import { normalQuantile } from './wilsonInterval.js';

const tail = 0.05;

/** The square of the quantile over the degrees of freedom where it is far out, for few degrees of freedom. */
const farSquare = (n: number, y: number, d: number): number =>
  ((1 / (((n + 6) / (n * y) - 0.089 * d - 0.822) * (n + 2) * 3) + 0.5 / (n + 4)) * y - 1) * ((n + 1) / (n + 2)) + 1 / y;

/** The same made of the normal quantile. */
function nearSquare(n: number, a: number, b: number, c: number, d: number): number {
  const x = -normalQuantile;
  const square = x * x;
  const start = n < 5 ? c + 0.3 * (n - 4.5) * (x + 0.6) : c;
  const scaled = (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b + start;
  const y = (((((0.4 * square + 6.3) * square + 36) * square + 94.5) / scaled - square - 3) / b + 1) * x;
  return Math.expm1(a * y * y);
}

/**
 * The quantile of 97.5 % of Student's t distribution for any degrees of freedom from 1 on, to five digits: algorithm 396 of Hill (1970).
 * Below 3 it is that of the next lower whole number, so that an interval is rather too wide. Infinity gives the normal quantile.
 */
export function studentQuantile(n: number): number {
  if (!Number.isFinite(n)) return normalQuantile;
  if (n < 2) return 1 / Math.tan((tail * Math.PI) / 2);
  if (n < 3) return Math.sqrt(2 / (tail * (2 - tail)) - 2);
  const a = 1 / (n - 0.5);
  const b = (48 / a) * (1 / a);
  const c = (((20_700 * a) / b - 98) * a - 16) * a + 96.36;
  const d = ((94.5 / (b + c) - 3) / b + 1) * Math.sqrt((a * Math.PI) / 2) * n;
  const y = (d * tail) ** (2 / n);
  return Math.sqrt(n * (y > 0.05 + a ? nearSquare(n, a, b, c, d) : farSquare(n, y, d)));
}
