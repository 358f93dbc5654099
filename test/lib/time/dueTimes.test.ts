import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lastDue, nextDue } from '../../../src/lib/time/dueTimes.js';
import { aroundChanges, clockTexts } from './zones.js';

/** The due times after an instant, one following from the other. */
function walk(from: string, at: string, timeZone: string, count: number): string[] {
  const found: string[] = [];
  for (let now = new Date(from); found.length < count;) {
    now = nextDue(now, at, timeZone);
    found.push(now.toISOString().slice(0, 16));
  }
  return found;
}

describe('nextDue', () => {
  it.each<[string, string, string, string, string[]]>([
    ['UTC', 'plain days', '2026-03-29T03:29:59Z', '03:30', ['2026-03-29T03:30', '2026-03-30T03:30']],
    ['UTC', 'the very instant', '2026-03-29T03:30:00Z', '03:30', ['2026-03-30T03:30']],
    ['UTC', 'midnight', '2026-12-31T12:00:00Z', '00:00', ['2027-01-01T00:00', '2027-01-02T00:00']],
    [
      'Europe/Paris',
      'a time skipped in spring',
      '2026-03-27T12:00:00Z',
      '02:30',
      ['2026-03-28T01:30', '2026-03-29T01:00', '2026-03-30T00:30'],
    ],
    [
      'Europe/Paris',
      'an hour repeated in autumn',
      '2026-10-23T12:00:00Z',
      '02:30',
      ['2026-10-24T00:30', '2026-10-25T00:30', '2026-10-26T01:30'],
    ],
    ['Europe/Paris', 'within the second of a repeated hour', '2026-10-25T01:15:00Z', '02:30', ['2026-10-26T01:30']],
    ['Europe/Paris', 'the change itself', '2026-03-28T12:00:00Z', '03:00', ['2026-03-29T01:00', '2026-03-30T01:00']],
    [
      'America/New_York',
      'a time skipped in spring',
      '2026-03-07T12:00:00Z',
      '02:15',
      ['2026-03-08T07:00', '2026-03-09T06:15'],
    ],
    [
      'America/New_York',
      'an hour repeated in autumn',
      '2026-10-31T12:00:00Z',
      '01:30',
      ['2026-11-01T05:30', '2026-11-02T06:30'],
    ],
    ['Asia/Kolkata', 'half an hour', '2026-06-01T00:00:00Z', '03:30', ['2026-06-01T22:00', '2026-06-02T22:00']],
    ['Asia/Kathmandu', 'three quarters', '2026-06-01T00:00:00Z', '03:30', ['2026-06-01T21:45']],
    [
      'Australia/Lord_Howe',
      'a change by half an hour',
      '2026-10-02T18:00:00Z',
      '02:15',
      // Clocks go from 02:00 (+10:30) to 02:30 (+11).
      ['2026-10-03T15:30', '2026-10-04T15:15'],
    ],
    [
      'Pacific/Apia',
      'a day that never was',
      '2011-12-29T12:00:00Z',
      '03:30',
      // 30 December 2011 was left out: 29 (-10) is followed by 31 (+14).
      ['2011-12-29T13:30', '2011-12-30T13:30', '2011-12-31T13:30'],
    ],
    [
      'Africa/Cairo',
      'a skipped midnight',
      '2026-04-23T12:00:00Z',
      '00:00',
      // 24 April begins at 01:00.
      ['2026-04-23T22:00', '2026-04-24T21:00'],
    ],
  ])('in %s: %s', (timeZone, _, from, at, due) => {
    expect(walk(from, at, timeZone, due.length)).toEqual(due);
  });

  it('has one due time for each of 300 days, with lastDue as its other side', () => {
    for (const timeZone of ['Europe/Paris', 'Australia/Lord_Howe']) {
      const due = walk('2026-01-01T12:00:00Z', '02:30', timeZone, 300);
      expect(new Set(due.map((instant) => Date.parse(`${instant}Z`))).size).toBe(300);
      expect(Math.round((Date.parse(`${due.at(-1)}Z`) - Date.parse(`${due[0]}Z`)) / 86_400_000)).toBe(299);
      for (const instant of due.slice(80, 90)) {
        const [at, then] = ['02:30', new Date(`${instant}:00Z`)];
        expect(lastDue(then, at, timeZone)).toEqual(then);
        expect(lastDue(new Date(then.getTime() - 1), at, timeZone) < then).toBe(true);
      }
    }
  });
});

/** Every due time around an instant, by a look at the clocks each quarter of an hour. */
function slowlyDue(timeZone: string, now: number, at: string): number[] {
  const threeDays = 3 * 86_400_000;
  const due = new Map<string, number>();
  let newest = '';
  for (const { instant, text } of clockTexts(timeZone, now - threeDays, now + threeDays)) {
    const [day = '', time = ''] = text.split(' ');
    // A day whose end was skipped before it was due.
    if (day > newest && newest !== '' && !due.has(newest)) due.set(newest, instant);
    if (day > newest) newest = day;
    if (!due.has(day) && time >= `${at}:00`) due.set(day, instant);
  }
  // The first day of the scan was under way.
  return [...due.values()].slice(1);
}

const timeOfDay = fc
  .tuple(fc.nat(23), fc.nat(3))
  .map(([hour, step]) => `${String(hour).padStart(2, '0')}:${String(step * 15).padStart(2, '0')}`);

describe('due times', () => {
  it('are those of a look at the clocks each quarter of an hour, around every kind of change', () => {
    fc.assert(
      fc.property(aroundChanges, timeOfDay, ({ timeZone, instant }, at) => {
        const due = slowlyDue(timeZone, instant, at);
        const now = new Date(instant);
        expect(nextDue(now, at, timeZone).getTime()).toBe(due.find((one) => one > instant));
        expect(lastDue(now, at, timeZone).getTime()).toBe(due.findLast((one) => one <= instant));
      }),
      { numRuns: 60 },
    );
  });

  it('lie on both sides of an instant, and nothing between them', () => {
    fc.assert(
      fc.property(aroundChanges, timeOfDay, fc.integer({ min: -999, max: 999 }), ({ timeZone, instant }, at, milli) => {
        const now = new Date(instant + milli);
        const [last, next] = [lastDue(now, at, timeZone), nextDue(now, at, timeZone)];
        expect(last <= now && now < next).toBe(true);
        expect(nextDue(last, at, timeZone)).toEqual(next);
        expect(lastDue(new Date(next.getTime() - 1), at, timeZone)).toEqual(last);
        expect(lastDue(next, at, timeZone)).toEqual(next);
      }),
      { numRuns: 40 },
    );
  });
});
