import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatNumber, formatValue } from '../../../src/lib/numbers/formatValue.js';

/** Decimal strings, short and far longer than a float holds. */
const decimal = fc
  .tuple(fc.constantFrom('', '-'), fc.stringMatching(/^(0|[1-9]\d{0,24})$/), fc.stringMatching(/^(\.\d{1,30})?$/))
  .map((parts) => parts.join(''));

const isZero = (text: string): boolean => !/[1-9]/.test(text);

/** English, by hand: commas between thousands, no zeros at the end of the places, no sign of a zero. */
function inEnglish(text: string): string {
  const [whole = '', places = ''] = text.replace('-', '').split('.');
  const kept = places.replace(/0+$/, '');
  const sign = text.startsWith('-') && !isZero(text) ? '-' : '';
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${kept === '' ? '' : `.${kept}`}`;
}

/** Rounded to some places, half away from zero, by whole numbers. */
function rounded(text: string, places: number): string {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const units = BigInt(whole + fraction.padEnd(places, '0').slice(0, places));
  const up = (fraction[places] ?? '0') >= '5' ? 1n : 0n;
  const digits = String(units + up).padStart(places + 1, '0');
  const number = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return text.startsWith('-') && !isZero(number) ? `-${number}` : number;
}

// The first two are published (table C3 of the public document); the others follow from its rules.
describe('formatNumber', () => {
  it.each([
    ['5.0', 'minutes', '5min'],
    ['15000.0', 'euros', '€15,000'],
    ['15000.5', 'EUR', '€15,000.50'],
    ['-15', 'EUR', '-€15'],
    ['90', 'minutes', '90min'],
    ['3', 'hours', '3h'],
    ['3', 'days', '3d'],
    ['12.5', 'percent', '12.5%'],
    ['1234.0', 'count', '1,234'],
    ['0.25', 'ratio', '0.25'],
    ['1234.5', null, '1,234.5'],
    ['31', 'years', '31 years'],
    ['1234567', 'page views', '1,234,567 page views'],
    ['17.2', 'USD', '$17.20'],
    ['1234.5', 'JPY', '¥1,235'],
    ['900719925474099.3001', null, '900,719,925,474,099.3001'],
    ['-1234.50', 'hours', '-1,234.5h'],
    ['0.00', 'days', '0d'],
    ['-0', null, '0'],
    ['-0.001', 'EUR', '€0'],
    ['-0.005', 'EUR', '-€0.01'],
    ['999.995', 'EUR', '€1,000'],
    ['15000', 'GBP', '£15,000'],
    ['1.234', 'KWD', 'KWD\u00a01.234'],
    ['7', 'XYZ', 'XYZ\u00a07'],
    ['-0.4', 'JPY', '¥0'],
    ['-0.0', 'percent', '0%'],
    ['-0', 'minutes', '0min'],
    ['-0.00', 'count', '0'],
    ['-0.0', 'members', '0 members'],
    ['-0.5', 'members', '-0.5 members'],
    ['-0.0000000000000000000000000', 'hours', '0h'],
    ['-0.0000000000000000000000010', null, '-0.000000000000000000000001'],
    ['123456789012345678901234567890.5', 'minutes', '123,456,789,012,345,678,901,234,567,890.5min'],
    ['900719925474099312.25', 'euros', '€900,719,925,474,099,312.25'],
  ])('%s %s reads %s', (value, unit, expected) => {
    expect(formatNumber(value, unit)).toBe(expected);
  });

  it.each([
    ['de', '1234567.5', null, '1.234.567,5'],
    ['de', '15000', 'euros', '15.000\u00a0€'],
    ['de', '12.5', 'percent', '12,5\u00a0%'],
    ['de', '1234.5', 'minutes', '1.234,5min'],
    ['fr', '1234567.5', null, '1\u202f234\u202f567,5'],
    ['fr', '-15000.5', 'EUR', '-15\u202f000,50\u00a0€'],
    ['fr', '1234.5', 'minutes', '1\u202f234,5min'],
    ['hi', '1234', 'count', '1,234'],
    // Spanish groups from five digits on, India by lakhs.
    ['es', '1234', null, '1234'],
    ['es', '12345', null, '12.345'],
    ['en-IN', '1234567', 'count', '12,34,567'],
    ['fa', '1234.5', null, '۱٬۲۳۴٫۵'],
    ['bn', '12345678', null, '১,২৩,৪৫,৬৭৮'],
  ])('in %s %s %s reads %s', (locale, value, unit, expected) => {
    expect(formatNumber(value, unit, locale)).toBe(expected);
  });

  it('writes amounts of Switzerland with an apostrophe, of which there have been two', () => {
    expect(formatNumber('15000.5', 'CHF', 'de-CH')).toMatch(/^CHF\u00a015['’]000\.50$/);
    expect(formatNumber('12.5', 'percent', 'fr')).toMatch(/^12,5[\u00a0\u202f]%$/);
  });

  it('writes every digit in the digits of the language, behind those that Intl writes too', () => {
    const places = '1234567890123456789012345';
    expect(formatNumber(`-0.${places}`, null)).toBe(`-0.${places}`);
    expect(formatNumber(`1234.${places}000`, 'hours', 'de')).toBe(`1.234,${places}h`);
    const persian = places.replaceAll(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'.charAt(Number(digit)));
    expect(formatNumber(`1.${places}`, null, 'fa')).toBe(`۱٫${persian}`);
    expect(formatNumber(`0.${'0'.repeat(30)}1`, 'percent')).toBe(`0.${'0'.repeat(30)}1%`);
  });

  it('reads in English as by hand, exactly', () => {
    fc.assert(
      fc.property(decimal, (value) => {
        expect(formatNumber(value, null)).toBe(inEnglish(value));
        expect(formatNumber(value, 'count')).toBe(inEnglish(value));
        expect(formatNumber(value, 'percent')).toBe(`${inEnglish(value)}%`);
        expect(formatNumber(value, 'minutes')).toBe(`${inEnglish(value)}min`);
        expect(formatNumber(value, 'boxes')).toBe(`${inEnglish(value)} boxes`);
      }),
      { numRuns: 300 },
    );
  });

  it('rounds money to the places of its currency, which whole amounts have not', () => {
    const currencies = [
      ['EUR', '€', 2],
      ['JPY', '¥', 0],
    ] as const;
    fc.assert(
      fc.property(decimal, fc.constantFrom(...currencies), (value, [unit, sign, places]) => {
        const amount = rounded(value, places);
        const [whole = '', cents = ''] = amount.split('.');
        const written = inEnglish(whole) + (/[1-9]/.test(cents) ? `.${cents}` : '');
        const minus = amount.startsWith('-') ? '-' : '';
        expect(formatNumber(value, unit)).toBe(`${minus}${sign}${written.replace('-', '')}`);
      }),
      { numRuns: 300 },
    );
  });

  it('is in other languages what Intl writes, where that writes all places', () => {
    const locale = fc.constantFrom('de', 'fr', 'es', 'de-CH', 'pt-BR', 'ja', 'fa', 'bn', 'en-IN', 'sv', 'pl');
    const short = decimal.filter((value) => (value.split('.')[1] ?? '').length <= 20);
    fc.assert(
      fc.property(short, locale, (value, tag) => {
        const format = new Intl.NumberFormat(tag, { maximumFractionDigits: 20 });
        const number = (isZero(value) ? '0' : value) as Intl.StringNumericLiteral;
        expect(formatNumber(value, null, tag)).toBe(format.format(number));
        expect(formatNumber(value, 'boxes', tag)).toBe(`${format.format(number)} boxes`);
      }),
    );
  });

  it('takes only three capitals for a currency', () => {
    for (const unit of ['eur', 'EURO', 'EU', 'E1R', ' EUR']) expect(formatNumber('1', unit)).toBe(`1 ${unit}`);
    // None that is known: its letters stand for it.
    expect(formatNumber('1.5', 'XQZ')).toBe('XQZ\u00a01.50');
  });
});

describe('formatValue', () => {
  it('is the number, or null where there is none', () => {
    expect(formatValue(null, 'EUR')).toBeNull();
    expect(formatValue(null, null, 'de')).toBeNull();
    expect(formatValue('15000.5', 'EUR')).toBe('€15,000.50');
    expect(formatValue('15000.5', 'EUR', 'de')).toBe('15.000,50\u00a0€');
    expect(formatValue('0', null)).toBe('0');
  });
});
