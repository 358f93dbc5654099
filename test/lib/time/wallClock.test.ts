import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instantOf, wallTime } from '../../../src/lib/time/wallClock.js';
import { aroundChanges, clockText, clockTexts } from './zones.js';

const asText = (wall: number): string => new Date(wall).toISOString().slice(0, 19).replace('T', ' ');
const asWall = (text: string): number => Date.parse(`${text.replace(' ', 'T')}Z`);
const hours = (count: number): number => count * 3_600_000;

// What stands beside each is what Python's `zoneinfo` says.
const shown: readonly (readonly [timeZone: string, instant: string, text: string])[] = [
  ['UTC', '2026-03-01T12:34:56Z', '2026-03-01 12:34:56'],
  ['Asia/Kathmandu', '2026-02-28T18:14:59Z', '2026-02-28 23:59:59'],
  ['Asia/Kathmandu', '2026-02-28T18:15:00Z', '2026-03-01 00:00:00'],
  ['Pacific/Kiritimati', '2025-12-31T10:00:00Z', '2026-01-01 00:00:00'],
  ['Pacific/Niue', '2026-01-01T10:59:59Z', '2025-12-31 23:59:59'],
  ['Pacific/Chatham', '2026-04-04T13:59:59Z', '2026-04-05 03:44:59'],
  ['Pacific/Chatham', '2026-04-04T14:00:00Z', '2026-04-05 02:45:00'],
  ['Australia/Lord_Howe', '2026-10-03T15:29:59Z', '2026-10-04 01:59:59'],
  ['Australia/Lord_Howe', '2026-10-03T15:30:00Z', '2026-10-04 02:30:00'],
  ['Pacific/Apia', '2011-12-30T09:59:59Z', '2011-12-29 23:59:59'],
  ['Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31 00:00:00'],
  ['Asia/Pyongyang', '2018-05-04T14:59:59Z', '2018-05-04 23:29:59'],
  ['Asia/Pyongyang', '2018-05-04T15:00:00Z', '2018-05-05 00:00:00'],
  ['America/New_York', '2026-11-01T05:59:59Z', '2026-11-01 01:59:59'],
  ['America/New_York', '2026-11-01T06:00:00Z', '2026-11-01 01:00:00'],
  ['Europe/Paris', '2024-02-28T23:00:00Z', '2024-02-29 00:00:00'],
  ['Europe/Paris', '1969-12-31T23:00:00Z', '1970-01-01 00:00:00'],
  ['Antarctica/Troll', '2026-03-29T01:00:00Z', '2026-03-29 03:00:00'],
  ['America/St_Johns', '2026-07-01T02:29:59Z', '2026-06-30 23:59:59'],
  ['Africa/Monrovia', '1972-01-07T00:44:29Z', '1972-01-06 23:59:59'],
  ['Africa/Monrovia', '1972-01-07T00:44:30Z', '1972-01-07 00:44:30'],
  ['Asia/Kolkata', '9999-12-31T18:29:59Z', '9999-12-31 23:59:59'],
];

describe('wallTime', () => {
  it.each(shown)('in %s at %s is %s', (timeZone, instant, text) => {
    expect(asText(wallTime(timeZone, Date.parse(instant)))).toBe(text);
  });

  it('is what clocks show, around every kind of change', () => {
    fc.assert(
      fc.property(aroundChanges, fc.nat(899), ({ timeZone, instant }, seconds) => {
        const now = instant + seconds * 1000;
        expect(asText(wallTime(timeZone, now))).toBe(clockText(timeZone, now));
      }),
    );
  });

  it('is of whole seconds', () => {
    expect(wallTime('UTC', Date.parse('2026-03-01T00:00:00.999Z'))).toBe(Date.parse('2026-03-01T00:00:00Z'));
    expect(wallTime('Asia/Tokyo', -1)).toBe(hours(9) - 1000);
  });

  it('refuses a zone that there is none of', () => {
    expect(() => wallTime('Mars/Base', 0)).toThrow(RangeError);
  });
});

describe('instantOf', () => {
  it.each<[string, string, string]>([
    ['UTC', '2026-03-01 12:34:56', '2026-03-01T12:34:56Z'],
    ['Asia/Kolkata', '2026-01-01 00:00:00', '2025-12-31T18:30:00Z'],
    // Skipped: the change itself.
    ['Europe/Paris', '2026-03-29 02:00:00', '2026-03-29T01:00:00Z'],
    ['Europe/Paris', '2026-03-29 02:59:59', '2026-03-29T01:00:00Z'],
    ['Europe/Paris', '2026-03-29 03:00:00', '2026-03-29T01:00:00Z'],
    ['Pacific/Apia', '2011-12-30 12:00:00', '2011-12-30T10:00:00Z'],
    ['Asia/Pyongyang', '2018-05-04 23:45:00', '2018-05-04T15:00:00Z'],
    // Shown twice: the first time.
    ['Europe/Paris', '2026-10-25 02:00:00', '2026-10-25T00:00:00Z'],
    ['Europe/Paris', '2026-10-25 02:59:59', '2026-10-25T00:59:59Z'],
    ['Europe/Paris', '2026-10-25 03:00:00', '2026-10-25T02:00:00Z'],
    ['America/Santiago', '2026-04-04 23:30:00', '2026-04-05T02:30:00Z'],
  ])('in %s of %s is %s', (timeZone, text, instant) => {
    expect(new Date(instantOf(timeZone, asWall(text))).toISOString()).toBe(instant.replace('Z', '.000Z'));
  });

  it('is the first instant of a scan at which clocks show the time or a later one', () => {
    fc.assert(
      fc.property(aroundChanges, ({ timeZone, instant: wall }) => {
        const text = asText(wall);
        const scan = clockTexts(timeZone, wall - hours(15), wall + hours(15));
        expect(instantOf(timeZone, wall)).toBe(scan.find((one) => one.text >= text)?.instant);
      }),
    );
  });

  it('is no later than an instant that shows the time, and shows the same', () => {
    fc.assert(
      fc.property(aroundChanges, fc.nat(899), ({ timeZone, instant }, seconds) => {
        const now = instant + seconds * 1000;
        const wall = wallTime(timeZone, now);
        const first = instantOf(timeZone, wall);
        expect(first).toBeLessThanOrEqual(now);
        expect(wallTime(timeZone, first)).toBe(wall);
        expect(now - first).toBeLessThanOrEqual(hours(2));
      }),
    );
  });
});
