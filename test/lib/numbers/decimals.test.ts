import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  divideDecimals,
  formatDecimal,
  multiplyDecimals,
  negateDecimal,
  parseDecimal,
  subtractDecimals,
  withoutZeros,
} from '../../../src/lib/numbers/decimals.js';

/** Plain decimal numbers such as `-012.50`, short and long. */
const plain = fc
  .tuple(fc.constantFrom('', '-'), fc.stringMatching(/^\d{1,25}$/), fc.stringMatching(/^(\.\d{1,25})?$/))
  .map((parts) => parts.join(''));

/** The same with an exponent now and then, as floats are written. */
const number = fc
  .tuple(plain, fc.option(fc.integer({ min: -30, max: 30 }), { freq: 3 }))
  .map(([text, exponent]) => (exponent === null ? text : `${text}e${exponent > 0 ? '+' : ''}${exponent}`));

/** More places than any of those numbers, and any product of two, has. */
const places = 120;

/** A number as so many units of 10^-120, digit by digit: a second way to read it. */
function unitsOf(text: string): bigint {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.replace(/^[+-]/, '').split('.');
  let units = 0n;
  for (const digit of whole + fraction) units = units * 10n + BigInt(digit);
  const zeros = places - fraction.length + Number(exponent);
  units *= 10n ** BigInt(zeros);
  return mantissa.startsWith('-') ? -units : units;
}

const decimalsOf = (text: string): number => text.split('.')[1]?.length ?? 0;
const magnitude = (units: bigint): bigint => (units < 0n ? -units : units);

describe('parseDecimal', () => {
  it.each([
    ['0', 0n, 0],
    ['-12.50', -1250n, 2],
    ['+7', 7n, 0],
    ['.5', 5n, 1],
    ['-.5', -5n, 1],
    ['5.', 5n, 0],
    ['007', 7n, 0],
    ['-0.00', 0n, 2],
    ['4e-05', 4n, 5],
    ['4E+5', 400_000n, 0],
    ['1.25e1', 125n, 1],
    ['1.25e4', 12_500n, 0],
    ['1.5e-3', 15n, 4],
    ['98765432109876543210.98', 9_876_543_210_987_654_321_098n, 2],
  ])('reads %s as %s units of %i decimals', (text, units, scale) => {
    expect(parseDecimal(text)).toEqual({ units, scale });
  });
});

describe('formatDecimal', () => {
  it.each([
    [0n, 0, '0'],
    [0n, 3, '0.000'],
    [-0, 1, '0.0'],
    [5n, 3, '0.005'],
    [-5n, 3, '-0.005'],
    [-5, 1, '-0.5'],
    [1250, 2, '12.50'],
    [-123n, 0, '-123'],
    [10n ** 30n, 29, '10.00000000000000000000000000000'],
    [Number.MAX_SAFE_INTEGER, 4, '900719925474.0991'],
  ])('writes %s units of %i decimals as %s', (units, scale, text) => {
    expect(formatDecimal({ units, scale })).toBe(text);
  });

  it('writes what parseDecimal reads, and keeps its decimals', () => {
    fc.assert(
      fc.property(number, (text) => {
        const written = formatDecimal(parseDecimal(text));
        expect(written).toMatch(/^-?(0|[1-9]\d*)(\.\d+)?$/);
        expect(unitsOf(written)).toBe(unitsOf(text));
        expect(decimalsOf(written)).toBe(
          Math.max(0, decimalsOf(text.replace(/e.*/, '')) - Number(text.split('e')[1] ?? 0)),
        );
      }),
    );
  });
});

describe('withoutZeros', () => {
  it.each([
    ['100', '100'],
    ['100.0', '100'],
    ['100.50', '100.5'],
    ['0.00', '0'],
    ['0.050', '0.05'],
    ['-1.10', '-1.1'],
    ['1.0000000000000000000000001', '1.0000000000000000000000001'],
    ['900.009000', '900.009'],
  ])('%s is %s', (text, short) => expect(withoutZeros(text)).toBe(short));

  it('leaves the number as it is, without a zero or a point at the end of its decimals', () => {
    fc.assert(
      fc.property(plain, (text) => {
        const short = withoutZeros(text);
        expect(unitsOf(short)).toBe(unitsOf(text));
        expect(short).not.toMatch(/\.(.*0)?$/);
      }),
    );
  });
});

// What stands beside each was worked out by Python's `decimal` with 200 digits.
describe('subtractDecimals', () => {
  it.each([
    ['0.3', '0.1', '0.2'],
    ['1.5', '0.5', '1.0'],
    ['100', '0', '100'],
    ['-0.25', '-0.25', '0.00'],
    ['5.', '.5', '4.5'],
    ['+1.0', '-1', '2.0'],
    ['1e3', '0.05', '999.95'],
    ['-999999999999999.9999', '999999999999999.9999', '-1999999999999999.9998'],
    ['1e-20', '1e20', '-99999999999999999999.99999999999999999999'],
  ])('%s less %s is exactly %s', (left, right, difference) => {
    expect(subtractDecimals(left, right)).toBe(difference);
  });

  it('is the exact difference, with as many decimals as the longer of the two', () => {
    fc.assert(
      fc.property(plain, plain, (left, right) => {
        const difference = subtractDecimals(left, right);
        expect(unitsOf(difference)).toBe(unitsOf(left) - unitsOf(right));
        expect(decimalsOf(difference)).toBe(Math.max(decimalsOf(left), decimalsOf(right)));
      }),
    );
  });
});

describe('multiplyDecimals', () => {
  it.each([
    ['12.50', '-4', '-50.00'],
    ['0.1', '0.2', '0.02'],
    ['-.5', '5.', '-2.5'],
    ['.5', '.5', '0.25'],
    ['0.00', '-3', '0.00'],
    ['-9999999', '9999999', '-99999980000001'],
    // Over 2^53, beyond which a float holds even numbers only.
    ['99999999', '99999999', '9999999800000001'],
    ['-9999999', '99999999', '-999999890000001'],
    // 0.00004 and 2500, which has no decimals.
    ['4e-05', '2.5E3', '0.10000'],
    ['1e3', '1e-3', '1.000'],
    [
      '123456789012345678901234567890.123456789',
      '-98765432109876543210.987654321',
      '-12193263113702179522618503273374485596336229233322.374638011112635269',
    ],
  ])('%s times %s is exactly %s', (left, right, product) => {
    expect(multiplyDecimals(left, right)).toBe(product);
    expect(multiplyDecimals(right, left)).toBe(product);
  });

  it('is the exact product, with as many decimals as both have together', () => {
    const short = fc.stringMatching(/^-?\d{1,5}(\.\d{1,4})?$/).filter((text) => text.length <= 9);
    fc.assert(
      fc.property(fc.oneof(plain, short), fc.oneof(plain, short), (left, right) => {
        const product = multiplyDecimals(left, right);
        expect(unitsOf(product) * 10n ** BigInt(places)).toBe(unitsOf(left) * unitsOf(right));
        expect(decimalsOf(product)).toBe(decimalsOf(left) + decimalsOf(right));
      }),
      { numRuns: 500 },
    );
  });

  it('is exact for whole numbers of each length from 6 to 10 digits', () => {
    for (const one of ['999999', '9999999', '99999999', '999999999', '9999999999'])
      for (const other of ['999999', '9999999', '99999999', '999999999', '9999999999'])
        expect(multiplyDecimals(one, other)).toBe(String(BigInt(one) * BigInt(other)));
  });
});

describe('divideDecimals', () => {
  it.each([
    ['10', '4', '2.5'],
    ['1', '3', '0.3333333333'],
    ['-1', '-3', '0.3333333333'],
    ['2', '3', '0.6666666667'],
    ['-2', '3', '-0.6666666667'],
    ['2', '-3', '-0.6666666667'],
    ['1', '0.0000000003', '3333333333.3333333333'],
    ['1e5', '8e-2', '1250000'],
    ['123456789012345678901234567890', '0.07', '1763668414462081127160493827000'],
    // Half of the last decimal goes away from zero, less than half is nothing.
    ['5', '100000000000', '0.0000000001'],
    ['-5', '100000000000', '-0.0000000001'],
    ['4.9', '100000000000', '0'],
    ['-4.9', '100000000000', '0'],
    ['0', '-7', '0'],
    ['0.00', '7', '0'],
  ])('%s by %s is %s', (left, right, quotient) => {
    expect(divideDecimals(left, right)).toBe(quotient);
  });

  it.each(['0', '-0', '0.000', '.0', '0e5'])('there is no quotient by %s', (zero) => {
    expect(divideDecimals('1', zero)).toBeNull();
    expect(divideDecimals('0', zero)).toBeNull();
  });

  it('is off by half of the tenth decimal at the most, and by exactly half only away from zero', () => {
    fc.assert(
      fc.property(number, number, (left, right) => {
        const [a, b] = [unitsOf(left), unitsOf(right)];
        const quotient = divideDecimals(left, right);
        if (quotient === null) return expect(b).toBe(0n);
        // Twice the error, in units of 10^-10 of the divisor's units.
        const q = unitsOf(quotient) / 10n ** BigInt(places - 10);
        expect(unitsOf(quotient)).toBe(q * 10n ** BigInt(places - 10));
        const twice = 2n * (magnitude(a) * 10n ** 10n - magnitude(q) * magnitude(b));
        expect(twice < magnitude(b) && -twice <= magnitude(b)).toBe(true);
        expect(q === 0n || q < 0n === (a < 0n !== b < 0n)).toBe(true);
        expect(quotient).toBe(withoutZeros(quotient));
      }),
      { numRuns: 500 },
    );
  });
});

describe('negateDecimal', () => {
  it.each([
    ['5', '-5'],
    ['-5', '5'],
    ['+5', '-5'],
    ['-1.50', '1.50'],
    ['007', '-007'],
    ['4e-05', '-4e-05'],
    ['4e+05', '-4e05'],
  ])('of %s is %s', (text, negated) => expect(negateDecimal(text)).toBe(negated));

  it('has the other sign, and twice is nothing', () => {
    fc.assert(
      fc.property(number, (text) => {
        expect(unitsOf(negateDecimal(text))).toBe(-unitsOf(text));
        expect(unitsOf(negateDecimal(negateDecimal(text)))).toBe(unitsOf(text));
      }),
    );
  });
});
