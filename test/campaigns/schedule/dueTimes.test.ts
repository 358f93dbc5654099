import { describe, expect, it } from '@jest/globals';
import { dueAfter, newestDue } from '../../../src/campaigns/schedule/dueTimes.js';
import type { RecurringSchedule } from '../../../src/campaigns/definition/scheduleForm.js';

const schedule = (repeat: RecurringSchedule['repeat'], from: string, until?: string): RecurringSchedule => ({
  repeat,
  from,
  time: '09:00',
  ...(until !== undefined && { until }),
});

/** The first due times after an instant, one after the other. */
function following(one: RecurringSchedule, after: string, count: number, timeZone = 'UTC'): string[] {
  const found: string[] = [];
  let at: Date | null = new Date(after);
  while (found.length < count) {
    at = dueAfter(one, timeZone, at);
    if (at === null) return [...found, 'none'];
    found.push(at.toISOString().slice(0, 16));
  }
  return found;
}

describe('due times', () => {
  it('come daily, from the first day on', () => {
    const daily = schedule('DAILY', '2026-03-02');
    expect(following(daily, '2020-01-01T00:00:00Z', 2)).toEqual(['2026-03-02T09:00', '2026-03-03T09:00']);
    expect(following(daily, '2026-03-05T08:59:59Z', 1)).toEqual(['2026-03-05T09:00']);
    expect(following(daily, '2026-03-05T09:00:00Z', 1)).toEqual(['2026-03-06T09:00']);
  });

  it('come weekly, on the weekday of the first day', () => {
    const weekly = schedule('WEEKLY', '2026-03-02');
    expect(following(weekly, '2026-03-02T09:00:00Z', 2)).toEqual(['2026-03-09T09:00', '2026-03-16T09:00']);
    expect(following(weekly, '2030-01-01T00:00:00Z', 1)).toEqual(['2030-01-07T09:00']);
  });

  it('come monthly, at the end of months that are too short, and never earlier after it', () => {
    const monthly = schedule('MONTHLY', '2027-12-31');
    expect(following(monthly, '2027-12-31T00:00:00Z', 5)).toEqual([
      '2027-12-31T09:00',
      '2028-01-31T09:00',
      '2028-02-29T09:00',
      '2028-03-31T09:00',
      '2028-04-30T09:00',
    ]);
    expect(following(schedule('MONTHLY', '2027-01-30'), '2027-02-01T00:00:00Z', 2)).toEqual([
      '2027-02-28T09:00',
      '2027-03-30T09:00',
    ]);
  });

  it('end after the last day', () => {
    expect(following(schedule('DAILY', '2026-03-02', '2026-03-03'), '2026-03-01T00:00:00Z', 3)).toEqual([
      '2026-03-02T09:00',
      '2026-03-03T09:00',
      'none',
    ]);
  });

  it('are at the local time, also where the clocks are changed', () => {
    const daily = schedule('DAILY', '2026-03-28');
    expect(following(daily, '2026-03-01T00:00:00Z', 2, 'Europe/Berlin')).toEqual([
      '2026-03-28T08:00',
      '2026-03-29T07:00',
    ]);
    // 02:30 is left out on that day: it is due at the change.
    const early = { ...daily, time: '02:30' };
    expect(following(early, '2026-03-28T12:00:00Z', 2, 'Europe/Berlin')).toEqual([
      '2026-03-29T01:00',
      '2026-03-30T00:30',
    ]);
    // Samoa had no 30 December 2011.
    expect(following(schedule('DAILY', '2011-12-29'), '2011-12-29T00:00:00Z', 2, 'Pacific/Apia')).toEqual([
      '2011-12-29T19:00',
      '2011-12-30T19:00',
    ]);
  });
});

describe('the newest due time', () => {
  const newest = (due: string, now: string) =>
    newestDue(schedule('DAILY', '2026-03-02'), 'UTC', new Date(due), new Date(now)).toISOString().slice(0, 16);

  it('stands for those that were missed', () => {
    expect(newest('2026-03-03T09:00:00Z', '2026-03-03T10:00:00Z')).toBe('2026-03-03T09:00');
    expect(newest('2026-03-03T09:00:00Z', '2026-03-07T08:00:00Z')).toBe('2026-03-06T09:00');
    expect(newest('2026-03-03T09:00:00Z', '2027-03-07T10:00:00Z')).toBe('2027-03-07T09:00');
  });

  it('is never before the one that is known', () => {
    expect(newest('2026-03-03T09:00:00Z', '2026-03-01T00:00:00Z')).toBe('2026-03-03T09:00');
  });
});
