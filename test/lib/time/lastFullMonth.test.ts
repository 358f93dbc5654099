import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lastFullMonth } from '../../../src/lib/time/lastFullMonth.js';
import { aroundChanges, clockText } from './zones.js';

describe('lastFullMonth', () => {
  // "Metrics for April are made available on May 1st and their effective date is 01/04/YYYY."
  it.each([
    ['2026-04-30T12:00:00Z', '2026-03-01', '2026-03-01'],
    ['2026-05-01T12:00:00Z', '2026-04-01', '2026-04-01'],
    ['2026-01-01T12:00:00Z', '2025-12-01', '2025-12-01'],
    ['2024-03-01T12:00:00Z', '2024-02-01', '2024-02-01'],
    // Paris is two hours ahead in summer and one in winter: there the month turns before it does in UTC.
    ['2026-04-30T21:59:59.999Z', '2026-03-01', '2026-03-01'],
    ['2026-04-30T22:00:00Z', '2026-03-01', '2026-04-01'],
    ['2026-04-30T23:59:59.999Z', '2026-03-01', '2026-04-01'],
    ['2026-05-01T00:00:00Z', '2026-04-01', '2026-04-01'],
    ['2025-12-31T22:59:59Z', '2025-11-01', '2025-11-01'],
    ['2025-12-31T23:00:00Z', '2025-11-01', '2025-12-01'],
    ['2024-02-29T23:00:00Z', '2024-01-01', '2024-02-01'],
    ['2024-02-29T22:59:59Z', '2024-01-01', '2024-01-01'],
  ])('at %s is %s in UTC and %s in Paris', (now, utc, paris) => {
    expect([lastFullMonth(new Date(now), 'UTC'), lastFullMonth(new Date(now), 'Europe/Paris')]).toEqual([utc, paris]);
  });

  it.each([
    ['UTC', '2026-03-31T23:59:59Z', '2026-02-01'],
    ['UTC', '2026-04-01T00:00:00Z', '2026-03-01'],
    ['UTC', '2026-01-15T12:00:00Z', '2025-12-01'],
    ['UTC', '2026-02-01T00:00:00Z', '2026-01-01'],
    // Still February in New York, March already in Kathmandu.
    ['America/New_York', '2026-03-01T04:59:59Z', '2026-01-01'],
    ['America/New_York', '2026-03-01T05:00:00Z', '2026-02-01'],
    ['Asia/Kathmandu', '2026-02-28T18:14:59Z', '2026-01-01'],
    ['Asia/Kathmandu', '2026-02-28T18:15:00Z', '2026-02-01'],
    ['Europe/Paris', '2024-02-29T22:59:59Z', '2024-01-01'],
    ['Europe/Paris', '2024-02-29T23:00:00Z', '2024-02-01'],
    ['Pacific/Kiritimati', '2025-12-31T10:00:00Z', '2025-12-01'],
    ['Pacific/Niue', '2026-01-01T10:59:59Z', '2025-11-01'],
  ])('in %s at %s begins on %s', (timeZone, instant, month) => {
    expect(lastFullMonth(new Date(instant), timeZone)).toBe(month);
  });

  it('is the month before that which clocks show', () => {
    fc.assert(
      fc.property(aroundChanges, ({ timeZone, instant }) => {
        const month = lastFullMonth(new Date(instant), timeZone);
        const [year = 0, number = 0] = month.split('-').map(Number);
        const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
        expect(month.endsWith('-01')).toBe(true);
        expect(clockText(timeZone, instant).slice(0, 7)).toBe(next);
      }),
    );
  });
});
