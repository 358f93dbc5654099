import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  numberFormats,
  readDecimal,
  readDecimalComma,
  readDouble,
  wholeNumber,
} from '../../../../src/ingest/import/formats/numbers.js';

const told = (read: (text: string) => string, text: string): string | undefined => {
  try {
    return read(text);
  } catch (error) {
    expect(error).toMatchObject({ name: 'BadValue', value: text });
    return undefined;
  }
};

/** A decimal number read letter by letter: sign, digits with a point, exponent of at most three digits. */
function isDecimal(text: string): boolean {
  const letters = text.split('');
  const digits = (): number => {
    let count = 0;
    for (; /^[0-9]$/.test(letters[0] ?? ''); count += 1) letters.shift();
    return count;
  };
  const sign = (): void => void (letters[0] === '+' || letters[0] === '-' ? letters.shift() : undefined);
  sign();
  let count = digits();
  if (letters[0] === '.') {
    letters.shift();
    count += digits();
  }
  if (count === 0) return false;
  if (letters[0] === 'e' || letters[0] === 'E') {
    letters.shift();
    sign();
    const exponent = digits();
    if (exponent === 0 || exponent > 3) return false;
  }
  return letters.length === 0;
}

const numberLike = fc.string({ unit: fc.constantFrom(...'0123456789.,-+eE ._'.split('')), maxLength: 34 });

describe('decimal numbers', () => {
  test('are what a slow reader takes, unchanged', () => {
    fc.assert(
      fc.property(numberLike, (text) => {
        expect(told(readDecimal, text)).toBe(isDecimal(text) ? text : undefined);
      }),
      { numRuns: 1000 },
    );
  });

  test.each(['0', '-0', '00012.50', '-.5', '5.', '+1', '1e5', '1E-05', '1.e+999', '9'.repeat(30), '9'.repeat(400)])(
    '%s is one',
    (text) => {
      expect(readDecimal(text)).toBe(text);
    },
  );

  test.each(['', '-', '+', '.', '-.', '1.2.3', '--1', '1-', '1e', 'e5', '1e1000', '1e1.5', '٣', '1_000', 'Infinity'])(
    '%j is none',
    (text) => {
      expect(() => readDecimal(text)).toThrow('is not a decimal number');
    },
  );

  test('of more than 400 characters are refused', () => {
    expect(told(readDecimal, `-${'9'.repeat(399)}`)).toHaveLength(400);
    expect(told(readDecimal, `-${'9'.repeat(400)}`)).toBeUndefined();
  });
});

describe('decimal numbers with a comma', () => {
  /** Whether points part groups of three digits, the first of one to three; or there are no points. */
  const isGrouped = (whole: string): boolean => {
    const [first = '', ...groups] = whole.split('.');
    if (groups.length === 0) return /^\d*$/.test(first);
    return (
      /^\d+$/.test(first) && first.length <= 3 && groups.every((group) => /^\d+$/.test(group) && group.length === 3)
    );
  };

  test('are what a slow reader makes of their parts', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123.,-+'.split('')), maxLength: 14 }), (text) => {
        const sign = /^[+-]/.test(text) ? text.charAt(0) : '';
        const [whole = '', fraction, more] = text.slice(sign.length).split(',');
        const isOne =
          more === undefined && isGrouped(whole) && /^\d*$/.test(fraction ?? '') && /\d/.test(whole + (fraction ?? ''));
        const value = `${sign}${whole.split('.').join('')}${fraction === undefined ? '' : `.${fraction}`}`;
        expect(told(readDecimalComma, text)).toBe(isOne ? value : undefined);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['1.234.567,89', '1234567.89'],
    ['-12', '-12'],
    ['+0,50', '+0.50'],
    ['12,', '12.'],
    ['-,5', '-.5'],
    ['1234', '1234'],
    ['999.999', '999999'],
  ])('%s is %s', (text, value) => {
    expect(readDecimalComma(text)).toBe(value);
    // What comes out is a number to the reader that takes points.
    expect(readDecimal(value)).toBe(value);
  });

  test.each(['1.5', '1234.567', '1.23.456', '.123', '1,000.50', '1e5', ' 1', '1 234,5', "1'234,5", '1,2,3', '+'])(
    '%j is none',
    (text) => {
      expect(() => readDecimalComma(text)).toThrow('is not a decimal number with a comma (for example 1.234,56)');
    },
  );
});

describe('whole numbers', () => {
  const small = wholeNumber(-32_768n, 32_767n);
  const big = wholeNumber(-(2n ** 63n), 2n ** 63n - 1n);

  test('are taken from the least to the most, and lose a point and noughts behind it', () => {
    fc.assert(
      fc.property(fc.bigInt(-(2n ** 64n), 2n ** 64n), fc.constantFrom('', '.', '.0', '.000'), (number, behind) => {
        const within = (least: bigint, most: bigint): string | undefined =>
          number >= least && number <= most ? String(number) : undefined;
        expect(told(small, `${number}${behind}`)).toBe(within(-32_768n, 32_767n));
        expect(told(big, `${number}${behind}`)).toBe(within(-9_223_372_036_854_775_808n, 9_223_372_036_854_775_807n));
      }),
    );
  });

  test.each(['32767', '-32768', '+5', '007', '-0', '3.', '3.00'])('%s fits into two bytes', (text) => {
    expect(small(text)).toBe(text.replace(/\..*/, ''));
  });

  test.each(['32768', '-32769', '99999', '1234567890123456', '-1234567890123456789012345'])('%s does not', (text) => {
    expect(() => small(text)).toThrow(
      expect.objectContaining({ name: 'BadValue', reason: 'is not between -32768 and 32767', value: text }),
    );
  });

  test.each(['', '-', '3.5', '3.01', '.0', '1e3', '1,000', '0x1F', '12345678901234567890123456'])(
    '%j is no whole number',
    (text) => {
      expect(() => small(text)).toThrow('is not a whole number');
    },
  );

  test('the last ones of eight bytes differ by 1 from those that are too large', () => {
    expect(big('9223372036854775807')).toBe('9223372036854775807');
    expect(big('-9223372036854775808.0')).toBe('-9223372036854775808');
    expect(() => big('9223372036854775808')).toThrow('is not between');
    expect(() => big('-9223372036854775809')).toThrow('is not between');
  });
});

describe('floating point numbers', () => {
  // The largest of eight bytes is 1.7976931348623157e308; what is nearer to it than to the next is rounded to it.
  test.each(['1.7976931348623157e308', '-1.7976931348623158e308', '1e-400', '5e-324', '0.1'])('%s is one', (text) => {
    expect(readDouble(text)).toBe(text);
  });

  test.each(['1.8e308', '-1e309', `1${'0'.repeat(309)}`])('%s is too large', (text) => {
    expect(() => readDouble(text)).toThrow('is too large for a floating point number');
  });

  test('what is no decimal number is none', () => {
    expect(() => readDouble('NaN')).toThrow('is not a decimal number');
  });
});

test('the two ways in which numbers are written have names', () => {
  expect(Object.keys(numberFormats)).toEqual(['decimal', 'decimal_comma']);
  expect(numberFormats['decimal']?.('1.5')).toBe('1.5');
  expect(numberFormats['decimal_comma']?.('1,5')).toBe('1.5');
});
