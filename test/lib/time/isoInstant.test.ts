import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isoInstant } from '../../../src/lib/time/isoInstant.js';

describe('isoInstant', () => {
  it.each([
    ['2026-01-31 12:00:00+00', '2026-01-31T12:00:00Z'],
    ['2026-01-31 12:00:00.123456+00', '2026-01-31T12:00:00.123456Z'],
    ['2026-01-31 12:00:00.1+00', '2026-01-31T12:00:00.1Z'],
    ['2026-01-31 12:00:00+00:00', '2026-01-31T12:00:00Z'],
    ['0001-01-01 00:00:00+00', '0001-01-01T00:00:00Z'],
    ['9999-12-31 23:59:59.999999+00', '9999-12-31T23:59:59.999999Z'],
  ])('%s is %s', (text, iso) => expect(isoInstant(text)).toBe(iso));

  it('means the same instant, whose microseconds stay', () => {
    const instant = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(instant, fc.nat(999), (date, micros) => {
        const digits = `${date.toISOString().slice(20, 23)}${String(micros).padStart(3, '0')}`;
        // As PostgreSQL prints it: without zeros at the end, and without a point that nothing follows.
        const fraction = digits.replace(/0+$/, '');
        const printed = date.toISOString().slice(0, 19).replace('T', ' ') + (fraction === '' ? '' : `.${fraction}`);
        const iso = isoInstant(`${printed}+00`);
        expect(new Date(iso).getTime()).toBe(date.getTime());
        expect((iso.slice(20, -1) || '0').padEnd(6, '0')).toBe(digits);
      }),
    );
  });
});
