import { BadValue } from '../values/BadValue.js';

/** The days on which an offset decides the year. */
const edges = /^(?:0001-01-01|9999-12-31)/;

const parts = /^(\d{4}-\d\d-\d\d).(\d\d:\d\d)(?::(\d\d)(?:\.(\d+))?)?\s?(.*)$/;

/** Milliseconds after 1970. */
const [first, end] = [-62_135_596_800_000, 253_402_300_800_000];

/**
 * Gives back an instant, in the form that PostgreSQL takes: a day, a time and an offset or the name of a zone. Throws a
 * `BadValue` of `text` where it is outside the years 1 to 9999 in UTC.
 */
export function withinYears(instant: string, text: string): string {
  if (!edges.test(instant)) return instant;
  const [, day, minute, second = '00', fraction = '0', zone = ''] = parts.exec(instant) ?? [];
  const local = Date.parse(`${day}T${minute}:${second}Z`) + (isRoundedUp(fraction) ? 1000 : 0);
  const at = local - offsetOf(zone, local);
  if (at < first || at >= end) throw new BadValue('is not in the years 1 to 9999 (UTC)', text);
  return instant;
}

/** PostgreSQL keeps six digits: `.9999999` is the next second. */
const isRoundedUp = (fraction: string): boolean => Math.round(Number(`0.${fraction}`) * 1e6) === 1e6;

/** Milliseconds that a zone is ahead of UTC at an instant. */
function offsetOf(zone: string, at: number): number {
  if (/^(?:Z|UTC|GMT)$/i.test(zone)) return 0;
  const [, sign, hours, minutes = '0', seconds = '0'] =
    /([+-])(\d\d):?(\d\d)?:?(\d\d)?$/.exec(/^[+-]/.test(zone) ? zone : nameOfOffset(zone, at)) ?? [];
  if (sign === undefined) return 0;
  const size = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return sign === '-' ? -size : size;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** `GMT-00:01:15`, or `GMT`. */
function nameOfOffset(zone: string, at: number): string {
  const formatter =
    formatters.get(zone) ?? new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  formatters.set(zone, formatter);
  return formatter.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
}
