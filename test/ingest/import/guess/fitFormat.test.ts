import { describe, expect, test } from '@jest/globals';
import { fitFormat, type Fit } from '../../../../src/ingest/import/guess/fitFormat.js';

const instants = 'timestamp with time zone';

const fits = (format: string | undefined, more: Partial<Fit> = {}): Fit => ({
  format,
  alternative: undefined,
  needsZone: false,
  misfits: undefined,
  ...more,
});

describe.each<[kind: string, cases: [values: string[], fit: Fit | undefined][]]>([
  [
    'numeric',
    [
      [['1', '-2.50', '.5'], fits(undefined)],
      [['1,5', '2'], fits('decimal_comma')],
      [['1.234,5', '1.234'], fits('decimal_comma')],
      // Points may part thousands, or decimals.
      [['1.234', '12.345'], fits(undefined, { alternative: 'decimal_comma' })],
      [['1', '2'], fits(undefined)],
      [['x', 'y'], undefined],
      [[], undefined],
    ],
  ],
  [
    'date',
    [
      [['2026-01-31', '2024-02-29'], fits(undefined)],
      [['31.12.2025'], fits('DD.MM.YYYY')],
      [['1.2.2025', '31.12.2025'], fits('D.M.YYYY')],
      [['03/04/2025', '05/06/2025'], fits('MM/DD/YYYY', { alternative: 'DD/MM/YYYY' })],
      [['03/04/2025', '12/31/2025'], fits('MM/DD/YYYY')],
      [['03/04/2025', '31/12/2025'], fits('DD/MM/YYYY')],
      [['3/4/2025', '12/31/2025'], fits('M/D/YYYY')],
      [['3/4/25', '31/12/25'], fits('D/M/YY')],
      [['20251231'], fits('YYYYMMDD')],
      [['2025/12/31'], fits('YYYY/MM/DD')],
      [['03-Jul-2025'], fits('DD-MMM-YYYY')],
      [['03 jul 2025'], fits('DD MMM YYYY')],
      [['2025-02-30'], undefined],
      [['2025'], undefined],
    ],
  ],
  [
    instants,
    [
      [['2026-01-31T10:00:00Z', '2026-01-31 10:00:00+01:00'], fits(undefined)],
      [['2026-01-31 10:00:00'], fits(undefined, { needsZone: true })],
      [['1483273827', '1604188800'], fits('epoch_seconds')],
      [['1483273827001'], fits('epoch_milliseconds')],
      [['1604188800000001'], fits('epoch_microseconds')],
      [['1483273827.5'], fits('epoch_seconds')],
      // Before 1990 it is a number and no time.
      [['5', '12'], undefined],
      [['631151999'], undefined],
      [['4102444800'], undefined],
      [['17/May/2015:10:05:03 +0000'], fits('DD/MMM/YYYY:HH:mm:ss ZZ')],
      [['31.12.2025 14:05'], fits('DD.MM.YYYY HH:mm', { needsZone: true })],
      [['12/31/2025 2:05 PM'], fits('MM/DD/YYYY h:mm A', { needsZone: true })],
      [['31.12.2025'], fits('DD.MM.YYYY', { needsZone: true })],
      [['20251231'], fits('YYYYMMDD', { needsZone: true })],
    ],
  ],
  ['text', [[['anything'], fits(undefined)]]],
  [
    'integer',
    [
      [['1', '2.0'], fits(undefined)],
      [['1.5'], undefined],
    ],
  ],
  ['boolean', [[['yes', 'no'], fits(undefined)]]],
])('%s', (kind, cases) => {
  test.each(cases)('of %j', (values, fit) => {
    expect(fitFormat(kind, values)).toEqual(fit);
  });
});

describe('values that do not fit', () => {
  const numbers = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index + 0.5));

  test('may be one of twenty that differ', () => {
    const misfits = { count: 1, of: 20, example: 'n.a.' };
    expect(fitFormat('numeric', [...numbers(19), 'n.a.'])).toEqual(fits(undefined, { misfits }));
    expect(fitFormat('numeric', [...numbers(18), 'n.a.'])).toBeUndefined();
    expect(fitFormat('numeric', [...numbers(37), 'n.a.', '?', '-'])).toBeUndefined();
  });

  test('count once, however often they come', () => {
    const again = Array.from({ length: 50 }, () => 'n.a.');
    expect(fitFormat('numeric', [...again, ...numbers(19)])?.misfits).toEqual({ count: 1, of: 20, example: 'n.a.' });
  });

  test('decide between formats: the one with the fewest is taken', () => {
    const days = Array.from({ length: 28 }, (_, index) => `03/${String(index + 1).padStart(2, '0')}/2025`);
    expect(fitFormat('date', days)?.format).toBe('MM/DD/YYYY');
    const few = Array.from({ length: 12 }, (_, index) => `${String(index + 1).padStart(2, '0')}/03/2025`);
    expect(fitFormat('date', [...few, '13/03/2025'])).toEqual(fits('DD/MM/YYYY'));
  });

  test('are looked for among all values, not only the first', () => {
    const misfits = { count: 2, of: 602, example: 'late' };
    expect(fitFormat('numeric', [...numbers(600), 'late', 'later'])).toEqual(fits(undefined, { misfits }));
    const late = Array.from({ length: 100 }, (_, index) => `late ${index}`);
    expect(fitFormat('numeric', [...numbers(600), ...late])).toBeUndefined();
  });
});
