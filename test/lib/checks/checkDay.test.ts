import { describe, expect, it } from '@jest/globals';
import { checkDay } from '../../../src/lib/checks/checkDay.js';
import { refusal } from '../../support/refusal.js';

describe('checkDay', () => {
  it.each(['2026-03-31', '2024-02-29', '0001-01-01', '9999-12-31'])('gives %s', (day) => {
    expect(checkDay(day, 'date')).toBe(day);
  });

  it.each(['', '2026-02-30', '2023-02-29', '2026-3-31', '2026-03-31T00:00:00Z', '0000-01-01', 'a"b'])(
    'refuses %j, and names the field',
    (text) => {
      expect(() => checkDay(text, 'profileDate')).toThrow(
        refusal(`"profileDate" is "${text}", which is not a day such as 2026-03-31.`, 'BAD_REPRESENTATION'),
      );
    },
  );

  it('repeats no long text', () => {
    expect(() => checkDay('9'.repeat(100_000), 'date')).toThrow(
      refusal(`"date" is "${'9'.repeat(63)}…", which is not a day such as 2026-03-31.`, 'BAD_REPRESENTATION'),
    );
  });
});
