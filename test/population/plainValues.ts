import { addDays } from '../../src/lib/time/days.js';
import type { Kind } from './groupPeople.js';

/** A decimal of up to ten places, as a whole number of 10^-10. */
export function toUnits(decimal: string): bigint {
  const [, sign, whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  const size = BigInt(whole + fraction.padEnd(10, '0'));
  return sign === '-' ? -size : size;
}

/** The decimal of a number of units, without zeros at the end. */
export function fromUnits(units: bigint): string {
  const digits = String(units < 0n ? -units : units).padStart(11, '0');
  const text = `${digits.slice(0, -10)}.${digits.slice(-10)}`.replace(/\.?0+$/, '');
  return units < 0n ? `-${text}` : text;
}

/** Rounded to the nearest, halves away from zero. */
export function divide(units: bigint, count: bigint): bigint {
  const size = units < 0n ? -units : units;
  const quotient = (2n * size + count) / (2n * count);
  return units < 0n ? -quotient : quotient;
}

/** Which of two values comes first. */
export function compare(one: string, other: string, kind: Kind): number {
  if (kind === 'number') {
    const difference = toUnits(one) - toUnits(other);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }
  // Instants have no fraction or one of six digits: without its mark they are in the order of their texts.
  const [a, b] = kind === 'dateTime' ? [one.replace('Z', ''), other.replace('Z', '')] : [one, other];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The first day of the period of a day, by the calendar in JavaScript. */
export function firstDay(day: string, grain: string): string {
  const month = Number(day.slice(5, 7));
  if (grain === 'DAY') return day;
  if (grain === 'WEEK') return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
  if (grain === 'MONTH') return `${day.slice(0, 8)}01`;
  if (grain === 'QUARTER') return `${day.slice(0, 5)}${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`;
  return `${day.slice(0, 4)}-01-01`;
}
