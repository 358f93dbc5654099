import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDecimals } from '../../../../src/ingest/import/values/addDecimals.js';

test.each([
  [['0.1', '0.2'], '0.3'],
  [['0.43', '0', '0'], '0.43'],
  [['-1.5', '+0.25'], '-1.25'],
  [['.5', '5.'], '5.5'],
  [['-0.05', '0.01'], '-0.04'],
  [['0.0000000000000004440892', '1'], '1.0000000000000004440892'],
  [['4e-05', '1E+2'], '100.00004'],
  [['99999999999999.99', '0.01'], '100000000000000.00'],
  [['999999999999', '999999999999', '0.12345678901'], '1999999999998.12345678901'],
])('the sum of %j is %s', (texts, sum) => {
  expect(addDecimals(texts)).toBe(sum);
});

test('no sum of any numbers is rounded, as counting in the smallest of all units shows', () => {
  const decimals = fc
    .tuple(fc.constantFrom('', '-', '+'), fc.stringMatching(/^\d{1,16}$/), fc.stringMatching(/^\d{0,12}$/))
    .map(([sign, whole, fraction]) => ({
      text: `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`,
      // Trillionths.
      units: BigInt(whole + fraction.padEnd(12, '0')) * (sign === '-' ? -1n : 1n),
      decimals: fraction.length,
    }));
  fc.assert(
    fc.property(fc.array(decimals, { minLength: 1, maxLength: 6 }), (numbers) => {
      const total = numbers.reduce((sum, { units }) => sum + units, 0n);
      const sum = addDecimals(numbers.map(({ text }) => text));
      const [, sign, whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(sum) ?? [];
      expect(BigInt(whole + fraction.padEnd(12, '0')) * (sign === '-' ? -1n : 1n)).toBe(total);
      expect(fraction).toHaveLength(Math.max(...numbers.map((number) => number.decimals)));
    }),
    { numRuns: 500 },
  );
});
