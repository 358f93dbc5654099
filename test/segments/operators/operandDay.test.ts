import { describe, expect, it } from '@jest/globals';
import { isDateOperand, operandDay } from '../../../src/segments/operators/operandDay.js';

describe('days that are counted from another', () => {
  // The reference of the segment model that ours follows.
  it.each([
    ['7 days ago', '2023-01-05'],
    ['14 days ago', '2022-12-29'],
    ['30 days ago', '2022-12-13'],
    ['60 days ago', '2022-11-13'],
    ['90 days ago', '2022-10-14'],
    ['1 month ago', '2022-12-12'],
    ['1 year ago', '2022-01-12'],
    ['today', '2023-01-12'],
    ['yesterday', '2023-01-11'],
    ['tomorrow', '2023-01-13'],
    ['1 day ago', '2023-01-11'],
    ['2 weeks ago', '2022-12-29'],
    ['today - 7 days', '2023-01-05'],
    ['today-7 days', '2023-01-05'],
    ['today + 1 week', '2023-01-19'],
    ['in 20 days', '2023-02-01'],
    ['in 1 year', '2024-01-12'],
    ['0 days ago', '2023-01-12'],
    ['1999-12-31', '1999-12-31'],
  ])('"%s" is %s on 2023-01-12', (text, day) => {
    expect(operandDay(text, '2023-01-12')).toBe(day);
  });

  it.each([
    ['2026-03-31', '1 month ago', '2026-02-28'],
    ['2024-03-31', '1 month ago', '2024-02-29'],
    ['2026-03-30', '1 month ago', '2026-02-28'],
    ['2026-03-28', '1 month ago', '2026-02-28'],
    ['2026-01-31', 'in 1 month', '2026-02-28'],
    ['2026-01-31', '13 months ago', '2024-12-31'],
    ['2026-01-31', '2 months ago', '2025-11-30'],
    ['2026-01-15', '1 month ago', '2025-12-15'],
    ['2025-12-31', 'in 2 months', '2026-02-28'],
    ['2024-02-29', '1 year ago', '2023-02-28'],
    ['2024-02-29', '4 years ago', '2020-02-29'],
    ['2024-02-29', 'today + 1 years', '2025-02-28'],
    ['2026-03-01', 'yesterday', '2026-02-28'],
    ['2026-12-31', 'tomorrow', '2027-01-01'],
  ])('on %s "%s" is %s', (today, text, day) => {
    expect(operandDay(text, today)).toBe(day);
  });

  it.each([
    '',
    'now',
    'Today',
    ' today',
    '2026-02-30',
    '2026-2-3',
    '0000-01-01',
    '-1 days ago',
    '1.5 days ago',
    '1 hour ago',
    'days ago',
    '36526 days ago',
    '99999 months ago',
    '101 years ago',
    'in 101 years',
    '5 days',
    "today'; drop table",
    'today - today',
  ])('"%s" stands for no day', (text) => {
    expect(isDateOperand(text)).toBe(false);
    expect(() => operandDay(text, '2026-03-31')).toThrow(TypeError);
  });

  it('a century away is the most', () => {
    expect(operandDay('36525 days ago', '2026-03-31')).toBe('1926-03-31');
    expect(operandDay('100 years ago', '2026-03-31')).toBe('1926-03-31');
    expect(operandDay('in 1200 months', '2026-03-31')).toBe('2126-03-31');
  });

  it.each([
    ['9999-12-31', 'tomorrow', '9999-12-31'],
    ['9950-01-01', 'in 100 years', '9999-12-31'],
    ['0001-01-01', 'yesterday', '0001-01-01'],
    ['0050-03-31', '100 years ago', '0001-01-01'],
    ['0050-03-31', '1 month ago', '0050-02-28'],
    ['0099-12-31', 'in 1 week', '0100-01-07'],
  ])('none lies beyond the calendar: on %s "%s" is %s', (today, text, day) => {
    expect(operandDay(text, today)).toBe(day);
  });
});
