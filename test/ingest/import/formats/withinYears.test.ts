import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { withinYears } from '../../../../src/ingest/import/formats/withinYears.js';

const outside = 'is not in the years 1 to 9999 (UTC)';

describe.each<[instant: string, isWithin: boolean]>([
  ['0001-01-01T00:00:00Z', true],
  ['0001-01-01 00:00 UTC', true],
  ['0001-01-01 00:00:00+00:01', false],
  ['0001-01-01 00:01:00+00:01', true],
  ['0001-01-01 00:00:59.999999+0001', false],
  ['0001-01-01 00:00:59.9999995+0001', true],
  ['0001-01-01 05:00:00+05', true],
  ['0001-01-01 04:59:59+05', false],
  ['0001-01-01 00:00:00-15', true],
  ['9999-12-31T23:59:59Z', true],
  ['9999-12-31T23:59:59.9999994Z', true],
  ['9999-12-31T23:59:59.9999995Z', false],
  ['9999-12-31 08:59-15', true],
  ['9999-12-31 09:00-15', false],
  ['9999-12-31 23:59:59.999999+15:00', true],
  ['9999-12-31 23:59 gmt', true],
  // Zones whose offset is that of local mean time in year 1: Paris was 9 minutes 21 seconds ahead, and today is an hour.
  ['0001-01-01 00:09:20 Europe/Paris', false],
  ['0001-01-01 00:09:21 Europe/Paris', true],
  ['9999-12-31 23:59:59 Europe/Paris', true],
  ['9999-12-31 18:59:59 America/New_York', true],
  ['9999-12-31 19:00:00 America/New_York', false],
  ['9999-12-31 23:59:59 UTC', true],
  // The days beside the edges are never asked.
  ['0001-01-02 00:00:00+15', true],
  ['9999-12-30 23:59:59-15', true],
])('%s', (instant, isWithin) => {
  test(isWithin ? 'is within' : 'is outside', () => {
    if (isWithin) expect(withinYears(instant, 'as it stands in the file')).toBe(instant);
    else
      expect(() => withinYears(instant, 'as it stands in the file')).toThrow(
        expect.objectContaining({ name: 'BadValue', reason: outside, value: 'as it stands in the file' }),
      );
  });
});

const pad = (number: number): string => String(number).padStart(2, '0');

test('at the edges, seconds counted one by one decide', () => {
  const instants = fc.record({
    isFirst: fc.boolean(),
    seconds: fc.integer({ min: 0, max: 86_399 }),
    isWest: fc.boolean(),
    minutes: fc.integer({ min: 0, max: 15 * 60 + 59 }),
    isColon: fc.boolean(),
  });
  fc.assert(
    fc.property(instants, ({ isFirst, seconds, isWest, minutes, isColon }) => {
      const time = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(pad).join(':');
      const offset = `${isWest ? '-' : '+'}${pad(Math.floor(minutes / 60))}${isColon ? ':' : ''}${pad(minutes % 60)}`;
      const instant = `${isFirst ? '0001-01-01' : '9999-12-31'}T${time}${offset}`;
      // East of Greenwich clocks are ahead: in UTC it is earlier.
      const inUtc = seconds + (isWest ? minutes : -minutes) * 60;
      const isWithin = isFirst ? inUtc >= 0 : inUtc < 86_400;
      if (isWithin) expect(withinYears(instant, instant)).toBe(instant);
      else expect(() => withinYears(instant, instant)).toThrow(outside);
    }),
    { numRuns: 500 },
  );
});
